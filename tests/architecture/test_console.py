"""What the console says of its verbs: all of it in one language, that of whoever operates it."""

from __future__ import annotations

import ast
import re
from argparse import _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

import lonja

PACKAGE = Path(lonja.__file__).parent
VERBS = sorted(name for name, app in get_commands().items() if app.startswith("lonja."))
# Words that English does not have, and any letter that it does not.
SPANISH = re.compile(
    r"\b(?:de|del|la|las|el|los|un|una|y|que|con|para|por|si|lo|en|al|como|cuando|todo|nada|oficina"
    r"|fichero|filas)\b|[áéíóúñ¿¡«»]",
    re.IGNORECASE,
)


def told(parser) -> Iterator[str]:
    yield parser.description or ""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            yield from (choice.help or "" for choice in action._choices_actions)
            for one in action.choices.values():
                yield from told(one)
        elif action.help:
            yield action.help


def test_the_verbs_are_those_of_the_guide_of_the_operator():
    assert {"example", "figures", "balance", "claims", "import", "backup", "restore"} <= set(VERBS)
    assert {"check", "notices", "serve", "worker", "evaluate", "invite"} <= set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_says_what_it_does_in_english(verb):
    command = load_command_class(get_commands()[verb], verb)
    texts = list(told(command.create_parser("lonja", verb)))

    assert command.help
    assert {text: found for text in texts if (found := SPANISH.findall(text))} == {}


def unmarked(tree: ast.AST) -> Iterator[str]:
    """Sentences that a verb prints, or ends with, and nobody marked for translation."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        for said in call.args[:1] if name in ("CommandError", "write", "_say") else []:
            text = said.left if isinstance(said, ast.BinOp) else said
            parts = text.values if isinstance(text, ast.JoinedStr) else [text]
            words = [one.value for one in parts if isinstance(one, ast.Constant)]
            yield from (word for word in words if re.search(r"[^\W\d_]{3}", str(word)))


def test_what_a_verb_prints_is_marked_for_translation():
    assert list(unmarked(ast.parse('CommandError(f"No existe {x}")'))) == ["No existe "]
    assert list(unmarked(ast.parse('out.write(_("Hecho: %s") % x)'))) == []
    found = {
        str(file.relative_to(PACKAGE)): sentences
        for file in sorted(PACKAGE.glob("*/management/commands/*.py"))
        if (sentences := list(unmarked(ast.parse(file.read_text()))))
    }
    assert found == {}

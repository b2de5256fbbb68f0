"""What the console says of its verbs: all of it in one language, that of whoever operates it."""

from __future__ import annotations

import re
from argparse import _SubParsersAction
from collections.abc import Iterator

import pytest
from django.core.management import get_commands, load_command_class

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

"""Where somebody is named in what others wrote: to give it to them, and to take their name out.

A record may say who somebody is without pointing to them: the words of an answer, a reason, the
text of a letter. What was said stays, and says no more who: it was said for a council or a company,
and figures rest on it. Names are found with or without accents and with the surname first,
telephones however they are spaced. What this cannot find is somebody told of by other means ("la
concejala de Fiestas"): the office reads what it is asked to erase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models

from lonja.core.text import fold
from lonja.evidence.models import Evidence
from lonja.imports.domain import forgetting as imports
from lonja.journal import redacting
from lonja.mail.domain import forgetting as letters
from lonja.search import indexing
from lonja.search.registry import of as indexed

HIDDEN = "…"
"""What stands in place of an address or a telephone."""
LEAST_DIGITS = 7
ACCENTS = {"a": "aàáâäã", "e": "eèéêë", "i": "iìíîï", "o": "oòóôöõ", "u": "uùúûü", "n": "nñ",
           "c": "cç"}  # fmt: skip

Within = Mapping[type[models.Model], set[int]]
"""{model: keys}: only there; other models, nowhere."""


@dataclass(frozen=True)
class Known:
    """By what somebody is known, and `instead`, how they are called once they are not.

    A name of one word is nobody's in particular, and is not looked for.
    """

    names: frozenset[str] = field(default_factory=frozenset)
    emails: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    instead: str = HIDDEN

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        emails = [re.escape(one) for one in self.emails if one]
        called = [words for one in self.names if len(words := fold(one).split()) > 1]
        turned = [[*last, first] for first, *last in called]
        names = [_name(words) for words in called + turned]
        phones = [_phone(digits) for one in self.phones if (digits := _digits(one))]
        return [
            (re.compile(edges % "|".join(sorted(several, key=len, reverse=True)), re.I), instead)
            for several, edges, instead in (
                (emails, r"(?<![\w.+-])(?:%s)(?![\w-]|\.\w)", HIDDEN),
                (names, r"(?<!\w)(?:%s)(?!\w)", self.instead),
                (phones, r"(?<!\d)(?:%s)(?!\d)", HIDDEN),
            )
            if several
        ]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def redacted(self, text: str) -> str:
        for pattern, instead in self._patterns:
            text = pattern.sub(instead.replace("\\", r"\\"), text)
        return text


def told(known: Known, several: Iterable[type[models.Model]], within: Within | None = None) -> list:
    """What names them in the records of those models: {what, record, field, text}, as it stands."""
    return [
        {
            "what": str(model._meta.verbose_name),
            "record": key,
            "field": str(_field(model, name).verbose_name),
            "text": value,
        }
        for model, key, changed in _naming(known, several, within)
        for name, (value, _clean) in changed.items()
    ]


def forget(
    known: Known, several: Iterable[type[models.Model]], within: Within | None = None
) -> int:
    """Take who they are out of the records of those models, the bin among them, and of what tells
    of these: their trail, their letters, their proofs, the files they came in and the search.

    Gives how many records named them. It may run twice.
    """
    several = list(several)
    if not known:
        return 0
    touched = []
    for model, key, changed in list(_naming(known, several, within)):
        clean = {
            name: _short(model, name, redacted) for name, (_value, redacted) in changed.items()
        }
        model._base_manager.filter(pk=key).update(**clean)
        touched.append((model, key))
    kinds = _kinds(several, within)
    redacting.rewrite(kinds, known.redacted)
    letters.rewrite(kinds, known.redacted)
    imports.rewrite(kinds, known.redacted)
    _rewrite_proofs(kinds, known.redacted)
    with indexing.batched():
        for model, key in touched:
            if indexed(model) and (record := model._base_manager.filter(pk=key).first()):
                indexing.refresh(record)
    return len(touched)


# -- inside --------------------------------------------------------------------------------------


def _naming(
    known: Known, several: Iterable[type[models.Model]], within: Within | None
) -> Iterator[tuple[type[models.Model], int, dict[str, tuple[Any, Any]]]]:
    """(model, key, {field: (value, redacted)}) of each record that names them."""
    for model in several if known else ():
        names = [one.name for one in model._meta.concrete_fields if _says_something(one)]
        rows = model._base_manager.all()
        if within is not None:
            rows = rows.filter(pk__in=within.get(model, ()))
        for key, *values in rows.order_by().values_list("pk", *names).iterator(chunk_size=500):
            changed = {
                name: (value, clean)
                for name, value in zip(names, values, strict=True)
                if value and (clean := redacting.deep(value, known.redacted)) != value
            }
            if changed:
                yield model, key, changed


def _kinds(several: Iterable[type[models.Model]], within: Within | None) -> redacting.Kinds:
    return {
        kind.pk: None if within is None else within.get(model, set())
        for model in several
        for kind in ContentType.objects.get_for_models(
            model, *model._meta.get_parent_list()
        ).values()
    }


def _says_something(one: models.Field) -> bool:
    """Text that somebody writes, and not one of a list of choices nor a file."""
    written = isinstance(one, models.CharField | models.TextField | models.JSONField)
    return written and not one.choices


def _field(model: type[models.Model], name: str) -> models.Field:
    return cast("models.Field", model._meta.get_field(name))


def _short(model: type[models.Model], name: str, value: Any) -> Any:
    """As much as the field holds; an address that was all of a field leaves it empty."""
    if not isinstance(value, str):
        return value
    found = _field(model, name)
    if isinstance(found, models.EmailField) and HIDDEN in value:
        return ""
    return value[: found.max_length] if found.max_length else value


def _rewrite_proofs(kinds: redacting.Kinds, clean: Callable[[str], str]) -> None:
    for proof in Evidence.everything.filter(redacting.about(kinds)):
        said = {name: getattr(proof, name) for name in ("note", "url", "file_name")}
        changed = {name: new for name, old in said.items() if (new := clean(old)) != old}
        if changed:
            Evidence.everything.filter(pk=proof.pk).update(**changed)
            redacting.rewrite(_kinds([Evidence], {Evidence: {proof.pk}}), clean)


def _name(words: list[str]) -> str:
    return r"[\s,]+".join("".join(_letter(one) for one in word) for word in words)


def _letter(letter: str) -> str:
    return f"[{ACCENTS[letter]}]" if letter in ACCENTS else re.escape(letter)


def _digits(phone: str) -> str:
    """The digits without the prefix of Spain; none of what is too short to be a telephone."""
    digits = "".join(one for one in phone if one.isdecimal())
    digits = digits[-9:] if len(digits) > 9 else digits
    return digits if len(digits) >= LEAST_DIGITS else ""


def _phone(digits: str) -> str:
    return r"(?:(?:\+|00)34[\s.\-]*)?" + r"[\s.()\-]*".join(digits)

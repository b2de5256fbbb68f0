"""What the law makes the trail forget: the personal data of somebody erased, and nothing else.

A line says who did what to which record, when, and the values before and after. That it was done
stays for ever; the values that are about somebody, and their name, go with them. Whoever erases
leaves a line of it (Verb.ERASED): this module only blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from .models import Entry
from .queries import trail_of

Kinds = Mapping[int, set[int] | None]
"""{content type: keys of its records}, or None for all of them."""


def forget(record: models.Model, *, label: str, fields: Iterable[str] | None = None) -> int:
    """Blank the values in the lines about a record, and call it `label` there.

    All the values, and the reasons given; or only the values of the named `fields`. Gives how many
    lines were touched.
    """
    named = None if fields is None else set(fields)
    lines = list(trail_of(record))
    for line in lines:
        changes = {
            name: [None, None] if named is None or name in named else told
            for name, told in line.changes.items()
        }
        reason = "" if named is None else line.reason
        _lines(pk=line.pk).update(changes=changes, label=label, reason=reason)
    return len(lines)


def rename(record: models.Model, former: Iterable[str], name: str) -> None:
    """Say `name` in the reasons of a record's lines where they say any of the `former` names."""
    for line in trail_of(record).exclude(reason=""):
        reason = line.reason
        for one in former:
            reason = reason.replace(one, name)
        if reason != line.reason:
            _lines(pk=line.pk).update(reason=reason)


def forget_actor(user: models.Model, *, name: str) -> int:
    """Sign with `name` what somebody did; how many lines they were."""
    return _lines(actor=user).update(actor_name=name)


def rewrite(kinds: Kinds, clean: Callable[[str], str]) -> int:
    """Put every text of the lines about some records through `clean`; how many lines changed."""
    changed = 0
    for line in models.QuerySet(Entry).filter(about(kinds)).iterator(chunk_size=500):
        said = {"label": line.label, "reason": line.reason, "changes": line.changes}
        told = {name: new for name, old in said.items() if (new := deep(old, clean)) != old}
        if told:
            told["label"] = told.get("label", line.label)[:255]
            changed += _lines(pk=line.pk).update(**told)
    return changed


def about(kinds: Kinds) -> models.Q:
    """Of what hangs from records, by `content_type` and `object_id`: what is about one of those."""
    found = models.Q(pk__in=[])
    for kind, keys in kinds.items():
        which = {} if keys is None else {"object_id__in": keys}
        found |= models.Q(content_type=kind, **which)
    return found


def deep(value: Any, clean: Callable[[str], str]) -> Any:
    """A plain JSON value with each of its texts put through `clean`; the names of fields stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [deep(one, clean) for one in value]
    if isinstance(value, dict):
        return {name: deep(one, clean) for name, one in value.items()}
    return value


def _lines(**which) -> models.QuerySet:
    """Lines that can be written on: the one way around the rule that they do not change."""
    return models.QuerySet(Entry).filter(**which)

"""What each model shows to the search, declared by its app in `<app>/search.py`:

register(
    Indexed(
        Organisation,
        subtitle=lambda one: one.get_kind_display(),
        texts=lambda one: [one.legal_name, one.acronym, one.description],
        weight=30,
    )
)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models


def _nothing(record: Any) -> str:
    return ""


@dataclass(frozen=True)
class Indexed:
    """How a record of `model` is found and shown.

    `texts` gives whatever else it may be found by. Of two that match alike, the one of more
    `weight` comes first, then the later by `date`. `related` and `prefetch` are what those
    functions read, to be fetched at once when all records are indexed.
    """

    model: type[models.Model]
    title: Callable[[Any], str] = str
    subtitle: Callable[[Any], str] = _nothing
    texts: Callable[[Any], Iterable[Any]] = lambda record: ()
    date: Callable[[Any], Date | None] = lambda record: None
    weight: int = 10
    related: Sequence[str] = ()
    prefetch: Sequence[str] = ()


_declared: dict[type[models.Model], Indexed] = {}
_by_default: dict[type[models.Model], Indexed] = {}
_loaded = False


def register(*several: Indexed) -> None:
    for indexed in several:
        if indexed.model in _declared:
            raise ValueError(f"{indexed.model.__name__} is declared twice to the search")
        _declared[indexed.model] = indexed


def register_default(indexed: Indexed) -> None:
    """What a model shows unless its own app says better."""
    _by_default.setdefault(indexed.model, indexed)


def of(model: type[models.Model]) -> Indexed | None:
    load()
    return _declared.get(model) or _by_default.get(model)


def all_indexed() -> list[Indexed]:
    load()
    return list({**_by_default, **_declared}.values())


def root_of(model: type[models.Model]) -> type[models.Model]:
    """The topmost concrete model of which this one is a kind: GroupMeeting -> Act."""
    return (model._meta.get_parent_list() or [model])[-1]


def kinds_of(model: type[models.Model]) -> dict[str, Indexed]:
    """The indexed models that inherit from `model`, by the kind that they set: see acts.Act."""
    return {
        str(kind): one
        for one in all_indexed()
        if one.model is not model
        and issubclass(one.model, model)
        and (kind := getattr(one.model, "KIND", None))
    }


def load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        if config.name.startswith("lonja.") and find_spec(f"{config.name}.search"):
            import_module(f"{config.name}.search")

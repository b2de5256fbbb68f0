"""What can be wrong with an installation: looked at one thing at a time, told in words.

Each app says what of its own can break in a module `health.py`, which this registry reads:

    def files_are_there():
        for label, missing in …:
            yield Trouble(_("Faltan 3 ficheros de …"), _("Están en la última copia: …"))

    register(Examination(_("Ficheros"), files_are_there, order=30))

An examination reads and never writes. What it finds is an error when records are lost or wrong or
people cannot work, and a warning when it works but somebody should see to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

SHOWN = 5
"""Of many alike, those that are named."""


@dataclass(frozen=True)
class Trouble:
    """`remedy`: what to do about it. `mend`: does it, when nothing can be lost by doing it."""

    text: str
    remedy: str = ""
    warning: bool = False
    mend: Callable[[], object] | None = None


@dataclass(frozen=True)
class Examination:
    """`before_all`: what it finds keeps the others from being looked at."""

    name: str
    look: Callable[[], Iterable[Trouble]]
    order: int = 50
    before_all: bool = False


_examinations: list[Examination] = []
_loaded = False


def register(*several: Examination) -> None:
    _examinations.extend(several)


def all_examinations() -> list[Examination]:
    _load()
    return sorted(_examinations, key=lambda one: (not one.before_all, one.order, str(one.name)))


def some(values: Iterable[object]) -> str:
    """The first ones, and how many more there are: "a, b… y 12 más"."""
    listed = [str(one) for one in values]
    named = ", ".join(listed[:SHOWN])
    return f"{named}… (+{len(listed) - SHOWN})" if len(listed) > SHOWN else named


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        inside = config.name.startswith("lonja.") and config.name != "lonja.core"
        if inside and find_spec(f"{config.name}.health"):
            import_module(f"{config.name}.health")

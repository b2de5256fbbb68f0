"""Parts of a record's page: what belongs to it, listed, with a way to add more.

A low app's page shows things of higher apps without knowing them: those register their panels for
the model with `registry.add_panel(Organisation, panel)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from .columns import Column


@dataclass(frozen=True)
class Panel:
    """A part drawn by a template of its own, with what `context(record, user)` gives it.

    `rows(record, user)`: what it tells of; it is not asked for when there is none of that.
    `questions`: how many it asks the database at most. `lines`: about how many it takes.
    """

    title: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 50
    rows: Callable[[Any, Any], QuerySet] | None = None
    questions: int = 1
    lines: int = 2


@dataclass(frozen=True)
class Related:
    """The records of another resource that belong to this one, in a small table.

    `resource`: the slug of theirs. `rows(record, user)` gives them; `parent` is the field of theirs
    that points here, which fills itself when one is added from this page.
    """

    resource: str
    parent: str = ""
    title: str = ""
    rows: Callable[[Any, Any], QuerySet] | None = None
    columns: Sequence[Column] = ()
    limit: int = 12
    order: int = 20
    empty: str = ""


@dataclass(frozen=True)
class Action:
    """A verb of a record, shown as a button on its page: a link, or a form that posts.

    `when(record, user)` says whether it is offered.
    """

    label: str
    url_name: str
    icon: str = ""
    post: bool = True
    primary: bool = False
    when: Callable[[Any, Any], bool] = field(default=lambda record, user: True)

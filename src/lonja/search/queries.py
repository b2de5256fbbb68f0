"""Finding: over everything, or within a list.

found = find("calidad del aire", models=[Organisation, WorkingGroup])
narrow(Organisation.objects.all(), "ayunt val")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from .correcting import corrected
from .matching import Query, read
from .models import Document
from .registry import root_of
from .snippets import snippet

Visible = Mapping[type[models.Model], QuerySet | None]
"""Models to look in; with a queryset, only among its records."""


@dataclass(frozen=True)
class Hit:
    document: Document
    snippet: str  # safe HTML: part of the text around what was found, marked

    @property
    def model(self) -> type[models.Model]:
        return _model(self.document.content_type)


@dataclass(frozen=True)
class Found:
    """`corrected` is what was looked for instead, when nothing matched what was typed."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    by_model: dict[type[models.Model], int] = field(default_factory=dict)
    corrected: str = ""


def find(
    text: str,
    models: Sequence[type[models.Model]] | Visible | None = None,
    limit: int = 20,
    offset: int = 0,
    only: type[models.Model] | None = None,
    counted: bool = True,
    titles_only: bool = False,
) -> Found:
    """The records that have all these words, in `models` (all of them by default).

    Those whose title is just that come first, then those that have it in the title; among equals,
    the models of more weight and the latest dates. `by_model` counts them all; with `only`, the
    hits are of that model. Counting takes as long as finding: `counted=False` leaves it out.
    `titles_only` neither looks nor shows inside of the records: for whoever sees only part of them.
    """
    query, better = _understood(read(text), _within(models), titles_only)
    if not query:
        return Found()
    matched = Document.objects.filter(_within(models), id__matches=query)
    by_model = _counts(matched) if counted else {}
    if only:
        matched = matched.filter(content_type=ContentType.objects.get_for_model(only))
    page = _ranked(matched, query).select_related("content_type")[offset : offset + limit]
    return Found(
        hits=[
            Hit(document, "" if titles_only else snippet(document.text, query)) for document in page
        ],
        total=by_model.get(only, 0) if only else sum(by_model.values()),
        by_model=by_model,
        corrected=better,
    )


def _model(kind: ContentType) -> type[models.Model]:
    model = kind.model_class()
    assert model, f"{kind} is indexed, and no longer exists"
    return model


def _counts(matched: QuerySet[Document]) -> dict[type[models.Model], int]:
    counts = matched.order_by().values_list("content_type").annotate(number=Count("pk"))
    return {
        _model(ContentType.objects.get_for_id(kind)): number
        for kind, number in sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    }


def narrow(rows: QuerySet, text: str, *, titles_only: bool = False) -> QuerySet:
    """The rows whose records match; what was mistyped is corrected when nothing does."""
    root = Q(root=ContentType.objects.get_for_model(root_of(rows.model)))
    query, _ = _understood(read(text), root, titles_only)
    if not query:
        return rows.none()
    return rows.filter(pk__in=Document.objects.filter(root, id__matches=query).values("object_id"))


def _understood(query: Query, within: Q, titles_only: bool = False) -> tuple[Query, str]:
    """The query as it finds something: as typed; each word as the beginning of one; corrected.

    The corrected one comes with its words, to be told.
    """
    query = query.in_titles() if titles_only else query
    if not query or _finds(query, within):
        return query, ""
    if (opened := query.opened()) != query and _finds(opened, within):
        return opened, ""
    better, words = corrected(query)
    return (better, words) if better and _finds(better, within) else (query, "")


def _finds(query: Query, within: Q) -> bool:
    return Document.objects.filter(within, id__matches=query).exists()


def _within(models: Sequence[type[models.Model]] | Visible | None) -> Q:
    if models is None:
        return Q()
    allowed = models if isinstance(models, Mapping) else dict.fromkeys(models)
    whole = [m for m, rows in allowed.items() if rows is None]
    within = Q(content_type__in=[ContentType.objects.get_for_model(m) for m in whole])
    for model, rows in allowed.items():
        if rows is not None:
            within |= Q(
                content_type=ContentType.objects.get_for_model(model),
                object_id__in=rows.order_by().values("pk"),
            )
    return within


def _ranked(matched: QuerySet[Document], query: Query) -> QuerySet[Document]:
    def first(condition: Q) -> Case:
        return Case(
            When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
        )

    return matched.order_by(
        first(Q(title_stems=query.title)).desc(),
        first(Q(id__matches=query.in_titles())).desc(),
        "-weight",
        F("date").desc(nulls_last=True),
        "-object_id",
        "content_type_id",
    )

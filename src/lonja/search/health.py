"""The index of the search, against the records that it should find."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.core.health import Examination, Trouble, register, some

from . import indexing
from .models import Document
from .registry import Indexed, all_indexed, kinds_of


def everything_is_found() -> Iterator[Trouble]:
    adrift = [name for one in all_indexed() if (name := _adrift(one))]
    if adrift:
        yield Trouble(
            _("El buscador no va a la par de los registros: %s") % some(adrift),
            mend=indexing.rebuild,
        )
    elif said := _broken():
        yield Trouble(_("El índice del buscador está dañado: %s") % said, mend=indexing.rebuild)


def _adrift(indexed: Indexed) -> str:
    """How many records of a model are not found or should not be; "" when none."""
    rows = indexed.model._default_manager.order_by()
    if kinds := kinds_of(indexed.model):
        rows = rows.exclude(kind__in=kinds)
    kind = ContentType.objects.get_for_model(indexed.model)
    found = Document.objects.filter(content_type=kind).order_by()
    lost = set(rows.values_list("pk", flat=True)) ^ set(found.values_list("object_id", flat=True))
    return f"{indexed.model._meta.verbose_name_plural} ({len(lost)})" if lost else ""


def _broken() -> str:
    """What the index of SQLite says against itself. That of PostgreSQL is a column of the table."""
    if connection.vendor != "sqlite":
        return ""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
            )
    except DatabaseError as error:
        return str(error)
    return ""


register(Examination(gettext_lazy("Buscador"), everything_is_found, order=40))

"""A Resource: everything the office needs to work with one type of record, declared in one place.

    class GroupResource(Resource):
        model = WorkingGroup
        slug = "grupos"                 # address, and first part of every URL name
        line = 1
        columns = (Column("name", link=True), Column("state"), Column("started_on"))
        filters = (ChoiceFilter("state"), YearFilter("started_on"))
        form = GroupForm
        facts = ("mission", "started_on", "ended_on")
        panels = (Related("seats", parent="group", columns=(...)),)

    register(GroupResource())

Who sees what: `readers` see every record; anyone else sees what `visible_to` gives them, nothing by
default. `writers` add, change and delete.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.urls import reverse

from lonja.accounts.enums import READERS, STAFF
from lonja.core.text import fold
from lonja.journal import writing
from lonja.search.queries import narrow

from .choosing import by_title
from .columns import Column, field_at
from .filters import Filter
from .forms import RecordForm, form_for
from .panels import Panel


class Resource:
    model: type[models.Model]
    slug: str
    line: int | None = None
    icon = "list"
    lede = ""
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    # Text fields, across relations too, that the search reads; the first is the title.
    search: Sequence[str] = ()
    ordering: Sequence[str] = ()
    per_page = 50
    # The date that places a record in a year, for figures made by the office.
    date_field: str = ""
    sums: Sequence[str] = ()
    groups: Sequence[str] = ()
    form: type[ModelForm] | None = None
    fields: Sequence[str] = ()
    facts: Sequence[str] = ()
    # Those that the office notes for itself: whoever sees only part of the records is not told.
    internal: Sequence[str] = ()
    panels: Sequence[Panel] = ()
    # How many its facts that are worked out, and its actions, ask the database (see `parts`).
    questions = 0
    related: Sequence[str] = ()
    prefetch: Sequence[str] = ()
    readers = READERS
    writers = STAFF
    # Whether anybody may be told of its records by their names: what is published anyway.
    public = False
    # Extra verbs shown on the page: see panels.Action.
    actions: Sequence = ()
    can_add = True
    # Where records that nobody adds come from, told while there are none; and the pages of the
    # office that bring them: (label, name of the address).
    origin = ""
    brought_by: Sequence[tuple[str, str]] = ()
    # Which proof is asked for, in words; empty: none is expected.
    proof = ""

    # -- names ---------------------------------------------------------------------------------

    @property
    def singular(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def url(self, page: str, record: models.Model | None = None) -> str:
        """Address of a page: list, add, detail, change, delete, restore, trail, export, choices."""
        return reverse(f"{self.slug}-{page}", args=[record.pk] if record else [])

    def url_of_parts(self, record: models.Model, batch: int) -> str:
        return reverse(f"{self.slug}-parts", args=[record.pk, batch])

    # -- who -----------------------------------------------------------------------------------

    def visible_to(self, user) -> QuerySet:
        """The live records that this person may see. Override to give others a part."""
        if user.is_authenticated and user.is_active and user.role in self.readers:
            return self.model._default_manager.all()
        return self.shared_with(user)

    def shared_with(self, user) -> QuerySet:
        """What somebody who is not of the office may see: nothing, unless a line says so."""
        return self.model._default_manager.none()

    def facts_for(self, user) -> list[str]:
        return [one for one in self.facts if user.reads_everything or one not in self.internal]

    def may_list(self, user) -> bool:
        return user.is_authenticated and user.is_active and user.role in self.readers

    def may_write(self, user) -> bool:
        return user.is_authenticated and user.is_active and user.role in self.writers

    def may_add(self, user) -> bool:
        return self.can_add and self.may_write(user)

    # -- rows ----------------------------------------------------------------------------------

    def told(self, rows: QuerySet) -> QuerySet:
        """Rows with what columns, filters and sums read besides the fields. Override to annotate
        it: a list, its exports and the figures made from it are all told so."""
        return rows

    def rows(self, user) -> QuerySet:
        rows = self.told(self.visible_to(user)).select_related(*self.related)
        rows = rows.prefetch_related(*self.prefetch)
        return rows.order_by(*self.ordering) if self.ordering else rows

    def within(self, rows: QuerySet, span: tuple[date, date]) -> QuerySet:
        """Those of some days, both included, by the date that places a record in a year; all of
        them when it has none."""
        if not self.date_field:
            return rows
        field = field_at(self.model, self.date_field)
        day = "__date" if isinstance(field, models.DateTimeField) else ""
        return rows.filter(**{f"{self.date_field}{day}__range": span})

    def label_of(self, path: str) -> str:
        """What a field, or a column of no field, is called."""
        field = field_at(self.model, path)
        named = {column.name: str(column.label) for column in self.columns if column.label}
        return str(field.verbose_name) if field is not None else named.get(path, path)

    def narrowed(self, rows: QuerySet, params) -> QuerySet:
        """Rows after the search and the filters of a list's address (a QueryDict or dict)."""
        for chosen in self.filters:
            rows = chosen.apply(rows, params)
        if text := params.get("q", "").strip():
            rows = narrow(rows, text)
        return rows

    def sorted(self, rows: QuerySet, key: str) -> QuerySet:
        """Rows by a column's name, with "-" before it for descending; unknown names are ignored."""
        for column in (column.bound_to(self.model) for column in self.columns):
            if column.sort and column.name == key.removeprefix("-"):
                sign = "-" if key.startswith("-") else ""
                return rows.order_by(f"{sign}{column.sort}", f"{sign}pk")
        return rows

    def suggest(self, text: str, rows: QuerySet) -> list[models.Model]:
        """Up to ten of these records for a field being filled: those whose name begins so come
        first."""
        title = self.title_field
        wanted = fold(text) if title == "folded" else text
        starts = list(rows.filter(**{f"{title}__istartswith": wanted})[:10])
        taken = [one.pk for one in starts]
        inside = rows.filter(**{f"{title}__icontains": wanted}).exclude(pk__in=taken)
        return starts + list(inside[: 10 - len(starts)])

    def named(self, text: str, among: QuerySet) -> list[models.Model]:
        """The records that typed words mean, for a field filled without suggestions: one, or the
        few among which to choose."""
        return by_title(text, among)

    @property
    def title_field(self) -> str:
        named = {f.name for f in self.model._meta.get_fields()}
        own = (n for n in ("folded", "name", "title", *self.search) if n in named)
        return next(own, self.search[0] if self.search else "pk")

    # -- writing -------------------------------------------------------------------------------

    def form_class(self) -> type[RecordForm]:
        return self.form or form_for(self.model, self.fields)

    def new_record(self, params) -> models.Model:
        """An empty record with what the address says, such as `?group=7`."""
        return self.model()

    def create(self, form: RecordForm, *, by) -> models.Model:
        return form.create(by=by)

    def change(self, form: RecordForm, *, by) -> models.Model:
        return form.change(by=by)

    def delete(self, record: models.Model, *, by) -> None:
        """Put in the bin. Override when somebody has to be told."""
        writing.delete(record, by=by)

    def __repr__(self) -> str:
        return f"<Resource {self.slug}>"

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.core import figures as registry
from lonja.core.formatting import names, printed
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ValueFilter
from lonja.workbench.registry import ListTool, add_list_tool, register
from lonja.workbench.resource import Resource

from .. import catalogue
from ..models import CustomFigure, Goal, OpeningBalance, Photo
from .forms import CustomFigureForm, GoalForm, OpeningForm, PhotoForm


def named_figure(record) -> str:
    """The name of the figure that a record is about; its key when it has gone."""
    figure = _figure(record.key)
    return str(figure.name) if figure else record.key


def printed_value(record) -> str:
    figure = _figure(record.key)
    return printed(record.value, figure.unit) if figure and record.value is not None else ""


def printed_opening(record) -> str:
    """Its value; of one that is a list, how many there are in it and which."""
    if record.value is None and (listed := list(record.items.all())):
        return f"{len(listed)}: {names(map(str, listed))}"
    return printed_value(record)


def _figure(key: str):
    """A declared figure without asking the database; one that the office made, by asking."""
    try:
        return registry.get(key)
    except KeyError:
        return catalogue.figures().get(key)


class OpeningResource(Resource):
    model = OpeningBalance
    slug = "saldos-iniciales"
    icon = "opening"
    lede = _(
        "Lo que se sabe de los años anteriores a los registros: se escribe una vez y se marca."
    )
    columns = (
        Column("year"),
        Column("key", label=_("cifra"), value=named_figure, link=True),
        Column("value", value=printed_opening, kind="text"),
        Column("source", wide=True),
    )
    filters = (ValueFilter("year"),)
    search = ("key", "source")
    ordering = ("-year", "key")
    prefetch = ("items",)
    form = OpeningForm
    facts = (
        Column("key", label=_("cifra"), value=named_figure), "year",
        Column("value", value=printed_opening, kind="text"), "source",
    )  # fmt: skip


class GoalResource(Resource):
    model = Goal
    slug = "objetivos"
    icon = "target"
    lede = _("A dónde se quiere llegar en cada cifra.")
    columns = (
        Column("year"),
        Column("key", label=_("cifra"), value=named_figure, link=True),
        Column("value", value=printed_value, kind="text"),
        Column("note", wide=True),
    )
    filters = (ValueFilter("year"),)
    search = ("key", "note")
    ordering = ("-year", "key")
    form = GoalForm
    facts = (Column("key", label=_("cifra"), value=named_figure), "year", "value", "note")


class CustomFigureResource(Resource):
    model = CustomFigure
    slug = "cifras-propias"
    icon = "chart"
    lede = _(
        "Cifras hechas por la oficina a partir de una lista. Para hacer otra, filtre una lista y "
        "elija «Hacer una cifra»."
    )
    columns = (
        Column("name", link=True),
        Column("line"),
        Column("resource"),
        Column("measure"),
        Column("field", wide=True),
        Column("group", wide=True),
    )
    filters = (ChoiceFilter("line"), ChoiceFilter("measure"))
    search = ("name", "definition", "resource")
    ordering = ("line", "name")
    form = CustomFigureForm
    facts = ("name", "line", "definition", "resource", "measure", "field", "group", "slug")
    can_add = False


class PhotoResource(Resource):
    model = Photo
    slug = "fotos-del-balance"
    icon = "image"
    lede = _("Fotos del año. Al escribir una sección, se ponen desde «Gráficos y fotos».")
    columns = (
        Column("id", label=_("número"), link=True),
        Column("caption"),
        Column("alt"),
        Column("year"),
    )
    filters = (ValueFilter("year"),)
    search = ("alt", "caption", "credit")
    ordering = ("-year", "-pk")
    form = PhotoForm
    facts = ("year", "alt", "caption", "credit")


for resource in (OpeningResource, GoalResource, CustomFigureResource, PhotoResource):
    register(resource())

add_list_tool(ListTool(_("Hacer una cifra"), "new-figure", icon="chart"))

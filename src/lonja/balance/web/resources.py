from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lonja.core.formatting import printed
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, YearFilter
from lonja.workbench.registry import ListTool, add_list_tool, register
from lonja.workbench.resource import Resource

from .. import catalogue
from ..models import CustomFigure, Goal, OpeningBalance, Photo
from .forms import CustomFigureForm, GoalForm, OpeningForm, PhotoForm


def named_figure(record) -> str:
    """The name of the figure that a record is about; its key when it has gone."""
    figure = catalogue.figures().get(record.key)
    return str(figure.name) if figure else record.key


def printed_value(record) -> str:
    figure = catalogue.figures().get(record.key)
    return printed(record.value, figure.unit) if figure and record.value is not None else ""


class NumberFilter(YearFilter):
    """The year of a record that holds it as a number."""

    def field(self, model, rows):
        years = sorted(set(rows.order_by().values_list(self.path, flat=True)), reverse=True)
        return forms.ChoiceField(
            choices=[("", _("todos")), *((y, str(y)) for y in years)],
            required=False,
            label=_("año"),
        )

    def narrow(self, rows, value):
        return rows.filter(**{self.path: value}) if str(value).isdecimal() else rows


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
        Column("value", value=printed_value, kind="text"),
        Column("source", wide=True),
    )
    filters = (NumberFilter("year"),)
    search = ("key", "source")
    ordering = ("-year", "key")
    form = OpeningForm
    facts = (Column("key", label=_("cifra"), value=named_figure), "year", "value", "source")


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
    filters = (NumberFilter("year"),)
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
    lede = _("Fotos del año. Se ponen en el texto como {{ photo:número }}.")
    columns = (
        Column("id", label=_("número"), link=True),
        Column("caption"),
        Column("alt"),
        Column("year"),
    )
    filters = (NumberFilter("year"),)
    search = ("alt", "caption", "credit")
    ordering = ("-year", "-pk")
    form = PhotoForm
    facts = ("year", "alt", "caption", "credit")


for resource in (OpeningResource, GoalResource, CustomFigureResource, PhotoResource):
    register(resource())

add_list_tool(ListTool(_("Hacer una cifra"), "new-figure", icon="chart"))

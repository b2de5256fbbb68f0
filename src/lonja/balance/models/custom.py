from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Line, Measure


class CustomFigure(Record):
    """A figure that the office made from a list: its filters, and how its rows are measured.

    `resource` is the slug of the list and `params` its address, as {"name": [values]}. `field` is
    the path counted or summed; `group` the one the figure is broken down by.
    """

    slug = models.SlugField(_("clave"), max_length=60, unique=True)
    line = models.PositiveSmallIntegerField(_("línea"), choices=Line)
    name = models.CharField(_("nombre"), max_length=120)
    name_en = models.CharField(_("nombre en inglés"), max_length=120, blank=True)
    definition = models.TextField(_("cómo se cuenta"), blank=True)
    definition_en = models.TextField(_("cómo se cuenta, en inglés"), blank=True)
    resource = models.CharField(_("lista"), max_length=60)
    params = models.JSONField(_("filtros"), default=dict)
    measure = models.CharField(_("medida"), max_length=10, choices=Measure, default=Measure.COUNT)
    field = models.CharField(_("campo"), max_length=80, blank=True)
    group = models.CharField(_("repartido por"), max_length=80, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("cifra propia")
        verbose_name_plural = _("cifras propias")
        ordering = ["line", "name"]
        constraints = [
            models.CheckConstraint(
                name="custom_figure_measures_a_field",
                condition=models.Q(measure=Measure.COUNT) | ~models.Q(field=""),
                violation_error_message=_("Diga qué campo se cuenta o se suma."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"office.{self.slug.replace('-', '_')}"

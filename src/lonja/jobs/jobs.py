"""The upkeep of the jobs themselves, and of the database in which they stand."""

from django.utils.translation import gettext_lazy as _

from lonja.core import filling

from .domain import forgetting
from .job import job


@job(title=_("Olvidar las tareas terminadas"))
def forget_finished() -> int:
    return forgetting.forget_finished()


@job(title=_("Contar las filas de las tablas"))
def count_rows() -> None:
    filling.count_rows()

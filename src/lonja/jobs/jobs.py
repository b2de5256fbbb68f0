"""The jobs that jobs themselves need."""

from django.utils.translation import gettext_lazy as _

from .domain import forgetting
from .job import job


@job(title=_("Olvidar las tareas terminadas"))
def forget_finished() -> int:
    return forgetting.forget_finished()

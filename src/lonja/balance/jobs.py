"""Having the figures of the year at hand before somebody asks for them."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from . import queries
from .book import Book


@job(title=_("Tener a mano las cifras del año"), attempts=1)
def keep_figures() -> int:
    """Compute the present year again when something has been written since. How many figures."""
    year, found = queries.current_year(), 0
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found += len(Book(kept=True).year(year).standings())
    return found

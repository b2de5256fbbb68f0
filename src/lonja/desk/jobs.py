"""What keeps the search exact: each night, what changed in one record and shows in another."""

from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job
from lonja.search import indexing


@job(title=_("Rehacer el índice del buscador"))
def reindex() -> int:
    """Index everything anew; how many records there are."""
    return indexing.rebuild()

"""The twenty-second capture: what has just happened, noted on a phone, to be completed later."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lonja.evidence.domain import attaching
from lonja.journal import writing

from ..enums import State
from ..models import Act
from .participating import set_participants


@transaction.atomic
def capture(
    act: Act, *, organisations: Iterable, people: Iterable, territories: Iterable, photo=None, by
) -> Act:
    """Keep a done act with whom it was and its photo. It stays "incomplete" until it is edited.

    The territories of the public bodies that took part are its own when none is named: whoever met
    the councillor of a town was at work with that town.
    """
    act.state, act.incomplete, act.responsible = State.DONE, True, by
    writing.create(act, by=by)
    organisations = list(organisations)
    places = list(territories) or [o.territory for o in organisations if o.territory_id]
    act.territories.set(places)
    set_participants(act, organisations, people, by=by)
    if photo:
        attaching.attach_file(act, photo, note="", by=by)
    return act

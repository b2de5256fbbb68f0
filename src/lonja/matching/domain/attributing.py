"""Saying with which territory an act was, when its participants leave no doubt."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.acts.models import Act
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..queries.worked import territory_suggested_for


@transaction.atomic
def accept_suggestion(act: Act, *, by) -> Act:
    """Add the territory that its participants suggest. ValidationError when there is none now."""
    territory = territory_suggested_for(act)
    if territory is None or act.territories.exists():
        raise ValidationError(_("Ya no hay un territorio que proponer para este acto."))
    act.territories.add(territory)
    writing.note(Verb.CHANGED, act, by=by, changes={"territories": ["", str(territory)]})
    return act

"""A member tells what it can do, by itself or through the office; and what it says of contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.directory.domain import registering
from lonja.directory.models import Area, Organisation, Person
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.territories.models import Territory

from ..enums import Frequency
from ..models import Attribution, Profile, ProfileArea, Subscription
from ..queries import capabilities


@dataclass(frozen=True)
class Description:
    """What a member says of itself. Without `places` it works anywhere."""

    text: str = ""
    cpv: str = ""
    certifications: Sequence[str] = ()
    most_at_once: int | None = None
    rests_until: date | None = None
    levels: Mapping[Area, str] = field(default_factory=dict)
    places: Sequence[Territory] = ()
    size: str = ""


@transaction.atomic
def profile_of(organisation: Organisation, *, by: Any) -> Profile:
    """Its profile, made empty when there is none; one in the bin comes back."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = Profile.everything.filter(organisation=organisation).first()
    if known is None:
        return writing.create(Profile(organisation=organisation), by=by)
    if known.deleted_at is not None:
        writing.restore(known, by=by)
    return known


@transaction.atomic
def describe(organisation: Organisation, told: Description, *, by: Any) -> Profile:
    """Keep what a member says. `by` is None when it does so through its link."""
    profile = profile_of(organisation, by=by)
    if told.size and told.size != organisation.size:
        registering.update(organisation, by=by, reason=_("Lo dice su ficha"), size=told.size)
    _set_levels(profile, told.levels, by=by)
    _set_places(profile, told.places, by=by)
    # Last, so that the search finds it with its areas.
    return writing.change(
        profile,
        by=by,
        reason="" if by else _("Contado por el propio asociado"),
        text=told.text,
        cpv=told.cpv,
        certifications=list(told.certifications),
        most_at_once=told.most_at_once,
        rests_until=told.rests_until,
        told_at=timezone.now(),
    )


def _set_levels(profile: Profile, levels: Mapping[Area, str], *, by: Any) -> None:
    before = {one.area_id: one for one in profile.levels.select_related("area")}
    wanted = {area.pk: (area, level) for area, level in levels.items()}
    if {key: one.level for key, one in before.items()} == {k: w[1] for k, w in wanted.items()}:
        return
    told = [", ".join(sorted(str(one) for one in before.values()))]
    profile.levels.all().delete()
    after = [
        ProfileArea(profile=profile, area=area, level=level) for area, level in wanted.values()
    ]
    ProfileArea.objects.bulk_create(after)
    told.append(", ".join(sorted(str(one) for one in after)))
    writing.note(Verb.CHANGED, profile, by=by, changes={"areas": told})


def _set_places(profile: Profile, places: Sequence[Territory], *, by: Any) -> None:
    before = {place.pk: str(place) for place in profile.works_in.all()}
    after = {place.pk: str(place) for place in places}
    if before.keys() == after.keys():
        return
    profile.works_in.set(places)
    told = [", ".join(sorted(names.values())) for names in (before, after)]
    writing.note(Verb.CHANGED, profile, by=by, changes={"works_in": told})


@transaction.atomic
def say_of_contract(organisation: Organisation, award_id: int, *, is_theirs: bool, by: Any) -> None:
    """Keep whether a contract found by its tax id is theirs. ValidationError: it is another's."""
    award = capabilities.awards_to(organisation).filter(pk=award_id).first()
    if award is None:
        raise ValidationError(_("Ese contrato no figura a su nombre."), code="other")
    profile = profile_of(organisation, by=by)
    Attribution.objects.update_or_create(
        organisation=organisation,
        award_key=capabilities.award_key(award),
        defaults={"is_theirs": is_theirs},
    )
    said = _("es suyo") if is_theirs else _("no es suyo")
    changes = {"contracts": ["", f"{award.notice.title[:160]}: {said}"]}
    writing.note(Verb.CHANGED, profile, by=by, changes=changes)


def choose_frequency(person: Person, member: Organisation, frequency: Frequency) -> Subscription:
    """How often somebody of a member wants to hear of what fits it. The same again is nothing."""
    chosen, made = Subscription.objects.get_or_create(
        person=person, member=member, defaults={"frequency": frequency}
    )
    if not made and chosen.frequency != frequency:
        chosen.frequency = frequency
        chosen.chosen_at = timezone.now()
        chosen.save(update_fields=["frequency", "chosen_at"])
    return chosen

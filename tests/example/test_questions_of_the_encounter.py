"""How many questions the pages of the encounter ask the database, and those that outsiders open."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.accounts import links
from lonja.directory.models import Organisation
from lonja.directory.queries import members_on
from lonja.matching.domain import (
    asking,
    asking_profiles,
    digesting,
    following_up,
    introduction_mail,
    receiving,
    sounding,
)
from lonja.matching.enums import Side
from lonja.matching.models import (
    Candidate,
    FollowUp,
    Intake,
    Introduction,
    Meeting,
    Need,
    Subscription,
)
from lonja.portal.domain import sending
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory

from .test_questions import asked, too_many

pytestmark = pytest.mark.once

FEW = 6  # records of a type; the last of each are those of these days, at every stage


def opened(client, paths) -> dict[str, int]:
    """What each asks of those that there are: a verb that has passed leads elsewhere."""
    return {path: asked(client, path) for path in paths if client.get(path).status_code == 200}


def test_who_can_solve_a_need_is_ranked_with_few_questions(client, technician):
    client.force_login(technician)
    paths = [reverse("need-who", args=[need.pk]) for need in Need.objects.order_by("-pk")[:20]]
    paths += [f"{path}?proof=on&size=small" for path in paths]
    paths += [reverse("need-sounding", args=[need.pk]) for need in Need.objects.order_by("-pk")[:6]]
    for candidate in Candidate.objects.order_by("-pk")[:FEW]:
        where = reverse("need-ask", args=[candidate.need_id])
        paths.append(f"{where}?member={candidate.member_id}")

    pages = opened(client, paths)

    assert len(pages) > 40
    assert too_many(pages) == {}


def test_so_are_the_ledger_and_the_list_of_whom_the_cluster_lacks(client, technician):
    client.force_login(technician)
    views = [f"/equidad/?view={view}" for view in ("members", "needs", "steps")]
    assert too_many(opened(client, [*views, "/captacion/", "/captacion/?vertical=1"])) == {}


def test_so_is_what_the_office_does_with_introductions_and_meetings(client, technician):
    client.force_login(technician)
    verbs = {
        "introduction": (Introduction, ("send", "answer", "withdraw")),
        "meeting": (Meeting, ("pick", "propose", "cancel", "hold", "not-hold", "reply")),
    }
    paths = [
        reverse(f"{kind}-{verb}", args=[record.pk])
        for kind, (model, names) in verbs.items()
        for record in model.objects.order_by("-pk")[:FEW]
        for verb in names
    ]
    pages = opened(client, paths)
    assert len(pages) > 20
    assert too_many(pages) == {}


@pytest.fixture
def members():
    return members_on(timezone.localdate()).order_by("-introductions__pk")[:20]


@pytest.fixture
def places():
    worked = Territory.objects.filter(kind__in=WORKABLE, acts__isnull=False).distinct()
    return list(worked.order_by("pk")[:15]) + list(worked.order_by("-pk")[:5])


def test_so_are_the_home_of_a_member_and_the_passport_of_a_territory(
    client, technician, members, places
):
    client.force_login(technician)
    paths = [reverse("home-page", args=[one.pk]) for one in members]
    paths += [reverse("passport-page", args=[one.pk]) for one in places]
    pages = opened(client, paths)
    assert len(pages) > 20
    assert too_many(pages) == {}


def test_so_is_every_page_behind_a_personal_link(client, members, places):
    about = {
        ("interest", asking.PURPOSE): Candidate.objects.filter(asked_at__isnull=False),
        ("sounding", sounding.PURPOSE): Candidate.objects.filter(origin="sounding"),
        ("profile-link", asking_profiles.PURPOSE): members,
        ("profile-link-work", asking_profiles.PURPOSE): members,
        ("profile-link-seen", asking_profiles.PURPOSE): members,
        ("portal-home", sending.HOME): members,
        ("portal-passport", sending.PASSPORT): places,
        ("follow-up", following_up.PURPOSE): FollowUp.objects.order_by("-pk"),
        ("need-link", receiving.PURPOSE): Intake.objects.filter(need__isnull=False),
        ("digest", digesting.PURPOSE): Subscription.objects.all(),
        ("digest-stop", digesting.PURPOSE): Subscription.objects.all(),
    }
    for side in Side.MEMBER, Side.TERRITORY:
        introductions = Introduction.objects.order_by("-pk")
        about[f"introduction-of-{side}", introduction_mail.ANSWER[side]] = introductions
        about[f"meeting-of-{side}", introduction_mail.MEET[side]] = introductions
    pages = {}
    for (name, purpose), records in about.items():
        for record in list(records)[:15]:
            email = getattr(record, "email", "") or _somebody_of(record)
            token = links.make(purpose, record, email, days=1, by=None)
            found = opened(client, [reverse(name, args=[token])])
            pages |= {f"{name} {record.pk}": number for number in found.values()}
    assert {name.split()[0] for name in pages} == {name for name, _purpose in about}
    assert too_many(pages) == {}


def _somebody_of(record) -> str:
    """The e-mail of who represents it, as the example writes them."""
    if isinstance(record, Organisation):
        seat = record.seats.exclude(person__email="").first()
        return seat.person.email if seat else "alguien@ejemplo.example"
    return "alguien@ejemplo.example"

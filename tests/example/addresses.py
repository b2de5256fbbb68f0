"""Every address of the office that is read, with what the example year has in its parts.

What is about a record says so by its address: `/necesidades/<int:pk>/quien/` is about needs. Other
parts are known by their names (`PARTS`) or are of one page alone (`ALONE`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count, Model
from django.utils import timezone

from lonja.accounts import links
from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.api.domain import calendars
from lonja.core import figures
from lonja.directory.models import Organisation, Person
from lonja.directory.queries import members_on, organisations_of
from lonja.evidence.models import Evidence
from lonja.imports.kinds import all_kinds
from lonja.imports.models import ImportRun
from lonja.mail.models import Message
from lonja.matching.domain import (
    asking,
    asking_needs,
    asking_profiles,
    digesting,
    following_up,
    introduction_mail,
    own_file,
    receiving,
    sounding,
)
from lonja.matching.enums import Side
from lonja.matching.models import (
    Candidate,
    FollowUp,
    Intake,
    Introduction,
    Question,
    Subscription,
)
from lonja.portal.domain import sending
from lonja.team.domain import inviting
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory
from lonja.workbench.panels import Related
from lonja.workbench.registry import all_resources, by_slug, panels_of

from ..security.pages import Page

FEW = 6  # records of a type: the last of each are those of these days, at every stage
SLUGS = {resource.slug for resource in all_resources()}
SOME = 15  # of those behind a link, which differ more


def paths_of(page: Page) -> Iterator[str]:
    """The paths that lead to a page. Raises KeyError of one with a part that is not known here."""
    if page.name in ALONE:
        chosen: Iterable[dict[str, Any]] = ALONE[page.name]()
    elif "token" in page.parts:
        chosen = ({"token": token} for token in _tokens(page.view))
    else:
        several = [[(part, one) for one in _known(part, page)] for part in page.parts]
        chosen = (dict(one) for one in product(*several))
    for parts in chosen:
        yield page.filled(**parts)


def _known(part: str, page: Page) -> Iterable[object]:
    resource = resource_of_page(page)
    if part in ("pk", "id") and resource:
        return (record.pk for record in busiest(resource))
    return PARTS[part]()


def resource_of_page(page: Page) -> Any:
    """The one to which its address belongs, also of those that are not its own; or None."""
    slug = page.route.removeprefix("/api/v1").lstrip("/").partition("/")[0]
    return by_slug(slug) if slug in SLUGS else None


def busiest(resource) -> list[Model]:
    """The last few; and of each table of its page, the two records of which most rows hang."""
    every = resource.model._default_manager
    keys = set(every.order_by("-pk").values_list("pk", flat=True)[:FEW])
    for panel in panels_of(resource):
        if isinstance(panel, Related) and panel.parent:
            rows = by_slug(panel.resource).model._default_manager.order_by()
            rows = rows.filter(**{f"{panel.parent}__isnull": False}).values(panel.parent)
            most = rows.annotate(number=Count("pk")).order_by("-number", panel.parent)[:2]
            keys |= {one[panel.parent] for one in most}
    return list(every.filter(pk__in=keys))


def keys(records: Iterable[Model]) -> Iterator[dict[str, Any]]:
    return ({"pk": record.pk} for record in list(records)[:FEW])


PARTS: dict[str, Callable[[], Iterable[object]]] = {
    "form": lambda: ("csv", "json", "xlsx", "svg"),
    "key": lambda: [figure.key for figure in figures.all_figures()],
    "number": lambda: range(1, 10),  # the sections of a balance
    "year": lambda: (2024, 2023),
}
ALONE: dict[str, Callable[[], Iterable[dict[str, Any]]]] = {
    "calendar": lambda: ({"secret": calendars.renew(user)} for user in User.objects.all()),
    **dict.fromkeys(
        (
            *("profile-own", "profile-own-seen", "profile-own-work"),
            *("profile-own-file", "profile-own-file-blank"),
        ),
        lambda: keys(own()),
    ),
    "profile-own-file-seen": lambda: (
        {"pk": one.pk, "number": _file_of(one).pk} for one in list(own())[:2]
    ),
    "profile-link-file-seen": lambda: (
        {"token": _profile_of(one), "number": _file_of(one).pk} for one in members()[:2]
    ),
    "duplicates-of": lambda: ({"what": what} for what in ("entidades", "personas")),
    "evidence-file": lambda: keys(Evidence.objects.exclude(file="")),
    "evidence-thumbnail": lambda: keys(Evidence.objects.exclude(file="")),
    "import-template": lambda: ({"key": kind.key} for kind in all_kinds()),
    "import-run": lambda: keys(ImportRun.objects.all()),
    "import-problems": lambda: keys(ImportRun.objects.all()),
    "outbox-message": lambda: keys(Message.objects.order_by("-pk")),
    "sounding-reply": lambda: (
        {"pk": one.sounding_id, "question": one.pk} for one in Question.objects.all()
    ),
    "team-person": lambda: keys(User.objects.all()),
}
BEHIND: dict[str, Callable[[], Iterable[Model]]] = {
    asking.PURPOSE: lambda: Candidate.objects.filter(asked_at__isnull=False),
    asking_needs.PURPOSE: lambda: Person.objects.exclude(email=""),
    asking_profiles.PURPOSE: lambda: members(),
    digesting.PURPOSE: Subscription.objects.all,
    following_up.PURPOSE: lambda: FollowUp.objects.order_by("-pk"),
    inviting.PURPOSE: User.objects.all,
    receiving.PURPOSE: lambda: Intake.objects.filter(need__isnull=False),
    sending.HOME: lambda: members(),
    sending.PASSPORT: lambda: places(),
    sounding.PURPOSE: lambda: Candidate.objects.filter(origin="sounding"),
} | {
    purpose: lambda: Introduction.objects.order_by("-pk")
    for side in (Side.MEMBER, Side.TERRITORY)
    for purpose in (introduction_mail.ANSWER[side], introduction_mail.MEET[side])
}
"""What each personal link is about, by its purpose."""


def own() -> Iterable[Organisation]:
    """What members who sign in represent."""
    return (one for user in User.objects.filter(role=Role.MEMBER) for one in organisations_of(user))


def members() -> list[Organisation]:
    """Those that are most about now, and those that have told nothing of themselves."""
    now = members_on(timezone.localdate())
    silent = now.filter(profile=None).order_by("pk")
    return [*now.order_by("-introductions__pk")[:FEW], *silent[:FEW]]


def _profile_of(member: Organisation) -> str:
    return links.make(asking_profiles.PURPOSE, member, _somebody_of(member), days=1, by=None)


def _file_of(member: Organisation) -> ImportRun:
    """A file of references that it has brought, and not yet kept."""
    rows = "Qué se hizo;Año\n" + "".join(f"Obra {n};20{n}\n" for n in range(10, 20))
    return own_file.bring(member, SimpleUploadedFile("obras.csv", rows.encode()), by=None)


def places() -> list[Territory]:
    worked = Territory.objects.filter(kind__in=WORKABLE, acts__isnull=False).distinct()
    return [*worked.order_by("pk")[:SOME], *worked.order_by("-pk")[:FEW]]


def _tokens(view: Any) -> Iterator[str]:
    purpose = view.view_initkwargs.get("purpose") or view.view_class.purpose
    for record in list(BEHIND[purpose]())[:SOME]:
        yield links.make(purpose, record, _somebody_of(record), days=1, by=None)


def _somebody_of(record: Model) -> str:
    """The e-mail of who represents it, as the example writes them."""
    if isinstance(record, Organisation):
        seat = record.seats.exclude(person__email="").first()
        return seat.person.email if seat else "alguien@ejemplo.example"
    return getattr(record, "email", "") or "alguien@ejemplo.example"

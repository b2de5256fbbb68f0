"""What members can do, and their references."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lonja.core.text import whole
from lonja.directory.models import Organisation
from lonja.directory.queries import organisations_of
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, Filter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Panel, Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from ...models import Profile, Reference
from ...queries import capabilities, profiles
from .. import profile_panels as panels
from ..profile_forms import OfficeProfileForm
from ..reference_forms import ReferenceForm


@dataclass(frozen=True)
class ToldFilter(Filter):
    """Whether the member has told it, and how long ago."""

    path: str = "told"
    label: str = _("contada")

    def choices(self, model, rows):
        return (
            ("fresh", _("en los últimos doce meses")),
            ("stale", _("hace más de un año")),
            ("never", _("todavía no")),
            ("silent", _("se le pidió y no ha contestado")),
        )

    def narrow(self, rows, value):
        if value == "fresh":
            return rows.exclude(pk__in=profiles.stale(rows).order_by().values("pk"))
        if value == "stale":
            return profiles.stale(rows).filter(told_at__isnull=False)
        if value == "never":
            return rows.filter(told_at__isnull=True)
        return profiles.unanswered(rows) if value == "silent" else rows


def _complete(profile: Profile) -> str:
    return f"{round(profiles.completeness_counted(profile).ratio * 100)} %"


def _certifications(profile: Profile) -> list[str]:
    return profile.certifications


def _anywhere(profile: Profile) -> list[str]:
    return [str(place) for place in profile.works_in.all()] or [str(_("cualquier lugar"))]


BRIEF_REFERENCE = (
    Column("title", link=True),
    Column("client"),
    Column("date"),
    Column("amount", kind="euros"),
)


class ProfileResource(Resource):
    model = Profile
    slug = "fichas"
    icon = "badge"
    lede = _("Qué sabe hacer cada asociado, según él mismo: con ello se le busca y se le propone.")
    columns = (
        Column("organisation", link=True, sort="organisation__folded"),
        Column("complete", _("completa"), _complete, ""),
        Column("told", _("contada"), profiles.told, "told_at"),
        Column("areas", wide=True),
        Column("certifications", _("certificaciones"), _certifications, "", kind="list", wide=True),
        Column("asked_at", kind="date", wide=True),
    )
    filters = (
        ToldFilter(),
        RelatedFilter("areas"),
        ChoiceFilter("organisation__kind"),
        ChoiceFilter("organisation__size"),
    )
    search = ("organisation__name", "text")
    ordering = ("organisation__folded", "pk")
    related = ("organisation",)
    prefetch = ("areas", "works_in")
    form = OfficeProfileForm
    facts = (
        "organisation",
        Column("works_in", _("dónde trabaja"), _anywhere, "", kind="list"),
        Column("certifications", _("certificaciones"), _certifications, "", kind="list"),
        "most_at_once", "rests_until",
    )  # fmt: skip
    date_field = "told_at"
    groups = ("organisation__kind", "organisation__size")
    panels = (
        Panel(_("Cuánto ha contado"), "matching/panels/profile.html", panels.completeness, order=5),
        Panel(_("Contratos que dicen los anuncios"), "matching/panels/said_contracts.html",
              panels.contracts, order=30),
        Related("referencias", title=_("Referencias"), columns=BRIEF_REFERENCE, order=20, limit=30,
                rows=lambda profile, user: capabilities.references_of(profile.organisation)),
        Panel(_("Así la ve un territorio"), "matching/panels/short_page.html", panels.short,
              order=40),
    )  # fmt: skip

    def rows(self, user):
        return profiles.with_counts(super().rows(user))

    def shared_with(self, user):
        if not user.is_authenticated or not user.is_active:
            return Profile.objects.none()
        return Profile.objects.filter(organisation__in=organisations_of(user))

    def new_record(self, params):
        key = whole(params.get("organisation"))
        return Profile(organisation=Organisation.objects.filter(pk=key).first())

    def suggest(self, text, rows):
        return list(rows.filter(organisation__name__icontains=text)[:10])


class ReferenceResource(Resource):
    model = Reference
    slug = "referencias"
    icon = "award"
    lede = _("Trabajos hechos por los asociados: la prueba de lo que saben hacer.")
    columns = (
        Column("title", link=True),
        Column("organisation", sort="organisation__folded"),
        Column("client", wide=True),
        Column("territory", sort="territory__folded", wide=True),
        Column("date"),
        Column("amount", kind="euros"),
    )
    filters = (
        RelatedFilter("organisation"),
        ChoiceFilter("kind"),
        YearFilter("date"),
        RelatedFilter("areas"),
        ProofFilter(),
    )
    search = ("title", "client", "description", "organisation__name")
    related = ("organisation", "territory")
    form = ReferenceForm
    facts = (
        "organisation", "kind", "client", "territory", "date", Column("amount", kind="euros"),
        "areas", "cpv", "url", "description",
    )  # fmt: skip
    date_field = "date"
    sums = ("amount",)
    groups = ("organisation", "kind", "territory", "areas")
    proof = _("el contrato, el certificado de buena ejecución o el anuncio")

    def shared_with(self, user):
        if not user.is_authenticated or not user.is_active:
            return Reference.objects.none()
        return Reference.objects.filter(organisation__in=organisations_of(user))


register(ProfileResource())
register(ReferenceResource())

add_panel(
    Organisation,
    Panel(_("Ficha de capacidades"), "matching/panels/profile.html", panels.profile, order=7),
)
add_panel(Organisation, Related("referencias", parent="organisation", order=37))

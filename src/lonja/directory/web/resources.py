from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, FlagFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Action, Related
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from .. import finding, queries
from ..models import Membership, Organisation, Person, Seat
from .filters import MemberFilter
from .forms import MembershipForm, OrganisationForm, PersonForm

BRIEF = (Column("name", link=True), Column("kind"), Column("territory"))


def _staff(record, user) -> bool:
    return user.is_staff_of_office


def _member_since(organisation):
    return getattr(organisation, "member_since", None)


def _present_seats(person) -> list[str]:
    today = timezone.localdate()
    held = [seat for seat in person.seats.all() if seat.until is None or seat.until >= today]
    return [
        f"{seat.title}, {seat.organisation}" if seat.title else f"{seat.organisation}"
        for seat in held
    ]


class Named(Resource):
    """Found by name, by whatever else it is called, and when mistyped."""

    also: tuple[str, ...] = ()

    def suggest(self, text, rows):
        return super().suggest(text, rows) or finding.close_to(rows, text, self.also)


class OrganisationResource(Named):
    model = Organisation
    slug = "entidades"
    icon = "building"
    lede = _("Empresas, universidades, entidades públicas, redes y medios: asociadas o no.")
    columns = (
        Column("name", link=True, sort="folded"),
        Column("kind"),
        Column("member_since", _("asociada desde"), _member_since, "member_since", kind="date"),
        Column("territory", wide=True),
        Column("tax_id", wide=True),
        Column("website", wide=True),
    )
    filters = (
        MemberFilter(),
        ChoiceFilter("kind"),
        ChoiceFilter("size"),
        RelatedFilter("territory"),
    )
    search = (
        "name", "legal_name", "acronym", "tax_id", "domain", "email", "description",
        "territory__name", "part_of__name",
    )  # fmt: skip
    also = ("acronym", "legal_name", "tax_id")
    ordering = ("folded", "pk")
    related = ("territory", "part_of")
    groups = ("kind", "size", "level", "territory")
    form = OrganisationForm
    facts = (
        "kind", "level", "part_of", "territory", "legal_name", "acronym", "tax_id", "size",
        "website", "email", "phone", "address", "postcode", "description",
    )  # fmt: skip
    panels = (
        Related("membresias", parent="organisation", title=_("Como asociada"), order=5),
        Related("cargos", parent="organisation", title=_("Personas"), order=10, limit=30),
        Related("entidades", "part_of", _("Forman parte de ella"), columns=BRIEF, order=60),
    )
    actions = (
        Action(_("Unir con otra"), "organisation-merge", icon="merge", post=False, when=_staff),
    )

    def told(self, rows):
        return queries.with_member_state(rows, timezone.localdate())

    def shared_with(self, user):
        return queries.organisations_visible_to(user)


class PersonResource(Named):
    model = Person
    slug = "personas"
    icon = "user"
    lede = _("Con quién trata la oficina: solo lo que hace falta para dar con ellas en su trabajo.")
    columns = (
        Column("name", link=True, sort="folded"),
        Column("seats", _("cargos"), _present_seats, "", kind="list"),
        Column("email"),
        Column("phone", wide=True),
    )
    also = ("email",)
    search = ("name", "email", "notes", "seats__title", "seats__organisation__name")
    ordering = ("folded", "pk")
    prefetch = ("seats__organisation",)
    groups = ("language",)
    form = PersonForm
    facts = ("email", "phone", "language", "source", "notes")
    internal = ("source", "notes")
    panels = (Related("cargos", parent="person", title=_("Cargos"), order=5, limit=30),)
    actions = (
        Action(_("Unir con otra"), "person-merge", icon="merge", post=False, when=_staff),
        Action(_("Sus datos"), "person-data", icon="shield", post=False, when=_staff),
    )

    def shared_with(self, user):
        return queries.people_visible_to(user)


class SeatResource(Resource):
    model = Seat
    slug = "cargos"
    icon = "seat"
    lede = _("Quién representa a quién, y desde cuándo.")
    columns = (
        Column("person", link=True, sort="person__folded"),
        Column("title"),
        Column("organisation", sort="organisation__folded"),
        Column("since", wide=True),
        Column("until", wide=True),
        Column("is_main", wide=True),
    )
    filters = (FlagFilter("is_main"), ChoiceFilter("organisation__kind"))
    search = ("person__name", "title", "organisation__name")
    fields = ("person", "organisation", "title", "since", "until", "is_main")
    facts = fields
    related = ("person", "organisation")
    date_field = "since"
    groups = ("organisation",)


class MembershipResource(Resource):
    model = Membership
    slug = "membresias"
    line = 3
    icon = "badge"
    lede = _("Altas y bajas de asociados, y cómo llegó cada uno.")
    columns = (
        Column("organisation", link=True, sort="organisation__folded"),
        Column("admitted_on"),
        Column("channel"),
        Column("kind", wide=True),
        Column("fee", wide=True),
        Column("left_on"),
    )
    filters = (
        YearFilter("admitted_on", label=_("año de alta")),
        ChoiceFilter("channel"),
        ChoiceFilter("kind"),
        ChoiceFilter("fee"),
        ChoiceFilter("organisation__kind"),
        ProofFilter(),
    )
    search = ("organisation__name", "channel_note", "leaving_reason")
    ordering = ("-admitted_on", "-pk")
    related = ("organisation",)
    date_field = "admitted_on"
    groups = ("channel", "kind", "fee", "organisation__kind")
    form = MembershipForm
    facts = (
        "organisation", "kind", "approved_on", "admitted_on", "channel", "channel_note", "fee",
        "left_on", "leaving_reason",
    )  # fmt: skip
    internal = ("channel_note",)
    proof = _("la solicitud o el acta de su admisión")

    def shared_with(self, user):
        if not user.is_authenticated:
            return Membership.objects.none()
        return Membership.objects.filter(organisation__in=queries.organisations_of(user))


register(OrganisationResource())
register(PersonResource())
register(SeatResource())
register(MembershipResource())

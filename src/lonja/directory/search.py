"""What the directory shows to the search: organisations and people before what they are part of."""

from lonja.search.registry import Indexed, register

from .models import Membership, Organisation, Person, Seat

register(
    Indexed(
        Organisation,
        subtitle=lambda one: one.get_kind_display(),
        texts=lambda one: [
            one.legal_name,
            one.acronym,
            one.tax_id,
            one.domain,
            one.email,
            one.territory,
            one.part_of,
            one.description,
        ],
        weight=30,
        related=("territory", "part_of"),
    ),
    Indexed(
        Person,
        subtitle=lambda one: ", ".join(str(seat.organisation) for seat in one.seats.all()),
        texts=lambda one: [one.email, *(seat.title for seat in one.seats.all()), one.notes],
        weight=25,
        prefetch=("seats__organisation",),
    ),
    Indexed(
        Seat,
        subtitle=lambda one: one.title,
        texts=lambda one: [one.organisation],
        weight=4,
        related=("person", "organisation"),
    ),
    Indexed(
        Membership,
        subtitle=lambda one: one.get_channel_display(),
        texts=lambda one: [one.channel_note, one.leaving_reason],
        date=lambda one: one.admitted_on,
        weight=4,
        related=("organisation",),
    ),
)

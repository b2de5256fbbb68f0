"""Members as tests need them: with a representative who has an e-mail, and in or out today."""

from datetime import date

from django.utils.text import slugify

from lonja.directory.models import Membership, Organisation, Person, Seat


def join(name, person="", language="es", **more):
    """A member since 2020; `person` is its main representative."""
    member = Organisation.objects.create(name=name, **more)
    Membership.objects.create(organisation=member, admitted_on=date(2020, 1, 1))
    if person:
        somebody = Person.objects.create(
            name=person, email=f"{slugify(person)}@ejemplo.example", language=language
        )
        Seat.objects.create(person=somebody, organisation=member, is_main=True)
    return member


def leave(member):
    member.memberships.update(left_on=date(2024, 1, 1))

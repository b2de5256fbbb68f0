"""Members that tell what they can do, and the contracts that notices say they won."""

from datetime import date

from django.urls import reverse

from lonja.accounts import links
from lonja.directory.models import Membership
from lonja.matching.domain import importing
from tests import factories as make

from .notices.feeds import entry, feed, result


def a_member(name, **fields):
    organisation = make.organisation(name, **fields)
    Membership.objects.create(organisation=organisation, admitted_on=date(2020, 1, 1))
    return organisation


def a_link(organisation, email="ana@aires.example", days=90.0):
    return links.make("profile", organisation, email, days=days, by=None)


def page(token, what=""):
    return reverse(f"profile-link{what}", args=[token])


def won(marta, *winners):
    importing.bring_in(feed(entry(1, extra=result(*winners), state="RES")), "p.atom", by=marta)

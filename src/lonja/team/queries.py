"""Who has an account, and how it stands."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from lonja.accounts.models import User


def team() -> QuerySet[User]:
    """Everybody with an account, with `has_second_factor` and `has_come`, those active first."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.annotate(
        has_second_factor=Exists(factors), has_come=Exists(confirmed)
    ).order_by("-is_active", "role", "name", "email")

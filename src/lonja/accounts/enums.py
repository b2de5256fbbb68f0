from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is to the office. Everyone without a role is the public."""

    OFFICE = "office", _("oficina técnica")
    DIRECTION = "direction", _("gerencia")
    MEMBER = "member", _("asociado")
    TERRITORY = "territory", _("territorio")
    ALLY = "ally", _("aliado")
    AUDITOR = "auditor", _("auditoría")


STAFF = frozenset({Role.OFFICE, Role.DIRECTION})
READERS = STAFF | {Role.AUDITOR}

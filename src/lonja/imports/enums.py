from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    UPLOADED = "uploaded", _("por revisar")
    CHECKING = "checking", _("revisándose")
    PREVIEWED = "previewed", _("revisada")
    WAITING = "waiting", _("escribiéndose")
    APPLIED = "applied", _("importada")
    UNDOING = "undoing", _("deshaciéndose")
    UNDONE = "undone", _("deshecha")


OPEN = (State.UPLOADED, State.PREVIEWED)
"""In these nothing has been written, and what was understood of the file may still change."""
WRITTEN = (State.APPLIED, State.UNDONE)


class Outcome(models.TextChoices):
    """What a row of a file does."""

    CREATED = "created", _("nueva")
    UPDATED = "updated", _("cambia")
    UNCHANGED = "unchanged", _("igual")
    REJECTED = "rejected", _("rechazada")


class Touch(models.TextChoices):
    """What a run did to a record."""

    CREATED = "created", _("creó")
    CHANGED = "changed", _("cambió")
    LINKED = "linked", _("enlazó")

from django.conf import settings
from django.db import models


class CalendarKey(models.Model):
    """Whether a person's calendar has an address, and the number that its signature holds.

    The number only grows: an address that stopped working never works again.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key"
    )
    number = models.PositiveIntegerField(default=1)
    open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.user} · {self.number}"

from django.db import models
from django_tasks_db.models import DBTaskResult


class Tick(models.Model):
    """A slot of the schedule that has been seen to: the constraint makes it happen once."""

    name = models.CharField(max_length=80)
    slot = models.DateTimeField()
    # None for the slot that had already passed when the entry was first seen.
    result = models.ForeignKey(DBTaskResult, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="one_tick_a_slot")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot:%Y-%m-%d %H:%M}"

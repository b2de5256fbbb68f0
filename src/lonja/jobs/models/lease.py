from django.db import models
from django_tasks_db.models import DBTaskResult


class Lease(models.Model):
    """The hold of a worker on the job that it is running; it lasts while its heart beats."""

    result = models.OneToOneField(
        DBTaskResult, models.CASCADE, primary_key=True, related_name="lease"
    )
    worker = models.CharField(max_length=120, db_index=True)
    # By the clock of the database, which all machines share.
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker}: {self.result_id}"

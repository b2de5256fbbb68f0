from django.db import models
from django_tasks_db.models import DBTaskResult


class Key(models.Model):
    """What makes two requests for a job the same one."""

    key = models.CharField(max_length=200, unique=True)
    result = models.OneToOneField(DBTaskResult, models.CASCADE, related_name="key")

    def __str__(self) -> str:
        return self.key

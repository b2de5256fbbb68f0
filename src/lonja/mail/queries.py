"""What the office asks its outbox."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .enums import State
from .models import Message


def about(record: models.Model) -> models.QuerySet[Message]:
    """What was written about a record, the newest first."""
    kind = ContentType.objects.get_for_model(record)
    return Message.objects.filter(content_type=kind, object_id=record.pk)


def to(email: str) -> models.QuerySet[Message]:
    return Message.objects.filter(to__iexact=email)


def in_trouble() -> models.QuerySet[Message]:
    """What somebody has to look at."""
    return Message.objects.filter(state__in=[State.FAILED, State.HELD])

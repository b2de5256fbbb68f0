from django.db import models


class Attachment(models.Model):
    """A small file that goes with a message: a calendar invitation, a confirmation.

    An invitation says its method (RFC 6047): "text/calendar; method=REQUEST".
    """

    message = models.ForeignKey("mail.Message", models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_invitation(self) -> bool:
        return self.content_type.startswith("text/calendar;") and "method=" in self.content_type

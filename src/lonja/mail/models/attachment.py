from django.db import models


class Attachment(models.Model):
    """A small file that goes with a message: a calendar invitation, a confirmation."""

    message = models.ForeignKey("mail.Message", models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

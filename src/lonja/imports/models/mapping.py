from django.db import models


class SavedMapping(models.Model):
    """How files with these headers were understood the last time: see core.imports.mapping."""

    kind = models.CharField(max_length=40)
    signature = models.CharField(max_length=40)
    mapping = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "signature"], name="one_mapping_a_shape")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"

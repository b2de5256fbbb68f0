from django.db import models
from django.utils import timezone


class KeptYear(models.Model):
    """The figures of a year as they were last computed, good while `stamp` is the present one.

    `figures` maps a key to what `packing.pack_standing` makes of its standing, its labels in
    `language`; `beside` is what a text tells with them (`Year.beside`). It can be emptied at any
    moment.
    """

    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    stamp = models.CharField(max_length=160)
    at = models.DateTimeField(default=timezone.now)
    figures = models.JSONField()
    beside = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "language"], name="one_kept_year")]

    def __str__(self) -> str:
        return f"{self.year} ({self.language})"

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """What a live record shows to the search: one document a record.

    A record that is several models at once (a group meeting is an act) has one document, known by
    the topmost of them, `root`, whose keys all of them share; `content_type` is what it really is.
    The four columns of words are what the index of the database reads (see `structure`): of the
    title and of the rest, without endings and as written, separated by spaces.
    """

    root = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    title = models.CharField(_("título"), max_length=255)
    subtitle = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    date = models.DateField(_("fecha"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(default=10)
    title_stems = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    text_stems = models.TextField(blank=True)
    text_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("documento del buscador")
        verbose_name_plural = _("documentos del buscador")
        ordering = ["-weight", "-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["root", "object_id"], name="one_document_a_record")
        ]

    def __str__(self) -> str:
        return self.title

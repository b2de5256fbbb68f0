from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Edition(Record):
    """The document of a year in one language, as it is being written."""

    year = models.PositiveSmallIntegerField(_("año"))
    language = models.CharField(_("idioma"), max_length=2, choices=settings.LANGUAGES, default="es")
    title = models.CharField(_("título"), max_length=120)
    subtitle = models.CharField(_("subtítulo"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("edición del balance")
        verbose_name_plural = _("ediciones del balance")
        ordering = ["-year", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "language"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_edition_a_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Section(Record):
    """A section of an edition: 0 is the foreword, 1 to 9 the lines of work. Markdown, see `prose`.

    `cards` are the keys of the figures shown large at its beginning.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField(_("número"))
    title = models.CharField(_("título"), max_length=160)
    text = models.TextField(_("texto"), blank=True)
    cards = models.JSONField(_("cifras destacadas"), default=list, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("sección del balance")
        verbose_name_plural = _("secciones del balance")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_section_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class SignOff(models.Model):
    """Somebody's word that a section says what it should. `digest` is of what they signed: when
    the text or a number in it changes, the signature no longer holds."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="sign_offs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("firma")
        verbose_name_plural = _("firmas")
        ordering = ["-at", "-pk"]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.by} · {self.section}"


class PublicationQuerySet(models.QuerySet):
    def standing(self) -> "PublicationQuerySet":
        """Those that the public may read: not withdrawn, of an edition that is not in the bin."""
        return self.filter(withdrawn_at__isnull=True, edition__deleted_at__isnull=True)


class Publication(models.Model):
    """A version of an edition given to the public. `content` is what was published, whole:
    {"title", "subtitle", "sections": [{"number", "title", "text", "cards", "signed_by",
    "signed_on"}]}; its numbers are those of the closed year."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField(_("versión"))
    at = models.DateTimeField(_("publicada"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField()
    withdrawn_at = models.DateTimeField(_("retirada"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("por qué se retiró"), max_length=240, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publicación")
        verbose_name_plural = _("publicaciones")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.edition} · v{self.version}"

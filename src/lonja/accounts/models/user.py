from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField

from ..enums import READERS, STAFF, Role


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """Somebody who signs in. Who they are in the world is a `directory.Person`."""

    email = EmailField(_("correo"), unique=True)
    name = models.CharField(_("nombre"), max_length=160, blank=True)
    role = models.CharField(_("papel"), max_length=12, choices=Role, blank=True)
    is_active = models.BooleanField(_("activo"), default=True)
    date_joined = models.DateTimeField(_("desde"), default=timezone.now, editable=False)
    language = models.CharField(_("idioma"), max_length=2, default="es")

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("usuario")
        verbose_name_plural = _("usuarios")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff_of_office(self) -> bool:
        return self.is_active and self.role in STAFF

    @property
    def reads_everything(self) -> bool:
        return self.is_active and self.role in READERS

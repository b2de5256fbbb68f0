"""The installation itself: its settings, its tables, its files, its disk."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, Error, Warning, run_checks
from django.db import DatabaseError, connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from lonja.core.health import Examination, Trouble, register, some

from .domain.tables import all_tables

NO_HTTPS = {"security.W004", "security.W005", "security.W008", "security.W012", "security.W016",
            "security.W021"}  # fmt: skip
"""What Django says, one by one, of an office that is reached without HTTPS."""
IN_WORDS = {
    "security.W009": (
        gettext_lazy("La clave SECRET_KEY es corta o previsible: se podrían falsificar sesiones."),
        gettext_lazy("Quítela del entorno: Lonja hace una larga y la guarda en secret.key."),
    ),
}
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1"}
LITTLE, VERY_LITTLE = 2_000_000_000, 200_000_000  # bytes free


def tables_are_up_to_date() -> Iterator[Trouble]:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Trouble(
            _("No se puede leer la base de datos: %s") % error,
            _("Compruebe DATABASE_URL, y que el servidor esté en marcha."),
        )
        return
    if missing:
        names = some(f"{migration.app_label}.{migration.name}" for migration, _back in missing)
        yield Trouble(
            _("Las tablas no están al día: %s") % names,
            _("Abra la oficina con «make run», o ejecute «lonja migrate»."),
        )


def settings_are_safe() -> Iterator[Trouble]:
    """Django's own checks, said for whoever runs an office, and ours."""
    told = run_checks(include_deployment_checks=True, databases=["default"])
    outside = not set(settings.ALLOWED_HOSTS) <= LOCAL
    if outside and any(message.id in NO_HTTPS for message in told):
        yield Trouble(
            _("La oficina se abre desde fuera sin HTTPS: contraseñas y datos viajan a la vista."),
            _("Ponga delante un servidor con certificado y LONJA_HTTPS=yes."),
            warning=True,
        )
    for message in told:
        if message.id not in NO_HTTPS and isinstance(message, Error | Warning):
            said = IN_WORDS.get(message.id, (f"{message.msg} ({message.id})", message.hint or ""))
            yield Trouble(*map(str, said), warning=not message.is_serious(ERROR))
    if outside and urlsplit(settings.ADDRESS).hostname in LOCAL:
        yield Trouble(
            _("Los enlaces de los correos llevarían a %s, que solo existe en este ordenador.")
            % settings.ADDRESS,
            _("Diga con LONJA_ADDRESS cómo se llega a la oficina desde fuera."),
        )
    if outside and not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Trouble(
            _("El correo no sale: se queda en ficheros."),
            _("Diga con EMAIL_URL por qué servidor sale."),
            warning=True,
        )


def secrets_are_secret() -> Iterator[Trouble]:
    home = Path(settings.HOME)
    for name in ("secret.key", "lonja.sqlite3"):
        path = home / name
        if path.exists() and path.stat().st_mode & 0o077 and _others_enter(home):
            mode = path.stat().st_mode & 0o777
            yield Trouble(
                _("Cualquier usuario de este ordenador puede leer %(name)s (permisos %(mode)o).")
                % {"name": path, "mode": mode},
                f"chmod 700 {home}",
                warning=name != "secret.key",
            )


def _others_enter(folder: Path) -> bool:
    """Whether somebody who is neither its owner nor of its group gets into a folder."""
    return all(one.stat().st_mode & 0o001 for one in (folder, *folder.parents))


def there_is_room() -> Iterator[Trouble]:
    free = shutil.disk_usage(settings.HOME).free
    if free < LITTLE:
        yield Trouble(
            _("Quedan %(free)s MB libres en el disco de %(home)s.")
            % {"free": free // 1_000_000, "home": settings.HOME},
            _("Haga sitio: sin él no se puede escribir ni guardar copias."),
            warning=free >= VERY_LITTLE,
        )
    if not os.access(settings.HOME, os.W_OK):
        yield Trouble(
            _("No se puede escribir en %s.") % settings.HOME,
            _("La carpeta ha de ser de quien abre la oficina."),
        )


def the_database_is_sound() -> Iterator[Trouble]:
    """SQLite can be damaged by a bad disk, or by copying its file while it is written."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(5)")
        said = [line for (line,) in cursor.fetchall() if line != "ok"]
        if said:
            yield Trouble(
                _("El fichero de la base de datos está dañado: %s") % some(said),
                _("Restaure la última copia en una carpeta vacía con «lonja restore»."),
            )
        cursor.execute("PRAGMA foreign_key_check")
        nowhere = Counter((table, target) for table, _row, target, _fk in cursor.fetchall())
    names = {m._meta.db_table: str(m._meta.verbose_name_plural) for m in all_tables().values()}
    for (table, target), rows in nowhere.items():
        yield Trouble(
            _n(
                "%(rows)d fila de «%(table)s» apunta a un registro de «%(target)s» que no existe.",
                "%(rows)d filas de «%(table)s» apuntan a registros de «%(target)s» que no existen.",
                rows,
            )
            % {
                "rows": rows,
                "table": names.get(table, table),
                "target": names.get(target, target),
            },
            _("Alguien ha escrito en la base de datos sin pasar por Lonja. Restaure una copia."),
        )


def uploads_are_there() -> Iterator[Trouble]:
    """Of every file that a record names, that it lies where it should."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                yield from _missing(model, field)


def _missing(model: type[models.Model], field: models.FileField) -> Iterator[Trouble]:
    named = model._base_manager.exclude(**{field.name: ""}).values_list("pk", field.name)
    gone = [f"{name} (#{pk})" for pk, name in named.iterator() if not field.storage.exists(name)]
    if gone:
        yield Trouble(
            _n("Falta %(n)d fichero de «%(what)s»: %(which)s",
               "Faltan %(n)d ficheros de «%(what)s»: %(which)s", len(gone))
            % {"n": len(gone), "what": model._meta.verbose_name_plural, "which": some(gone)},
            _("Recupérelos de una copia: están en su carpeta media, con el mismo nombre."),
        )  # fmt: skip


register(
    Examination(gettext_lazy("Tablas"), tables_are_up_to_date, before_all=True),
    Examination(gettext_lazy("Ajustes"), settings_are_safe, order=10),
    Examination(gettext_lazy("Secretos"), secrets_are_secret, order=11),
    Examination(gettext_lazy("Disco"), there_is_room, order=12),
    Examination(gettext_lazy("Base de datos"), the_database_is_sound, order=20),
    Examination(gettext_lazy("Ficheros subidos"), uploads_are_there, order=30),
)

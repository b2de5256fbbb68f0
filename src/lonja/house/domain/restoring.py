"""Restoring: an office as it was when the backup was made, or nothing at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _

from lonja.journal.models import Entry

from ..models import House
from . import archive, tables
from .archive import MEDIA, RECORDS, SECRET, Manifest, Reader, Refused, refusal


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put back everything that the backup at `path` holds; Refused, and nothing touched, if it is
    not whole, is of another version, or would cover somebody's work without `replace`.

    The tables are made if there are none. The search is left empty: `reindex` fills it.
    """
    with archive.reading(path) as reader:
        reader.verify()
        call_command("migrate", verbosity=0, interactive=False)
        _insist_on_same_shape(reader.manifest)
        if not replace and _is_in_use():
            raise Refused(
                _("Esta oficina ya tiene registros. Restaure en una vacía (otra carpeta con "
                  "LONJA_HOME, otra base de datos), o añada --replace si lo que hay aquí se puede "
                  "perder.")
            )  # fmt: skip
        try:
            with _uploads(reader) as put_uploads, transaction.atomic():
                _put_records(reader)
                put_uploads()
                _put_key(reader)
        except OSError as error:
            raise refusal(error, Path(settings.HOME)) from error
        except IntegrityError as error:
            raise Refused(_("La copia no casa consigo misma: %s") % error) from error
        except DatabaseError as error:
            raise Refused(_("La base de datos no ha aceptado la copia: %s") % error) from error
        finally:
            ContentType.objects.clear_cache()
        return reader.manifest


def _insist_on_same_shape(manifest: Manifest) -> None:
    """Rows fit only in the tables that they were taken from."""
    here = {label: tables.columns(model) for label, model in tables.kept_tables().items()}
    there = {label: table["columns"] for label, table in manifest.tables.items()}
    if here != there or manifest.migrations != tables.applied_migrations():
        raise Refused(
            _("La copia es de otra versión de Lonja (%(version)s, del %(day)s). Restáurela con esa "
              "versión y actualice después: las tablas se ponen al día solas.")
            % {"version": manifest.version, "day": manifest.made_at[:10]}
        )  # fmt: skip


def _is_in_use() -> bool:
    """Whether anybody has worked here. Every record that somebody writes leaves its line."""
    users = get_user_model().objects
    return House.ours() is not None or users.exists() or Entry.objects.exists()


def _put_records(reader: Reader) -> None:
    every = tables.all_tables()
    tables.empty(every.values())
    for label, table in reader.manifest.tables.items():
        rows = tables.fill(every[label], reader.lines(f"{RECORDS}{label}.jsonl"))
        if rows != table["rows"]:
            raise Refused(_("La copia está dañada: «%s» no tiene todas sus filas.") % label)
    tables.settle(every.values())


@contextmanager
def _uploads(reader: Reader) -> Iterator:
    """The uploads, taken out beside their place; called, they change places with those there are,
    which come back if what follows fails."""
    home, place = Path(settings.HOME), Path(settings.MEDIA_ROOT)
    new = Path(tempfile.mkdtemp(prefix="media.", suffix=".new", dir=home))
    old = new.with_suffix(".old")

    def put() -> None:
        if place.exists():
            place.rename(old)
        new.rename(place)

    try:
        new.chmod(0o750)
        for name in reader.manifest.files:
            reader.extract(name, new / name.removeprefix(MEDIA))
        yield put
    except BaseException:
        if old.exists():
            shutil.rmtree(place, ignore_errors=True)
            old.rename(place)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _put_key(reader: Reader) -> None:
    """The key with which the links already sent were signed, unless the operator gives another."""
    if SECRET not in reader.manifest.members or "SECRET_KEY" in os.environ:
        return
    place = Path(settings.HOME) / SECRET
    handle, name = tempfile.mkstemp(prefix=".secret.", dir=settings.HOME)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(reader.read(SECRET))
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(place)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()

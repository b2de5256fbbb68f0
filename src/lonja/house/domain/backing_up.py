"""A backup: the whole office in one file, taken while people work in it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import House
from . import archive, tables
from .archive import CHUNK, MEDIA, RECORDS, SECRET, Manifest, Refused, Writer


def back_up(path: Path) -> Manifest:
    """Write the records, the uploads and the key to `path`, whole or not at all.

    The records are those of one moment. Uploads are added before the records that name them and
    never changed, so those that are there afterwards include all that the records name.
    """
    try:
        with tables.snapshot():
            manifest = _manifest()
            with archive.writing(path, manifest) as writer:
                _add_records(writer)
                _add_uploads(writer)
                _add_key(writer)
    except DatabaseError as error:
        if not connection.introspection.table_names():
            raise Refused(_("Aquí no hay ninguna oficina que guardar.")) from error
        raise Refused(_("No se puede leer la base de datos: %s") % error) from error
    return manifest


def _manifest() -> Manifest:
    house = House.ours()
    return Manifest(
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        house=str(house or ""),
        version=version("lonja"),
        database=connection.vendor,
        migrations=tables.applied_migrations(),
    )


def _add_records(writer: Writer) -> None:
    for label, model in tables.kept_tables().items():
        rows = 0

        def counted(model=model) -> Generator[bytes]:
            nonlocal rows
            for line in tables.lines(model):
                rows += 1
                yield line

        writer.add(f"{RECORDS}{label}.jsonl", counted())
        writer.manifest.tables[label] = {"columns": tables.columns(model), "rows": rows}


def _add_uploads(writer: Writer) -> None:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with suppress(FileNotFoundError), path.open("rb") as file:  # removed a moment ago
                writer.add(MEDIA + path.relative_to(root).as_posix(), _pieces(file))


def _add_key(writer: Writer) -> None:
    """The key, unless the operator keeps it elsewhere."""
    if "SECRET_KEY" not in os.environ:
        writer.add(SECRET, (key for key in [settings.SECRET_KEY.encode()]))


def _pieces(file: IO[bytes]) -> Generator[bytes]:
    while piece := file.read(CHUNK):
        yield piece

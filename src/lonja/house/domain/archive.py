"""The file of a backup: a ZIP that any tool opens, with a manifest that says what must be in it.

manifest.json                    see `Manifest`; written last, so that half a file has none
records/acts.act.jsonl           one record a line, its values in the order of the manifest
media/evidence/…                 the uploads, as they lie under LONJA_HOME/media
secret.key                       the key that signs sessions and links
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

FORMAT = 1
MANIFEST = "manifest.json"
SECRET = "secret.key"  # noqa: S105 - the name of a file
RECORDS = "records/"
MEDIA = "media/"
CHUNK = 1 << 20
PACKED = {"jpg", "jpeg", "png", "webp", "gif", "pdf", "docx", "xlsx", "pptx", "odt", "zip", "mp4"}
"""Kinds of file that compressing would not make smaller."""
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Refused(Exception):
    """Why a backup cannot be made or restored, in words for whoever asked."""


@dataclass
class Manifest:
    """What a backup holds. `tables`: label of the model -> {"columns": […], "rows": n};
    `members`: name -> {"size": bytes, "sha256": hex}; `migrations`: "app.name", sorted."""

    made_at: str
    house: str
    version: str
    database: str
    migrations: list[str]
    format: int = FORMAT
    program: str = "lonja"
    tables: dict[str, dict] = field(default_factory=dict)
    members: dict[str, dict] = field(default_factory=dict)

    @property
    def records(self) -> int:
        return sum(table["rows"] for table in self.tables.values())

    @property
    def files(self) -> list[str]:
        return [name for name in self.members if name.startswith(MEDIA)]

    @property
    def size(self) -> int:
        return sum(member["size"] for member in self.members.values())


class Writer:
    """A backup being written. Nothing bears its name until `writing` has ended well."""

    def __init__(self, zipped: zipfile.ZipFile, manifest: Manifest):
        self._zip = zipped
        self.manifest = manifest

    def add(self, name: str, pieces: Generator[bytes]) -> None:
        suffix = name.rpartition(".")[2].lower()
        info = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_STORED if suffix in PACKED else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with closing(pieces), self._zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        self.manifest.members[name] = {"size": size, "sha256": digest.hexdigest()}


@contextmanager
def writing(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """A backup at `path`, whole or not at all; only its owner may read it. Refused when the disk
    is full or the folder cannot be written, or what stands at `path` is no file: put in its place,
    the backup would take a device such as /dev/st0 away."""
    if path.exists() and not path.is_file():
        raise Refused(
            _("«%(path)s» no es un fichero: indique dónde guardar la copia.") % {"path": path}
        )
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    except OSError as error:
        raise refusal(error, path) from error
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w", compresslevel=6) as zipped:
                yield Writer(zipped, manifest)
                text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
                zipped.writestr(MANIFEST, text, zipfile.ZIP_DEFLATED)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
        _sync_folder(path.parent)
    except (OSError, ValueError) as error:
        if cause := _of_the_disk(error):
            raise refusal(cause, path) from error
        raise
    finally:
        with suppress(FileNotFoundError):
            half.unlink()


def _of_the_disk(error: BaseException | None) -> OSError | None:
    """The error of the disk behind another: a ZIP closed in the middle of a member complains of
    that instead."""
    while error is not None:
        if isinstance(error, OSError):
            return error
        error = error.__context__
    return None


class Reader:
    """A backup whose manifest has been read. `verify` before anything is taken out of it."""

    def __init__(self, zipped: zipfile.ZipFile, manifest: Manifest):
        self._zip = zipped
        self.manifest = manifest

    def verify(self) -> None:
        """That every member is there, and is what was written. Refused otherwise."""
        there = set(self._zip.namelist()) - {MANIFEST}
        if there != set(self.manifest.members):
            raise Refused(_("La copia no está entera: le faltan o le sobran ficheros."))
        for name in self.manifest.members:
            self._copy(name, lambda piece: None)

    def lines(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as member:
            yield from member

    def extract(self, name: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "xb", opener=lambda p, flags: os.open(p, flags, 0o640)) as out:
            self._copy(name, out.write)
            out.flush()
            os.fsync(out.fileno())

    def read(self, name: str) -> bytes:
        return self._zip.read(name)

    def _copy(self, name: str, write: Callable[[bytes], object]) -> None:
        digest = hashlib.sha256()
        try:
            with self._zip.open(name) as member:
                while piece := member.read(CHUNK):
                    digest.update(piece)
                    write(piece)
        except (zipfile.BadZipFile, EOFError) as error:
            raise Refused(_("La copia está dañada: no se puede leer «%s».") % name) from error
        if digest.hexdigest() != self.manifest.members[name]["sha256"]:
            raise Refused(_("La copia está dañada: «%s» no es lo que se guardó.") % name)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A backup at `path`. Refused when it is none, or only half of one."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as zipped:
            yield Reader(zipped, _manifest(zipped, path))
    except zipfile.BadZipFile as error:
        raise Refused(
            _("«%s» no es una copia de seguridad de Lonja, o está cortada.") % path
        ) from error
    except IsADirectoryError as error:
        raise Refused(_("«%s» es una carpeta, no una copia.") % path) from error
    except FileNotFoundError as error:
        if error.filename != str(path):
            raise
        raise Refused(_("No existe «%s».") % path) from error


def _manifest(zipped: zipfile.ZipFile, path: Path) -> Manifest:
    foreign = Refused(_("«%s» no es una copia de seguridad de Lonja.") % path)
    try:
        told = json.loads(zipped.read(MANIFEST))
        if told["program"] != "lonja":
            raise foreign
        if told["format"] > FORMAT:
            raise Refused(
                _("La copia es de una versión posterior de Lonja (%s). Actualice esta primero.")
                % told["version"]
            )
        manifest = Manifest(**told)
    except (KeyError, TypeError, ValueError) as error:
        raise foreign from error
    if not all(_harmless(name) for name in manifest.members):
        raise foreign
    return manifest


def _harmless(name: str) -> bool:
    """Whether it is a name that a backup of ours can have: none that leads out of its folder."""
    known = name == SECRET or name.startswith((RECORDS, MEDIA))
    return known and "\\" not in name and not {"", ".", ".."} & set(name.split("/"))


def refusal(error: OSError, path: Path) -> Refused:
    """What went wrong with a file, in words."""
    if error.errno in NO_ROOM:
        where = path.parent if path.parent.is_dir() else path
        return Refused(
            _("El disco de «%(where)s» está lleno: no se ha guardado nada a medias. "
              "Quedan %(free)s MB libres.")
            % {"where": where, "free": shutil.disk_usage(where).free // 1_000_000}
        )  # fmt: skip
    if error.errno == errno.ENOENT and not path.parent.is_dir():
        return Refused(_("No existe la carpeta «%(where)s».") % {"where": path.parent})
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refused(_("No se puede escribir en «%(where)s».") % {"where": path.parent})
    return Refused(f"{path}: {error.strerror}")


def _sync_folder(folder: Path) -> None:
    """So that the name too survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

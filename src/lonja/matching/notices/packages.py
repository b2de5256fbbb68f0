"""Files of notices that come packed together: a .zip, or the daily .tar.gz of TED."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, Self

from django.utils.translation import gettext as _

MOST_UNPACKED = 4 * 1024**3  # bytes of all the files in a package
MOST_MEMBERS = 50_000  # those of a busy day are some 4,000
LONGEST_NAME = 64 * 1024  # bytes of what goes before a file in a .tar, read whole into memory
ZIP, GZIP = b"PK", b"\x1f\x8b"
READ = (".atom", ".xml")
BEFORE_A_FILE = {
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
}  # fmt: skip


class _Entry(tarfile.TarInfo):
    """What a .tar says of a file, when it says it in few words: many take little to be packed."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        made = super().frombuf(buf, encoding, errors)
        if made.type in BEFORE_A_FILE and made.size > LONGEST_NAME:
            raise tarfile.ReadError(_("el nombre de un fichero no acaba"))
        return made


def is_package(file: IO[bytes]) -> bool:
    """Whether it holds several files. Leaves the file at its start."""
    return _signature(file) in (ZIP, GZIP)


def members(file: IO[bytes], problems: list[str]) -> Iterator[tuple[str, IO[bytes]]]:
    """(name within the package or "", file) of what is to be read. What cannot be is a problem."""
    kind = _signature(file)
    if kind == GZIP:
        yield from _of_tar(file, problems)
    elif kind == ZIP and zipfile.is_zipfile(file):
        yield from _of_zip(file, problems)
    elif kind == ZIP:
        problems.append(_("El .zip está cortado o dañado: no se puede abrir."))
    else:
        file.seek(0)
        yield "", file


def _signature(file: IO[bytes]) -> bytes:
    file.seek(0)
    first = file.read(2)
    file.seek(0)
    return first


def _of_zip(file: IO[bytes], problems: list[str]) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(file) as archive:
        found = [one for one in archive.infolist() if one.filename.lower().endswith(READ)]
        if sum(one.file_size for one in found) > MOST_UNPACKED or len(found) > MOST_MEMBERS:
            problems.append(_("El .zip ocupa demasiado al descomprimirlo: no se ha leído."))
            return
        if not found:
            problems.append(_("El .zip no lleva ningún fichero .atom ni .xml."))
        for member in found:
            try:
                with archive.open(member) as opened:
                    yield member.filename, opened
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
                problems.append(f"{member.filename}: {error}")


def _of_tar(file: IO[bytes], problems: list[str]) -> Iterator[tuple[str, IO[bytes]]]:
    """Read as they come: nothing is written to disk."""
    unpacked = found = 0
    try:
        with tarfile.open(fileobj=file, mode="r|gz", tarinfo=_Entry) as archive:
            for number, member in enumerate(archive):
                unpacked += member.size
                if unpacked > MOST_UNPACKED or number >= MOST_MEMBERS:
                    problems.append(
                        _("El .tar.gz ocupa demasiado al descomprimirlo: no se ha leído más.")
                    )
                    return
                opened = archive.extractfile(member)
                if opened and member.name.lower().endswith(READ):
                    found += 1
                    yield member.name, opened
    except (tarfile.TarError, EOFError, OSError) as error:
        problems.append(_("El .tar.gz está cortado o dañado: %s") % error)
        return
    if not found:
        problems.append(_("El .tar.gz no lleva ningún fichero .atom ni .xml."))

"""What an uploaded file really is, whatever it calls itself.

Only kinds on the list are kept. HTML, SVG, scripts and programs are not: a page that opened them
would be theirs. Photographs are written again, so that nothing but the picture remains: not where
it was taken, nor anything hidden behind it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from lonja.core.pictures import DAMAGED

from .models import Evidence

LIMIT = 25 * 1024 * 1024
# Some 6,000 × 8,000: more than any camera gives; a drawing of that size is a trap for the memory.
PIXELS = 50_000_000
THUMBNAIL = (480, 480)

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "png", "TIFF": "jpg", "MPO": "jpg"}
READ = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")
SAVED_AS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}


def _begins(*signs: bytes) -> Callable[[BinaryIO], bool]:
    return lambda file: file.read(16).startswith(signs)


def _holds(*names: str) -> Callable[[BinaryIO], bool]:
    """A compressed folder with one of these inside: how office documents are told apart."""

    def check(file: BinaryIO) -> bool:
        try:
            with zipfile.ZipFile(file) as folder:
                inside = set(folder.namelist())
        except (zipfile.BadZipFile, NotImplementedError):
            return False
        # A document with macros is a program.
        return bool(inside & set(names)) and not any("vbaProject" in one for one in inside)

    return check


def _is_text(file: BinaryIO) -> bool:
    start = file.read(64 * 1024)
    if b"\0" in start:
        return False
    lowered = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return not lowered.startswith((b"<", b"#!", b"%!"))


def _is_film(file: BinaryIO) -> bool:
    return file.read(12)[4:8] == b"ftyp"


# By the end of the name: how to know that the content is that, and how it is called on the wire.
KINDS: dict[str, tuple[Callable[[BinaryIO], bool], str]] = {
    "pdf": (_begins(b"%PDF-"), "application/pdf"),
    "docx": (
        _holds("word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        _holds("xl/workbook.xml", "xl/workbook.bin"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "pptx": (
        _holds("ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "odt": (_holds("content.xml"), "application/vnd.oasis.opendocument.text"),
    "ods": (_holds("content.xml"), "application/vnd.oasis.opendocument.spreadsheet"),
    "odp": (_holds("content.xml"), "application/vnd.oasis.opendocument.presentation"),
    "csv": (_is_text, "text/csv"),
    "txt": (_is_text, "text/plain"),
    "eml": (_is_text, "message/rfc822"),
    "ics": (_is_text, "text/calendar"),
    "msg": (_begins(b"\xd0\xcf\x11\xe0"), "application/vnd.ms-outlook"),
    "doc": (_begins(b"\xd0\xcf\x11\xe0"), "application/msword"),
    "xls": (_begins(b"\xd0\xcf\x11\xe0"), "application/vnd.ms-excel"),
    "ppt": (_begins(b"\xd0\xcf\x11\xe0"), "application/vnd.ms-powerpoint"),
    "mp3": (_begins(b"ID3", b"\xff\xfb", b"\xff\xf3"), "audio/mpeg"),
    "mp4": (_is_film, "video/mp4"),
    "m4a": (_is_film, "audio/mp4"),
}
PICTURES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def examined(upload: File) -> tuple[File, bool]:
    """The file to be kept, and whether it is a photograph. Raises ValidationError."""
    if upload.size > LIMIT:
        raise ValidationError(_("El fichero pasa de 25 MB: suba uno menor o ponga un enlace."))
    if not upload.size:
        raise ValidationError(_("El fichero está vacío."))
    if (picture := _picture(upload)) is not None:
        return picture, True
    suffix = _suffix(upload.name)
    check, _type = KINDS.get(suffix, (None, ""))
    upload.seek(0)
    if check is None or not check(upload.file):
        raise ValidationError(
            _("«%s» no se puede guardar: suba un PDF, un documento de oficina o una imagen.")
            % upload.name
        )
    upload.seek(0)
    return upload, False


def type_of(name: str) -> str:
    suffix = _suffix(name)
    return PICTURES.get(suffix) or KINDS[suffix][1]


def thumbnail(file: BinaryIO) -> bytes:
    """A small JPEG of a picture already examined."""
    with Image.open(file) as picture:
        picture.draft("RGB", THUMBNAIL)
        picture.thumbnail(THUMBNAIL)
        small = io.BytesIO()
        picture.convert("RGB").save(small, "JPEG", quality=80, optimize=True)
        return small.getvalue()


def thumbnail_name(evidence: Evidence) -> str:
    """Where the small picture of a photograph is kept."""
    return evidence.file.name.replace("evidence/", "thumbnails/", 1).rpartition(".")[0] + ".jpg"


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _picture(upload: File) -> File | None:
    """The picture written again, upright and with nothing else; None when it is not one."""
    upload.seek(0)
    try:
        with Image.open(upload.file, formats=READ) as picture:
            if picture.width * picture.height > PIXELS:
                raise ValidationError(
                    _("La imagen es demasiado grande: redúzcala antes de subirla.")
                )
            suffix = FORMATS[picture.format or "JPEG"]
            colours = picture.info.get("icc_profile")
            clean = ImageOps.exif_transpose(picture)
            if suffix == "jpg" and clean.mode not in ("RGB", "L"):
                clean, colours = clean.convert("RGB"), None
            written = io.BytesIO()
            # A new image has only its points: what came with them (place, camera) stays behind.
            bare = Image.new(clean.mode, clean.size)
            if clean.mode == "P":
                bare.putpalette(clean.getpalette() or [])
            bare.paste(clean)
            bare.save(written, SAVED_AS[suffix], quality=90, icc_profile=colours)
    except UnidentifiedImageError:
        return None
    except DAMAGED as problem:
        raise ValidationError(_("La imagen está dañada: no se puede abrir.")) from problem
    stem = upload.name.rpartition(".")[0] or upload.name
    return ContentFile(written.getvalue(), name=f"{stem}.{suffix}")

"""Photos and logos made fit for paper: upright, not larger than printed, without metadata."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from lonja.core.pictures import DAMAGED
from lonja.evidence.content import READ

WIDEST = 1800  # pixels: 155 mm at 295 dpi


def photo(path: Path) -> bytes | None:
    """The photo as JPEG, or None when the file is missing or is no picture."""
    try:
        with Image.open(path, formats=READ) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except DAMAGED:
        return None
    upright.thumbnail((WIDEST, WIDEST))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def logo(data: bytes) -> tuple[bytes, str] | None:
    """The logo and its format, "svg" or "png"; None when it is neither picture nor drawing."""
    if not data:
        return None
    if data.lstrip()[:5].lower() in (b"<?xml", b"<svg ", b"<svg>", b"<svg\n"):
        return data, "svg"
    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = opened.convert("RGBA")
    except DAMAGED:
        return None
    picture.thumbnail((WIDEST, WIDEST))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue(), "png"

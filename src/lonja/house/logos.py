"""The logo: a picture written again by us, so that nothing but the picture is kept.

Drawings (SVG) are refused: they are programs that whoever opens the page would run.
"""

from __future__ import annotations

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from lonja.core.pictures import DAMAGED

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_BYTES = 5 * 1024 * 1024
MOST_POINTS = 30_000_000
SIDE = 1600  # what the cover of the balance prints, and no more
LEAST = 48


def as_logo(upload: File) -> ContentFile:
    """The picture as a PNG of at most 1600 points a side. ValidationError, in words, otherwise."""
    if upload.size > MOST_BYTES:
        raise ValidationError(_("El logotipo pasa de 5 MB."))
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise ValidationError(_("El logotipo es demasiado grande: redúzcalo antes."))
            if min(picture.size) < LEAST:
                raise ValidationError(
                    _("El logotipo es demasiado pequeño: ha de tener al menos %d puntos de lado.")
                    % LEAST
                )
            clean = ImageOps.exif_transpose(picture).convert("RGBA")
    except UnidentifiedImageError as problem:
        raise ValidationError(
            _("Suba el logotipo en PNG, JPEG o WebP. Los dibujos SVG no se admiten.")
        ) from problem
    except DAMAGED as problem:
        raise ValidationError(_("La imagen está dañada: no se puede abrir.")) from problem
    clean.thumbnail((SIDE, SIDE))
    # A new image has only its points: what came with them stays behind.
    bare = Image.new("RGBA", clean.size)
    bare.paste(clean)
    written = io.BytesIO()
    bare.save(written, "PNG", optimize=True)
    return ContentFile(written.getvalue(), name="logo.png")

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lonja.groups.models import WorkingGroup
from lonja.journal import writing


@pytest.fixture
def group(office) -> WorkingGroup:
    return writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=office)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photograph(*, size=(1200, 900), form="JPEG", **extra) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, form, **extra)
    return written.getvalue()


def photograph_taken_in_madrid() -> bytes:
    """With the place, the camera and a sideways flag, as telephones write them."""
    exif = Image.Exif()
    exif[0x0110] = "Cámara de ejemplo"
    exif[0x0112] = 6  # to be turned a quarter
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 25.0, 0.0), 3: "W", 4: (3.0, 42.0, 0.0)})
    return photograph(exif=exif, comment=b"privado")


def folder(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as inside:
        for name in names:
            inside.writestr(name, "x")
    return written.getvalue()

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lonja.acts.enums import State
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation
from lonja.evidence.domain import attaching
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.house.models import House
from lonja.journal import writing


@pytest.fixture
def home(settings, tmp_path) -> Path:
    """A LONJA_HOME of the test's own, for the uploads and the key."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    settings.MEDIA_ROOT = settings.HOME / "media"
    return settings.HOME


@pytest.fixture
def house(db) -> House:
    return House.objects.create(
        pk=1, name="Clúster de Ejemplo", short_name="Ejemplo", records_since=2023, brand="#0b5d73"
    )


@pytest.fixture
def meeting(home, house, office) -> GroupMeeting:
    """A meeting with who came, with its minutes attached, and another in the bin."""
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=office)
    held, gone = (
        writing.create(
            GroupMeeting(group=group, title=title, date=date(2024, 9, 11), state=State.DONE),
            by=office,
        )
        for title in ("Reunión de «arranque»\ncon dos líneas", "Duplicada por error")
    )
    company = writing.create(Organisation(name="Aigua Viva", kind=Kind.COMPANY), by=office)
    held.organisations.add(company)
    attaching.attach_file(held, SimpleUploadedFile("acta.png", picture()), note="Acta", by=office)
    writing.delete(gone, by=office)
    return held


def picture(size: tuple[int, int] = (400, 300), form: str = "PNG", mode: str = "RGB") -> bytes:
    """Noise, which nothing makes smaller."""
    written = io.BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(written, form)
    return written.getvalue()

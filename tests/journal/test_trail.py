"""The trail in the words of the office."""

import pytest

from lonja.directory.domain import classifying, merging, registering
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation
from lonja.evidence.domain import attaching
from tests.factories import DAY

pytestmark = pytest.mark.django_db


def test_what_no_field_holds_is_named_in_words_too(client, office):
    kept, gone = (
        registering.register(Organisation(name=name), by=office)
        for name in ("Aguas del Ejemplo", "Aguas Ejemplo")
    )
    classifying.reclassify(kept, Kind.UNIVERSITY, DAY, by=office)
    attaching.attach_note(kept, "Escritura", by=office)
    merging.merge(kept, gone, by=office)
    client.force_login(office)
    page = client.get(f"/entidades/{kept.pk}/traza/").text
    for said in ("tipo", "evidencia", "unión", "Aguas Ejemplo"):
        assert said in page, said
    for unsaid in ("kinds", "evidence</dt>", "merged"):
        assert unsaid not in page, unsaid

"""The files behind the proofs: for whoever may see what they prove, and never as a page of ours."""

import io

import pytest
from PIL import Image

from lonja.evidence.domain import attaching
from lonja.evidence.models import Evidence
from lonja.groups.models import WorkingGroup
from lonja.journal import writing

from .conftest import photograph, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(group, office) -> Evidence:
    return attaching.attach_file(group, upload("lista ñ.csv", b"nombre;correo\n"), by=office)


@pytest.fixture
def photo(group, office) -> Evidence:
    return attaching.attach_file(group, upload("g.jpg", photograph()), by=office)


def test_a_file_is_to_be_saved_and_acts_in_nobody_s_name(client, office, proof):
    client.force_login(office)
    answer = client.get(f"/evidencia/{proof.pk}/fichero/")
    assert b"".join(answer.streaming_content) == b"nombre;correo\n"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "private" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/csv")


def test_a_photograph_is_shown_small(client, office, photo):
    client.force_login(office)
    for _ in range(2):
        answer = client.get(f"/evidencia/{photo.pk}/miniatura/")
        with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as small:
            assert (small.format, small.size) == ("JPEG", (480, 360))


def test_a_document_has_no_small_picture(client, office, proof):
    client.force_login(office)
    assert client.get(f"/evidencia/{proof.pk}/miniatura/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("direction", 200), ("auditor", 200), ("member", 403), ("territory", 403)],
)
def test_only_who_reads_everything_gets_the_file(client, request, proof, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/evidencia/{proof.pk}/fichero/").status_code == status


def test_a_visitor_is_sent_to_sign_in(client, proof):
    assert client.get(f"/evidencia/{proof.pk}/fichero/").status_code == 302


def test_the_proof_of_what_is_in_the_bin_is_not_given(client, office, proof, group):
    client.force_login(office)
    writing.delete(group, by=office)
    assert client.get(f"/evidencia/{proof.pk}/fichero/").status_code == 404


def test_uploads_have_no_address_of_their_own(client, office, proof):
    client.force_login(office)
    for address in (f"/media/{proof.file.name}", f"/{proof.file.name}"):
        assert client.get(address).status_code == 404


def test_the_office_takes_a_proof_away_and_the_auditor_cannot(client, office, auditor, proof):
    client.force_login(auditor)
    assert client.post(f"/evidencia/{proof.pk}/quitar/").status_code == 403
    client.force_login(office)
    assert client.post(f"/evidencia/{proof.pk}/quitar/").status_code == 302
    assert not Evidence.objects.exists()
    assert WorkingGroup.objects.exists()

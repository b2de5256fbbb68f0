"""What may be attached as proof, and what is kept of it."""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lonja.acts.models import Act
from lonja.evidence import content, queries
from lonja.evidence.domain import attaching
from lonja.evidence.enums import Kind
from lonja.evidence.models import Evidence
from lonja.journal.queries import trail_of
from lonja.press.models import Mention, Outlet
from tests.factories import act

from .conftest import folder, photograph, photograph_taken_in_madrid, upload

pytestmark = pytest.mark.django_db


def test_a_link_is_attached_with_a_line_in_the_trail_of_the_record(group, office):
    proof = attaching.attach_link(group, "https://ejemplo.example/acta", note="Acta", by=office)
    assert list(queries.of(group)) == [proof]
    line = trail_of(group)[0]
    assert (line.actor, line.changes) == (office, {"evidence": [None, "Acta"]})


@pytest.mark.parametrize(
    "address",
    ["", "acta", "javascript:alert(1)", "data:text/html,x", "ftp://ejemplo.example/x", "file:///x"],
)
def test_only_addresses_of_the_web_are_links(group, office, address):
    with pytest.raises(ValidationError):
        attaching.attach_link(group, address, by=office)


def test_an_empty_note_proves_nothing(group, office):
    with pytest.raises(ValidationError):
        attaching.attach_note(group, "", by=office)
    assert (
        attaching.attach_note(group, "Lo confirmó por teléfono.", by=office).kind == "confirmation"
    )


KEPT = {
    "acta.pdf": b"%PDF-1.7\n...",
    "acta.PDF": b"%PDF-1.7\n...",
    "acta.docx": folder("[Content_Types].xml", "word/document.xml"),
    "lista.xlsx": folder("[Content_Types].xml", "xl/workbook.xml"),
    "charla.pptx": folder("ppt/presentation.xml"),
    "acta.odt": folder("mimetype", "content.xml"),
    "lista.csv": "nombre;asistió\nAna;sí\n".encode(),
    "lista antigua.csv": "nombre;asistió\n".encode("latin-1"),
    "correo.eml": b"From: ana@ejemplo.test\r\n\r\nHola",
    "cita.ics": b"BEGIN:VCALENDAR\r\n",
    "antiguo.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "webinar.mp4": b"\x00\x00\x00\x18ftypmp42",
}


@pytest.mark.parametrize("name", KEPT)
def test_documents_of_an_office_are_kept_as_they_are(group, office, name):
    proof = attaching.attach_file(group, upload(name, KEPT[name]), by=office)
    assert (proof.kind, proof.file_name) == (Kind.FILE, name)
    assert proof.file.read() == KEPT[name]
    assert name.rpartition(".")[0] not in proof.file.name


REFUSED = {
    "pagina.html": b"<!doctype html><script>alert(1)</script>",
    "dibujo.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "acta.pdf": b"<html><script>alert(1)</script>",
    "foto.jpg": b"<svg onload='alert(1)'/>",
    "lista.csv": b"  <html>",
    "lista.txt": b"\xef\xbb\xbf<script>",
    "programa.exe": b"MZ\x90",
    "orden.txt": b"#!/bin/sh\nrm -rf /",
    "acta.docx": b"%PDF-1.7",
    "macro.docx": folder("word/document.xml", "word/vbaProject.bin"),
    "carpeta.zip": folder("x"),
    "binario.txt": b"hola\0mundo",
    "sin nombre": b"hola",
    "vacio.pdf": b"",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_act_or_is_not_what_it_says_is_refused(group, office, name):
    with pytest.raises(ValidationError):
        attaching.attach_file(group, upload(name, REFUSED[name]), by=office)
    assert not Evidence.everything.exists()


def test_a_file_of_more_than_25_mb_is_refused(group, office):
    with pytest.raises(ValidationError, match="25 MB"):
        attaching.attach_file(group, upload("a.pdf", b"%PDF-" + b"x" * content.LIMIT), by=office)


def test_the_folders_of_whoever_uploads_are_not_kept(group, office):
    file = upload("x.pdf", b"%PDF-1")
    file._name = r"C:\Users\ana\acta.pdf"
    assert attaching.attach_file(group, file, by=office).file_name == "acta.pdf"


# -- photographs -----------------------------------------------------------------------------


def test_a_photograph_forgets_where_it_was_taken(group, office):
    original = photograph_taken_in_madrid()
    proof = attaching.attach_file(group, upload("grupo.jpg", original), by=office)
    assert proof.kind == Kind.PHOTO
    kept = proof.file.read()
    assert b"privado" in original
    assert b"privado" not in kept
    with Image.open(proof.file) as picture:
        assert not picture.getexif()
        assert not picture.getexif().get_ifd(0x8825)


def test_a_photograph_taken_sideways_stands_upright(group, office):
    proof = attaching.attach_file(group, upload("g.jpg", photograph_taken_in_madrid()), by=office)
    with Image.open(proof.file) as picture:
        assert picture.size == (900, 1200)


def test_nothing_hidden_behind_a_picture_is_kept(group, office):
    trick = photograph() + b"<script>alert(1)</script>"
    proof = attaching.attach_file(group, upload("g.jpg", trick), by=office)
    assert b"<script>" not in proof.file.read()


@pytest.mark.parametrize(
    ("form", "kept"), [("PNG", "png"), ("WEBP", "webp"), ("GIF", "png"), ("TIFF", "jpg")]
)
def test_pictures_of_any_usual_kind_are_kept(group, office, form, kept):
    proof = attaching.attach_file(group, upload("g", photograph(form=form)), by=office)
    assert proof.file.name.endswith(f".{kept}")
    with Image.open(proof.file) as picture:
        assert picture.size == (1200, 900)


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "CMYK", "1"])
def test_pictures_of_any_mode_are_kept(group, office, mode):
    import io

    form = "TIFF" if mode == "CMYK" else "PNG"
    written = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").convert(mode).save(written, form)
    proof = attaching.attach_file(group, upload("g", written.getvalue()), by=office)
    with Image.open(proof.file) as picture:
        assert picture.size == (20, 10)


def test_a_picture_too_large_for_the_memory_is_refused(group, office):
    trap = photograph(size=(9000, 9000), form="PNG")
    assert len(trap) < 1_000_000
    with pytest.raises(ValidationError):
        attaching.attach_file(group, upload("g.png", trap), by=office)


def test_a_damaged_picture_is_refused(group, office):
    with pytest.raises(ValidationError, match="dañada"):
        attaching.attach_file(group, upload("g.jpg", photograph()[:600]), by=office)


def test_a_picture_whose_size_is_a_word_is_refused(group, office):
    """A byte of a TIFF says of what kind its numbers are: here, one of them is said to be text."""
    file = bytearray(photograph(size=(16, 12), form="TIFF"))
    file[72] = 2
    with pytest.raises(ValidationError, match="dañada"):
        attaching.attach_file(group, upload("foto.tif", bytes(file)), by=office)


@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_a_picture_damaged_in_any_way_is_kept_or_refused_in_words(data):
    """One byte changed here or there: whatever that makes of it, nothing else is raised."""
    form = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "TIFF", "WEBP"]))
    file = bytearray(photograph(size=(24, 16), form=form))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(file) - 1))
        file[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValidationError):
        content.examined(upload(f"foto.{form.lower()}", bytes(file)))


def test_a_list_of_attendance_may_be_a_photograph(group, office):
    proof = attaching.attach_file(
        group, upload("g.jpg", photograph()), kind=Kind.ATTENDANCE, by=office
    )
    assert proof.kind == Kind.ATTENDANCE


def test_what_is_taken_away_goes_to_the_bin_with_a_line(group, office):
    proof = attaching.attach_note(group, "Lo confirmó.", by=office)
    attaching.remove(proof, by=office)
    assert not queries.of(group).exists()
    assert Evidence.everything.get().deleted_at
    assert trail_of(group)[0].changes == {"evidence": ["Lo confirmó.", None]}


def test_what_carries_its_own_link_needs_no_other_proof(office):
    """Wherever it is asked: of mentions, or of the acts that they are."""
    outlet = Outlet.objects.create(name="Diario Ejemplo")
    act(Mention, "Con enlace", outlet=outlet, url="https://ejemplo.example/a")
    clipped = act(Mention, "Con recorte", outlet=outlet)
    bare = act(Mention, "Sin nada", outlet=outlet)
    visit = act(Act, "Una visita")
    attaching.attach_note(clipped, "Recorte en papel.", by=office)

    assert list(queries.unproved(Mention.objects.all())) == [bare]
    assert {found.pk for found in queries.unproved(Act.objects.all())} == {bare.pk, visit.pk}
    assert Mention.objects.filter(queries.proof_exists(Mention)).count() == 2

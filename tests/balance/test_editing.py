"""The document of a year: written by sections, checked, signed and published."""

import pytest

from lonja.balance import documents, printing
from lonja.balance.book import Book
from lonja.balance.documents import Desk
from lonja.balance.domain import closing, editing
from lonja.balance.models import Edition, Publication
from lonja.journal import writing

from .conftest import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(house, mention, office):
    mention()
    return editing.start(2024, "es", by=office)


def desk(edition):
    return Desk(edition.year, edition.language, book=Book(today=LATER))


def keep_only(edition, text, office, number=5):
    """The edition with one section written, and nothing in the others."""
    for section in edition.sections.all():
        kept = text if section.number == number else ""
        editing.write(section, title=section.title, text=kept, cards=[], version="", by=office)
    return edition.sections.get(number=number)


def test_it_starts_with_a_foreword_and_nine_sections_that_bring_their_figures(edition):
    sections = list(edition.sections.all())

    assert [s.number for s in sections] == list(range(10))
    assert sections[5].title == "Impacto en medios de comunicación"
    assert "{{ press.mentions }}" in sections[5].text
    now = desk(edition)
    assert all(not now.check_section(section).claims for section in sections)


def test_starting_twice_is_starting_once(edition, office):
    assert editing.start(2024, "es", by=office) == edition
    assert Edition.objects.count() == 1


def test_two_people_writing_the_same_section_lose_nothing(edition, office, direction):
    section = edition.sections.get(number=5)
    read = editing.version_of(section)
    said = {"title": section.title, "cards": [], "version": read}
    editing.write(section, text="Lo de Olga", by=office, **said)

    with pytest.raises(editing.StaleText) as stale:
        editing.write(section, text="Lo de Gerardo", by=direction, **said)

    assert stale.value.section.text == "Lo de Olga"


def test_a_signature_holds_until_the_text_or_a_number_changes(edition, office, mention):
    section = keep_only(edition, "Hubo {{ press.mentions }} impactos.", office)
    editing.sign(section, by=office, desk=desk(edition))

    def holds():
        now = desk(edition)
        digest = editing.digest_of(section, now.check_section(section), now)
        return editing.signature_that_holds(section, digest) is not None

    assert holds()
    mention("Otra más")
    assert not holds()


def test_many_signatures_that_lack_are_said_in_one_line(edition):
    missing = editing.missing_for_publication(edition, desk(edition))
    assert [reason.es for reason in missing if "firm" in reason.es] == [
        "Faltan por firmar 9 secciones."
    ]


def test_it_is_published_closed_signed_and_with_all_its_numbers_bound(edition, office, direction):
    section = keep_only(edition, "Hubo {{ press.mentions }} impactos y 15 actos.", office)

    with pytest.raises(editing.CannotPublish) as missing:
        editing.publish(edition, by=direction)
    assert [reason.es for reason in missing.value.reasons] == [
        "El año 2024 no está cerrado.",
        "«5. Impacto en medios de comunicación» afirma cosas sin cifra detrás.",
        "«5. Impacto en medios de comunicación» está sin firmar.",
    ]

    closing.close(2024, by=direction, today=LATER)
    section = keep_only(edition, "Hubo {{ press.mentions }} impactos.", office)
    editing.sign(section, by=office, desk=desk(edition))
    publication = editing.publish(edition, by=direction)

    assert publication.version == 1
    assert printing.publication_of(2024, "es") == publication


def test_what_was_published_does_not_change_with_the_draft_nor_with_the_records(
    edition, office, direction, mention
):
    closing.close(2024, by=direction, today=LATER)
    section = keep_only(edition, "Hubo {{ press.mentions }} impactos.", office)
    editing.sign(section, by=office, desk=desk(edition))
    publication = editing.publish(edition, by=direction)
    mention("Tardía")
    keep_only(edition, "Otra cosa.", office)

    document = documents.published(publication, book=Book(today=LATER))

    [section] = document.sections
    assert "".join(run.text for run in section.blocks[0].runs) == "Hubo 1 impactos."
    assert section.signed_by == "Olga Oficina"
    assert [c.difference for c in document.corrections if c.key == "press.mentions"] == ["+1"]


def test_a_second_version_replaces_the_first_and_may_be_withdrawn(edition, office, direction):
    closing.close(2024, by=direction, today=LATER)
    section = keep_only(edition, "Uno.".replace("Uno", "Algo"), office)
    editing.sign(section, by=office, desk=desk(edition))
    first = editing.publish(edition, by=direction)
    second = editing.publish(edition, by=direction)
    assert printing.publication_of(2024, "es") == second

    editing.withdraw(second, by=direction, reason="Una errata")
    assert printing.publication_of(2024, "es") == first


def test_an_edition_in_the_bin_is_not_public(edition, office, direction):
    Publication.objects.create(
        edition=edition, version=1, by=direction,
        content={"title": "x", "subtitle": "", "sections": []},
    )  # fmt: skip
    writing.delete(edition, by=office)

    assert printing.publication_of(2024, "es") is None


def test_in_english_it_starts_in_english(house, office):
    edition = editing.start(2024, "en", by=office)

    assert edition.title == "Actions 2024"
    assert edition.sections.get(number=1).title == "Working groups"
    now = desk(edition)
    assert all(not now.check_section(section).claims for section in edition.sections.all())


def test_nobody_signs_what_they_have_not_read(edition, office, direction):
    """The text changed between opening the page and pressing the button."""
    section = edition.sections.get(number=5)
    book = desk(edition)
    read = editing.digest_of(section, book.check_section(section), book)
    editing.write(section, title=section.title, text="Otra cosa.", cards=[], version="", by=office)
    with pytest.raises(editing.StaleText):
        editing.sign(section, by=direction, desk=desk(edition), read=read)
    assert not section.sign_offs.exists()
    section.refresh_from_db()
    read = editing.digest_of(section, desk(edition).check_section(section), desk(edition))
    assert editing.sign(section, by=direction, desk=desk(edition), read=read).by == direction

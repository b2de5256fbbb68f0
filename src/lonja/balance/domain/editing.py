"""Writing the balance: an edition a language, section by section, signed and published.

A signature is of a text with its numbers as they were: when either changes it no longer holds.
What is published is a copy of the text, on the figures of a closed year, so that neither moves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from lonja.accounts.models import User
from lonja.core.text import Text
from lonja.journal import writing
from lonja.journal.enums import Verb

from .. import catalogue
from ..document.model import plain, runs_of
from ..documents import Checked, Desk
from ..models import Edition, Publication, Section, SignOff
from ..starters import starter

TITLE = Text("Acciones {year}", "Actions {year}")
FOREWORD = Text("Presentación", "Foreword")


class CannotPublish(Exception):
    """What is still missing, as sentences in `reasons`."""

    def __init__(self, reasons: list[Text]):
        super().__init__("; ".join(reason.es for reason in reasons))
        self.reasons = reasons


class StaleText(Exception):
    """Somebody else has written the section meanwhile: `section` has their text."""

    def __init__(self, section: Section):
        super().__init__(str(section))
        self.section = section


@transaction.atomic
def start(year: int, language: str, *, by: Any) -> Edition:
    """The edition of a year, with a foreword and nine sections to write on; or the one there is."""
    found = Edition.objects.filter(year=year, language=language).first()
    if found:
        return found
    edition = Edition(year=year, language=language, title=TITLE.in_(language).format(year=year))
    writing.create(edition, by=by)
    titles = {0: FOREWORD.in_(language), **catalogue.line_names(language)}
    known = catalogue.figures()
    for number, title in titles.items():
        text, cards = starter(number, language, known)
        section = Section(edition=edition, number=number, title=title, text=text, cards=cards)
        writing.create(section, by=by)
    return edition


def rename(edition: Edition, *, title: str, subtitle: str, by: Any) -> Edition:
    return writing.change(edition, by=by, title=title, subtitle=subtitle)


@transaction.atomic
def write(
    section: Section, *, title: str, text: str, cards: list[str], version: str, by: Any
) -> Section:
    """Save a section. `version` is the one that was being edited: raises StaleText when somebody
    has saved another since, and nothing is lost."""
    current = Section.objects.select_for_update().get(pk=section.pk)
    if version and version != version_of(current):
        raise StaleText(current)
    return writing.change(
        current, by=by, title=title.strip(), text=text.replace("\r\n", "\n"), cards=cards
    )


def version_of(section: Section) -> str:
    parts = "\0".join([section.title, section.text, *section.cards])
    return hashlib.sha256(parts.encode()).hexdigest()[:20]


def digest_of(section: Section, checked: Checked, desk: Desk) -> str:
    """What a signature is of: the section as printed, with its numbers."""
    printed = [plain(runs) for runs in runs_of(checked.prose.blocks)]
    cards = [f"{key}={desk.figures[key].printed}" for key in section.cards if key in desk.figures]
    return hashlib.sha256("\0".join([section.title, *printed, *cards]).encode()).hexdigest()


@transaction.atomic
def sign(section: Section, *, by: User, desk: Desk, read: str = "") -> SignOff:
    """Sign what the section says. `read` is the digest of what the person read: raises StaleText
    when by now it says something else."""
    section = Section.objects.select_for_update().get(pk=section.pk)
    digest = digest_of(section, desk.check_section(section), desk)
    if read and read != digest:
        raise StaleText(section)
    signature = SignOff.objects.create(section=section, by=by, digest=digest)
    writing.note(Verb.SIGNED, section, by=by)
    return signature


def signature_that_holds(section: Section, digest: str) -> SignOff | None:
    """The last signature, when it is of what the section says now."""
    last = next(iter(section.sign_offs.all()), None)
    return last if last and last.digest == digest else None


def missing_for_publication(edition: Edition, desk: Desk) -> list[Text]:
    """What keeps an edition from being published; nothing when it may be."""
    read = []
    for section in edition.sections.prefetch_related("sign_offs__by"):
        checked = desk.check_section(section)
        digest = digest_of(section, checked, desk)
        read.append((section, checked, signature_that_holds(section, digest)))
    return missing(desk, read)


def missing(desk: Desk, read: Iterable[tuple[Section, Checked, SignOff | None]]) -> list[Text]:
    """The same, of sections that have been checked: each with its signature that holds."""
    reasons, year = [], desk.year.number
    if year not in desk.book.closings:
        reasons.append(Text(f"El año {year} no está cerrado.", f"{year} is not closed."))
    written = [one for one in read if one[0].text.strip() or one[0].cards]
    if not written:
        reasons.append(Text("No hay nada escrito.", "Nothing is written."))
    unsigned = []
    for section, checked, signature in written:
        if checked.problems:
            reasons.append(Text(f"«{section}» tiene errores.", f"“{section}” has errors."))
        if checked.claims:
            reasons.append(
                Text(f"«{section}» afirma cosas sin cifra detrás.",
                     f"“{section}” makes claims without figures.")
            )  # fmt: skip
        if not signature:
            unsigned.append(section)
    if len(unsigned) == 1:
        reasons.append(Text(f"«{unsigned[0]}» está sin firmar.", f"“{unsigned[0]}” is not signed."))
    elif unsigned:
        number = len(unsigned)
        reasons.append(Text(f"Faltan por firmar {number} secciones.",
                            f"{number} sections are not signed."))  # fmt: skip
    return reasons


@transaction.atomic
def publish(edition: Edition, *, by: User) -> Publication:
    """Give the edition to the public as a new version. Raises CannotPublish."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    # Nobody writes in a section between looking whether it is signed and giving it to the public.
    list(edition.sections.select_for_update())
    desk = Desk(edition.year, edition.language)
    reasons = missing_for_publication(edition, desk)
    if reasons:
        raise CannotPublish(reasons)
    content = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "sections": [_published(section, desk) for section in edition.sections.all()],
    }
    version = 1 + (edition.publications.values_list("version", flat=True).first() or 0)
    publication = Publication.objects.create(
        edition=edition, version=version, by=by, content=content
    )
    writing.note(Verb.PUBLISHED, edition, by=by, reason=f"v{version}")
    return publication


def _published(section: Section, desk: Desk) -> dict[str, Any]:
    checked = desk.check_section(section)
    signature = signature_that_holds(section, digest_of(section, checked, desk))
    return {
        "number": section.number,
        "title": section.title,
        "text": section.text,
        "cards": section.cards,
        "signed_by": str(signature.by) if signature else "",
        "signed_on": signature.at.date().isoformat() if signature else "",
    }


@transaction.atomic
def withdraw(publication: Publication, *, by: User, reason: str) -> Publication:
    """Take a version back from the public, who are told why. What was published before it, and
    stands, is what they see then. Once withdrawn, it stays as it was the first time."""
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if publication.withdrawn_at is None:
        publication.withdrawn_at, publication.withdrawal_reason = timezone.now(), reason
        publication.save(update_fields=["withdrawn_at", "withdrawal_reason"])
        told = f"v{publication.version}: {reason}"
        writing.note(Verb.WITHDRAWN, publication.edition, by=by, reason=told)
    return publication

"""Writing the balance: its sections, their check as they are written, signatures, publication."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lonja.accounts import access
from lonja.accounts.enums import Role

from ... import catalogue, documents, printing, queries
from ...document import html
from ...document.wording import EXPLAINED
from ...documents import Desk
from ...domain import editing
from ...models import Edition, Publication, Section
from ..forms import EditionForm, SectionForm, WithdrawForm
from .year import book_of, checked_year

LANGUAGES = ("es", "en")


def asked_language(request: HttpRequest) -> str:
    asked = request.GET.get("idioma") or request.POST.get("idioma") or "es"
    return asked if asked in LANGUAGES else "es"


def address(name: str, language: str, *args: int) -> str:
    return reverse(name, args=args) + ("" if language == "es" else f"?idioma={language}")


@access.readers_required
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    return redirect("balance-writing", queries.current_year())


@access.readers_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, year: int) -> HttpResponse:
    """The sections of a year's edition: written, checked, signed. POST begins it or renames it."""
    language = asked_language(request)
    edition = Edition.objects.filter(year=checked_year(year), language=language).first()
    if request.method == "POST":
        return _start_or_rename(request, year, language, edition)
    if edition is None:
        return render(request, "balance/writing_empty.html", {"year": year, "language": language})
    desk = Desk(year, language, book=book_of(request))
    sections = []
    for section in edition.sections.prefetch_related("sign_offs__by"):
        checked = desk.check_section(section)
        digest = editing.digest_of(section, checked, desk)
        signature = editing.signature_that_holds(section, digest)
        sections.append((section, checked, signature, digest))
    desk.keep()
    return render(
        request,
        "balance/writing.html",
        {
            "year": year,
            "language": language,
            "edition": edition,
            "form": EditionForm(initial={"title": edition.title, "subtitle": edition.subtitle}),
            "sections": sections,
            "missing": editing.missing(desk, [one[:3] for one in sections]),
            "publications": edition.publications.select_related("by"),
            "may_write": request.user.is_staff_of_office,
            "may_publish": request.user.role == Role.DIRECTION,
        },
    )


def _start_or_rename(
    request: HttpRequest, year: int, language: str, edition: Edition | None
) -> HttpResponse:
    if not request.user.is_staff_of_office:
        raise PermissionDenied
    if edition is None:
        editing.start(year, language, by=request.user)
        messages.success(request, _("Ya hay con qué empezar: cada sección trae sus cifras."))
    else:
        form = EditionForm(request.POST)
        if form.is_valid():
            editing.rename(edition, **form.cleaned_data, by=request.user)
            messages.success(request, _("Portada guardada."))
    return redirect(address("balance-writing", language, year))


@access.readers_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One section, to be written."""
    language = asked_language(request)
    written = _section(year, language, number)
    may_write = request.user.is_staff_of_office
    form = SectionForm(
        request.POST if request.method == "POST" else None, initial=_initial(written)
    )
    other = None
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        if form.is_valid():
            try:
                editing.write(written, by=request.user, **form.cleaned_data)
            except editing.StaleText as stale:
                other = stale.section
            else:
                messages.success(request, _("«%s» guardada.") % written.title)
                return redirect(address("balance-section", language, year, number))
    desk = Desk(year, language, book=book_of(request))
    text = request.POST.get("text", written.text) if form.is_bound else written.text
    checked = desk.check(number, written.title, text, written.cards)
    digest = editing.digest_of(written, desk.check_section(written), desk)
    desk.keep()
    return render(
        request,
        "balance/section.html",
        {
            "year": year,
            "language": language,
            "edition": written.edition,
            "section": written,
            "form": form,
            "other": other,
            "other_version": editing.version_of(other) if other else "",
            "checked": checked,
            "drawn": html.fragment(desk.document(), checked.prose.blocks),
            "signature": editing.signature_that_holds(written, digest),
            "figures": _by_line(desk, number),
            "wordings": EXPLAINED.items(),
            "charts": desk.charts.titles().items(),
            "photos": desk.photos.items(),
            "may_write": may_write,
            "numbers": range(10),
        },
        status=409 if other else 422 if form.is_bound and form.errors else 200,
    )


@access.staff_required
@require_POST
def check(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """What is being typed, read and checked: a fragment, nothing is saved."""
    language = asked_language(request)
    desk = Desk(checked_year(year), language, book=book_of(request))
    checked = desk.check(number, request.POST.get("title", ""), request.POST.get("text", ""))
    return render(
        request,
        "balance/parts/check.html",
        {"checked": checked, "drawn": html.fragment(desk.document(), checked.prose.blocks)},
    )


@access.staff_required
@require_POST
def sign(request: HttpRequest, year: int, number: int) -> HttpResponse:
    language = asked_language(request)
    written = _section(year, language, number)
    desk = Desk(year, language, book=book_of(request))
    try:
        editing.sign(written, by=request.user, desk=desk, read=request.POST.get("read", ""))
        messages.success(request, _("Ha firmado «%s» tal como está.") % written.title)
    except editing.StaleText:
        said = _("«%s» ha cambiado desde que usted abrió esta página: léala y fírmela otra vez.")
        messages.warning(request, said % written.title)
    return redirect(address("balance-writing", language, year))


@access.readers_required
@require_safe
def preview(request: HttpRequest, year: int) -> HttpResponse:
    """The whole balance as it would be published today."""
    language = asked_language(request)
    edition = Edition.objects.filter(year=checked_year(year), language=language).first()
    book = book_of(request)
    document = (
        documents.draft(edition, book=book)
        if edition
        else documents.without_edition(year, language, book=book)
    )
    return render(
        request,
        "balance/preview.html",
        {
            "document": document, "article": html.article(document), "year": year,
            "language": language, "formats": printing.FORMATS,
        },
    )  # fmt: skip


@access.direction_required
@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    language = asked_language(request)
    edition = get_object_or_404(Edition, year=checked_year(year), language=language)
    try:
        publication = editing.publish(edition, by=request.user)
    except editing.CannotPublish as missing:
        for reason in missing.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(
            request, _("Publicado: cualquiera puede leerlo (versión %s).") % publication.version
        )
    return redirect(address("balance-writing", language, year))


@access.direction_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """Take a published version back from the public, saying why."""
    language = asked_language(request)
    publication = get_object_or_404(
        Publication.objects.select_related("edition"),
        edition__year=checked_year(year), edition__language=language, version=version,
        edition__deleted_at__isnull=True,
    )  # fmt: skip
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if publication.withdrawn_at or form.is_valid():
        if not publication.withdrawn_at:
            editing.withdraw(publication, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Retirada: nadie de fuera la lee ya."))
        return redirect(address("balance-writing", language, year))
    others = publication.edition.publications.filter(withdrawn_at__isnull=True)
    return render(
        request,
        "balance/withdraw.html",
        {
            "year": year,
            "language": language,
            "publication": publication,
            "form": form,
            "then": others.exclude(pk=publication.pk).first(),
        },
        status=422 if form.is_bound else 200,
    )


def _section(year: int, language: str, number: int) -> Section:
    return get_object_or_404(
        Section.objects.select_related("edition"),
        edition__year=checked_year(year), edition__language=language, number=number,
        edition__deleted_at__isnull=True,
    )  # fmt: skip


def _initial(written: Section) -> dict[str, str]:
    return {
        "title": written.title,
        "text": written.text,
        "cards": ", ".join(written.cards),
        "version": editing.version_of(written),
    }


def _by_line(desk: Desk, number: int) -> list[tuple[str, bool, list]]:
    """The figures to choose from, by line; that of the section first and open."""
    names = catalogue.line_names(desk.language)
    order = sorted(names, key=lambda line: (line != number, line))
    return [
        (names[line], line == number, [f for f in desk.figures.values() if f.line == line])
        for line in order
    ]

"""The pages of the balance, as the office, the auditor and the public see them."""

import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from lonja.accounts.models import User
from lonja.balance import queries
from lonja.balance.book import Book
from lonja.balance.documents import Desk
from lonja.balance.domain import closing, editing
from lonja.balance.models import Closing, CustomFigure, OpeningBalance, Photo, Publication
from lonja.balance.web.views import public
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.journal.models import Entry
from lonja.mail.models import Message
from lonja.matching.models import Need
from lonja.press.models import Mention
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from tests.evidence.conftest import photograph, photograph_taken_in_madrid, upload
from tests.factories import DAY

from .conftest import LATER

pytestmark = pytest.mark.django_db


def get(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def text(response):
    return response.content.decode()


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def test_the_year_shows_every_figure_and_leads_to_it(desk, mention):
    mention()
    page = text(get(desk, "balance-year", 2024))
    for key in Book().figures:
        assert reverse("balance-figure", args=[2024, key]) in page, key
    assert "Impactos en medios" in page


def test_the_year_of_kept_figures_takes_few_questions(desk, mention, django_assert_max_num_queries):
    mention()
    get(desk, "balance-year", 2024)
    with django_assert_max_num_queries(12):
        get(desk, "balance-year", 2024)


def test_from_a_figure_to_its_records_and_their_evidence(desk, mention):
    record = mention("Una guía por el aire", url="")
    page = text(get(desk, "balance-figure", 2024, "press.mentions"))
    assert "Una guía por el aire" in page
    assert f"/{record.pk}/" in page
    assert "falta" in page


def test_the_page_of_a_figure_takes_few_questions(desk, mention, django_assert_max_num_queries):
    for number in range(60):
        mention(f"Impacto {number}")
    get(desk, "balance-figure", 2024, "press.mentions")
    with django_assert_max_num_queries(12):
        get(desk, "balance-figure", 2024, "press.mentions")


def test_an_unknown_figure_does_not_exist(desk):
    assert get(desk, "balance-figure", 2024, "no.existe").status_code == 404
    assert get(desk, "balance-year", 3000).status_code == 404


def test_overlaps_are_listed_when_asked(desk, mention):
    mention()
    page = text(get(desk, "balance-overlaps", 2024, "press.mentions"))
    assert "Noticias distintas" in page
    assert "1 registro en común" in page


def test_readiness_asks_with_one_click(desk, mention, direction):
    record = mention("Sin recorte", url="", responsible=direction)
    page = get(desk, "balance-readiness", 2024)
    assert "lo sabe Gerardo Gerencia" in text(page)
    line = next(line for name, line in page.context["lines"] if line.line == 5)
    [missing] = next(lack for lack in line.lacks if lack.key == "press.mentions").missing

    answer = desk.post(
        reverse("balance-request", args=[2024]),
        {"kind": missing.kind, "record": record.pk, "person": direction.pk, "what": "recorte"},
    )

    assert answer.status_code == 302
    assert Message.objects.get().to == direction.email


def test_only_the_direction_closes(client, office, direction):
    address = reverse("balance-closing", args=[2024])
    client.force_login(office)
    assert client.post(address, {"sure": "on"}).status_code == 403
    client.force_login(direction)
    assert client.post(address, {}).status_code == 422
    assert not Closing.objects.exists()
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert Closing.objects.get().by == direction


def test_whoever_closes_second_reads_who_was_first(client, office, direction):
    closing.close(2024, by=office, today=LATER)
    client.force_login(direction)
    answer = client.post(reverse("balance-closing", args=[2024]), {"sure": "on"}, follow=True)
    assert "Olga Oficina ya había cerrado 2024" in text(answer)


def test_corrections_are_shown_and_explained(client, direction, mention):
    mention()
    closing.close(2024, by=direction, today=LATER)
    mention("Tardía")
    client.force_login(direction)
    assert "Tardía" in text(get(client, "balance-closing", 2024))
    client.post(
        reverse("balance-explain", args=[2024]),
        {"key": "press.mentions", "text": "Llegó en enero."},
    )
    assert "Llegó en enero. (Gerardo Gerencia)" in text(get(client, "balance-closing", 2024))


def test_writing_checks_while_one_types_and_saves_nothing(desk, mention):
    mention()
    editing.start(2024, "es", by=None)
    address = reverse("balance-check", args=[2024, 5])
    answer = text(desk.post(address, {"text": "Hubo {{ press.mentions }} y 15 cosas."}))
    assert "número sin cifra detrás" in answer
    assert '<a class="live-figure" href="#cifra-press-mentions">1</a>' in answer
    assert "15 cosas" not in editing.start(2024, "es", by=None).sections.get(number=5).text


def test_a_section_saved_by_another_meanwhile_is_shown(desk, office, direction):
    edition = editing.start(2024, "es", by=None)
    section = edition.sections.get(number=5)
    version = editing.version_of(section)
    editing.write(section, title="Medios", text="De otro", cards=[], version="", by=direction)

    answer = desk.post(
        reverse("balance-section", args=[2024, 5]),
        {"title": "Medios", "text": "Lo mío", "cards": "", "version": version},
    )

    assert answer.status_code == 409
    assert "De otro" in text(answer)
    assert "Lo mío" in text(answer)


def test_hostile_prose_is_harmless_on_the_page(desk):
    edition = editing.start(2024, "es", by=None)
    editing.write(
        edition.sections.get(number=5), title="<b>Medios</b>", version="", cards=[], by=None,
        text="<script>alert(1)</script> {{ <img> }} [x](javascript:alert(1)) </textarea><script>",
    )  # fmt: skip
    page = text(get(desk, "balance-section", 2024, 5))
    assert "<script>alert(1)" not in page
    assert "</textarea><script>" not in page
    assert 'href="javascript' not in page
    assert "<b>Medios</b>" not in page
    assert "<script>alert(1)" not in text(get(desk, "balance-preview", 2024))


def test_an_opening_balance_of_territories_needs_the_catalogue(desk):
    Territory.objects.create(kind=Kind.MUNICIPALITY, name="Gijón", code="33024", folded="gijon")
    address = reverse("saldos-iniciales-add")
    said = {"key": "territories.worked", "year": "2023", "source": "Memoria", "value": ""}

    wrong = desk.post(address, {**said, "names": "Gijón\nCiudad Inventada"})
    assert wrong.status_code == 422
    assert "Ciudad Inventada" in text(wrong)

    assert desk.post(address, {**said, "names": "Gijón"}).status_code == 302
    assert OpeningBalance.objects.get().items.get().record.name == "Gijón"


def test_a_figure_is_made_from_a_list_in_one_step(desk, mention):
    mention()
    slug = "reuniones-de-grupo"
    address = f"{reverse('new-figure')}?resource={slug}&q=aire&sort=-date"
    answer = desk.post(
        address, {"name": "Reuniones del aire", "line": "1", "measure": "count"}, follow=True
    )
    assert answer.status_code == 200
    assert "Reuniones del aire" in text(answer)
    assert CustomFigure.objects.get().params == {"q": ["aire"]}


@pytest.mark.parametrize("form", ["json", "csv", "html", "pdf", "docx", "xlsx"])
def test_the_year_can_be_taken_away(desk, mention, form):
    mention()
    answer = get(desk, "balance-download", 2024, form)
    assert answer.status_code == 200
    assert f'filename="balance-2024.{form}"' in answer["Content-Disposition"]
    assert get(desk, "balance-download", 2024, "exe").status_code == 404


def test_the_auditor_reads_and_writes_nothing(client, auditor):
    editing.start(2024, "es", by=None)
    client.force_login(auditor)
    for name, args in (
        ("balance-year", [2024]), ("balance-readiness", [2024]), ("balance-writing", [2024]),
        ("balance-section", [2024, 5]), ("balance-closing", [2024]), ("balance-preview", [2024]),
    ):  # fmt: skip
        assert get(client, name, *args).status_code == 200, name
    for name, args in (
        ("balance-section", [2024, 5]), ("balance-sign", [2024, 5]), ("balance-publish", [2024]),
        ("balance-closing", [2024]), ("balance-explain", [2024]), ("balance-request", [2024]),
    ):  # fmt: skip
        assert client.post(reverse(name, args=args), {}).status_code == 403, name


@pytest.fixture
def published(house, mention, office, direction):
    mention()
    edition = editing.start(2024, "es", by=office)
    closing.close(2024, by=direction, today=LATER)
    for section in edition.sections.all():
        kept = "Hubo {{ press.mentions }} impactos." if section.number == 5 else ""
        editing.write(section, title=section.title, text=kept, cards=[], version="", by=office)
    section = edition.sections.get(number=5)
    editing.sign(section, by=office, desk=Desk(2024, "es"))
    return editing.publish(edition, by=direction)


def test_the_public_reads_what_was_published_and_nothing_else(client, published, mention):
    mention("Tardía y secreta")
    page = get(client, "public-balance", 2024)
    assert page.status_code == 200
    assert "Hubo <a" in text(page)
    assert "Olga Oficina" in text(page)
    assert "Acciones 2024" in text(get(client, "public-balances"))
    assert get(client, "public-balance-file", 2024, "pdf").content.startswith(b"%PDF")
    assert get(client, "public-balance", 2023).status_code == 404
    assert get(client, "balance-year", 2024).status_code in (302, 403)


def names_in(spreadsheet) -> set[str]:
    book = load_workbook(io.BytesIO(spreadsheet), read_only=True)
    return {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }


@pytest.fixture
def need():
    return Need.objects.create(title="Gente que duerme en la calle", received_on=DAY)


def test_the_public_is_not_told_who_needs_what(client, need, published, office):
    """The spreadsheet of the office names every record; that of the public, what is public."""
    theirs = names_in(get(client, "public-balance-file", 2024, "xlsx").content)
    client.force_login(office)
    ours = names_in(get(client, "balance-download", 2024, "xlsx").content)
    assert need.title in ours - theirs
    assert "necesidad" in ours & theirs
    assert "Una guía por el aire" in ours & theirs


def test_nobody_has_file_after_file_made(client, published, monkeypatch):
    monkeypatch.setattr(public, "FILES", 2)
    codes = [get(client, "public-balance-file", 2024, "csv").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert get(client, "public-balance", 2024).status_code == 200


def test_only_a_colleague_is_asked_and_only_about_a_record(desk, mention, direction, member):
    address = reverse("balance-request", args=[2024])
    kind = {name: ContentType.objects.get_for_model(m).pk for name, m in
            {"mention": Mention, "user": User}.items()}  # fmt: skip
    record = mention("Sin recorte", url="")
    asked = {"kind": kind["mention"], "record": record.pk, "person": direction.pk, "what": "x"}
    for wrong in (
        {"person": member.pk}, {"person": "nadie"}, {"kind": "²"}, {"kind": 10**30},
        {"kind": kind["user"], "record": direction.pk}, {"record": 0}, {"record": "²"},
    ):  # fmt: skip
        assert desk.post(address, asked | wrong).status_code == 404, wrong
    assert not Message.objects.exists()
    assert desk.post(address, asked).status_code == 302
    assert Message.objects.get().to == direction.email


def test_what_was_published_is_withdrawn_saying_why_and_published_again(
    client, published, direction
):
    address = reverse("balance-withdraw", args=[2024, 1])
    client.force_login(direction)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert get(client, "public-balance", 2024).status_code == 200

    assert "quedará en la traza" in text(client.get(address))
    assert client.post(address, {"reason": "Faltaba un convenio"}).status_code == 302
    assert client.post(address, {"reason": "Otra vez"}).status_code == 302  # it is already
    assert "Faltaba un convenio" in text(get(client, "balance-writing", 2024))
    [line] = Entry.objects.filter(verb=Verb.WITHDRAWN)
    assert (line.actor, line.reason) == (direction, "v1: Faltaba un convenio")

    client.logout()
    page = get(client, "public-balance", 2024)
    assert page.status_code == 410
    assert "Este balance se retiró el" in text(page)
    assert "Faltaba un convenio" in text(page)
    assert "Hubo <a" not in text(page)
    assert get(client, "public-balance-file", 2024, "json").status_code == 410
    assert "Todavía no hay ningún balance publicado" in text(get(client, "public-balances"))

    client.force_login(direction)
    client.post(reverse("balance-publish", args=[2024]))
    client.logout()
    assert "Versión 2." in text(get(client, "public-balance", 2024))


def test_who_does_not_publish_does_not_withdraw_nor_is_offered_it(
    client, published, office, direction
):
    address = reverse("balance-withdraw", args=[2024, 1])
    client.force_login(office)
    assert address not in text(get(client, "balance-writing", 2024))
    assert client.get(address).status_code == 403
    assert client.post(address, {"reason": "Una errata"}).status_code == 403
    assert get(client, "public-balance", 2024).status_code == 200
    client.force_login(direction)
    assert address in text(get(client, "balance-writing", 2024))


def test_a_balance_whose_edition_is_in_the_bin_is_nowhere(client, published, direction):
    """Neither in its page, nor in the list, nor in the feed, nor among its languages."""
    english = editing.start(2024, "en", by=direction)
    Publication.objects.create(
        edition=english, version=1, by=direction,
        content={"title": "Balance", "subtitle": "", "sections": []},
    )  # fmt: skip
    assert "idioma=en" in text(get(client, "public-balance", 2024))
    assert "Actions 2024" in text(get(client, "news-feed"))
    writing.delete(english, by=direction)
    assert "idioma=en" not in text(get(client, "public-balance", 2024))
    assert "Actions 2024" not in text(get(client, "news-feed"))
    writing.delete(published.edition, by=direction)
    assert get(client, "public-balance", 2024).status_code == 404
    assert get(client, "public-balance-file", 2024, "json").status_code == 404
    assert "Todavía no hay ningún balance publicado" in text(get(client, "public-balances"))
    assert "balance-" not in text(get(client, "news-feed"))
    client.force_login(direction)
    [year] = [one for one in queries.years() if one.number == 2024]
    assert year.publication is None


def test_withdrawing_the_last_version_leaves_the_one_before(client, published, direction):
    editing.publish(published.edition, by=direction)
    client.force_login(direction)
    page = text(get(client, "balance-withdraw", 2024, 2))
    assert "Se volverá a leer la versión 1" in page
    client.post(reverse("balance-withdraw", args=[2024, 2]), {"reason": "Una errata"})
    assert get(client, "public-balance", 2024).status_code == 200


def test_before_publishing_there_is_nothing_public(client, mention, office):
    mention()
    editing.start(2024, "es", by=office)
    assert get(client, "public-balance", 2024).status_code == 404
    assert get(client, "public-balance-file", 2024, "json").status_code == 404
    assert "Todavía no hay ningún balance publicado" in text(get(client, "public-balances"))


def test_pages_carry_no_inline_script_nor_style(desk, mention):
    mention()
    editing.start(2024, "es", by=None)
    for name, args in (
        ("balance-year", [2024]), ("balance-figure", [2024, "press.mentions"]),
        ("balance-readiness", [2024]), ("balance-writing", [2024]), ("balance-section", [2024, 5]),
        ("balance-preview", [2024]), ("balance-closing", [2024]),
    ):  # fmt: skip
        page = text(get(desk, name, *args))
        assert " style=" not in page, name
        assert "<style" not in page, name
        assert "onclick" not in page, name


def test_of_a_photo_of_the_balance_only_the_picture_is_kept(desk, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    photo = {"year": 2024, "alt": "La sala"}
    sent = photo | {"file": upload("sala.jpg", photograph_taken_in_madrid())}
    assert desk.post("/fotos-del-balance/nuevo/", sent).status_code == 302
    with Image.open(Photo.objects.get().file.path) as kept:
        assert (kept.format, dict(kept.getexif())) == ("JPEG", {})


@pytest.mark.parametrize("form", ["EPS", "BMP", "PDF"])
def test_what_is_no_photo_is_none_of_the_balance(desk, form):
    sent = {"year": 2024, "alt": "x", "file": upload(f"x.{form.lower()}", photograph(form=form))}
    assert desk.post("/fotos-del-balance/nuevo/", sent).status_code == 422
    assert not Photo.objects.exists()

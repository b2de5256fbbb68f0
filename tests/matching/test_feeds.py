"""Feeds of notices: read on schedule from a real server, and never in the way of anything else."""

import io
import tarfile
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from lonja.matching.domain import feeding
from lonja.matching.jobs import notices as jobs
from lonja.matching.models import Feed, Notice, NoticeImport
from lonja.matching.notices import fetching

from .notices.eforms import contract_notice
from .notices.feeds import entry, feed, tombstone
from .serving import Answer, a_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings):
    settings.FEEDS_ANYWHERE = True
    with a_site() as one:
        yield one


@pytest.fixture
def source(site):
    return Feed.objects.create(
        name="Licitaciones de ejemplo",
        url=f"{site.address}/nueva.atom",
        created_at=datetime(2024, 6, 20, tzinfo=UTC),
    )


def page(*entries, older=""):
    """A page of a feed; `older`: where the next one is."""
    text = feed(*entries).getvalue().decode()
    link = f'<link rel="next" href="{older}"/>' if older else ""
    return text.replace(
        '<link rel="next" href="https://contratos.example/pagina_anterior.atom"/>', link
    ).encode()


def on(day, number, **more):
    return entry(number, updated=f"2024-06-{day:02}T09:00:00+02:00", **more)


def titles():
    return sorted(Notice.objects.values_list("atom_id", flat=True))


def numbers():
    return sorted(int(one.rpartition("/")[2]) for one in titles())


# -- what is read ------------------------------------------------------------------------------


def test_the_first_reading_goes_down_a_month_and_no_further(site, source):
    site.publish("/nueva.atom", page(on(19, 1), older="media.atom"))
    site.publish("/media.atom", page(on(10, 2), older="vieja.atom"))
    site.publish(
        "/vieja.atom",
        page(entry(3, updated="2024-04-01T09:00:00+02:00"), older="antigua.atom"),
    )

    feeding.read(source)

    assert numbers() == [1, 2, 3]
    assert site.paths == ["/nueva.atom", "/media.atom", "/vieja.atom"]
    source.refresh_from_db()
    assert (source.problem, source.failures, source.resume_url) == ("", 0, "")
    assert source.seen_until == datetime(2024, 6, 19, 7, tzinfo=UTC)


def test_the_next_reading_ends_where_the_last_one_began(site, source):
    site.publish("/nueva.atom", page(on(10, 1)))
    feeding.read(source)
    site.publish("/nueva.atom", page(on(12, 3), on(11, 2), older="media.atom"))
    site.publish("/media.atom", page(on(10, 1), older="vieja.atom"))
    site.asked.clear()

    feeding.read(source)

    assert numbers() == [1, 2, 3]
    assert site.paths == ["/nueva.atom", "/media.atom"]


def test_what_has_not_changed_is_not_downloaded(site, source):
    site.publish("/nueva.atom", page(on(10, 1)), ETag='"a1"')
    feeding.read(source)
    runs = feeding.read(source)

    assert runs == []
    assert site.asked[-1][1]["If-None-Match"] == '"a1"'
    assert NoticeImport.objects.count() == 1


def test_the_same_page_twice_changes_nothing(site, source):
    site.publish("/nueva.atom", page(on(10, 1), on(9, 2)))
    feeding.read(source)
    before = list(Notice.objects.values())
    [run] = feeding.read(source)

    assert (run.created, run.updated, run.unchanged) == (0, 0, 2)
    assert list(Notice.objects.values()) == before


def test_a_later_version_updates_and_a_deletion_closes(site, source):
    site.publish("/nueva.atom", page(on(10, 1, title="Antes"), on(10, 2)))
    feeding.read(source)
    site.publish("/nueva.atom", page(on(21, 1, title="Después"), tombstone(2)))
    feeding.read(source)

    assert Notice.objects.get(atom_id__endswith="/1").title == "Después"
    assert Notice.objects.get(atom_id__endswith="/2").withdrawn_at is not None


def test_a_package_of_notices_of_the_european_journal_is_read_whole(site, source):
    package = io.BytesIO()
    with tarfile.open(fileobj=package, mode="w:gz") as archive:
        content = contract_notice(title="Sensores de ruido")
        name = tarfile.TarInfo("00123456_2024.xml")
        name.size = len(content)
        archive.addfile(name, io.BytesIO(content))
    site.publish("/nueva.atom", package.getvalue())

    [run] = feeding.read(source)

    assert (run.created, run.problem) == (1, "")
    assert Notice.objects.get().title == "Sensores de ruido"


# -- what goes wrong ---------------------------------------------------------------------------


def test_a_reading_cut_short_goes_on_at_the_page_where_it_was(site, source):
    site.publish("/nueva.atom", page(on(19, 1), older="media.atom"))
    site.pages["/media.atom"] = Answer(status=503)
    feeding.read(source)

    source.refresh_from_db()
    assert source.problem == "El servidor contesta 503."
    assert source.resume_url == f"{site.address}/media.atom"
    assert source.seen_until is None
    assert numbers() == [1]

    site.publish("/media.atom", page(on(18, 2)))
    site.asked.clear()
    feeding.read(source)

    assert site.paths == ["/media.atom", "/nueva.atom"]
    assert numbers() == [1, 2]
    source.refresh_from_db()
    assert (source.failures, source.problem, source.resume_url) == (0, "", "")
    assert source.seen_until == datetime(2024, 6, 19, 7, tzinfo=UTC)


def test_a_process_that_dies_after_a_page_loses_nothing(site, source, monkeypatch):
    site.publish("/nueva.atom", page(on(19, 1), older="media.atom"))

    def die(*told):
        raise SystemExit

    site.publish("/media.atom", page(on(18, 2)))
    with monkeypatch.context() as patched:
        patched.setattr(feeding, "_go_down", die)
        with pytest.raises(SystemExit):
            feeding.read(source)
    again = Feed.objects.get(pk=source.pk)
    assert again.resume_url == f"{site.address}/media.atom"

    feeding.read(again)
    assert numbers() == [1, 2]


def test_a_page_cut_in_the_middle_of_its_way_is_a_failure_and_nothing_is_half_written(site, source):
    whole = page(on(19, 1), on(18, 2))
    site.pages["/nueva.atom"] = Answer(whole[:900], short_by=len(whole) - 900)

    feeding.read(source)

    source.refresh_from_db()
    assert source.problem.startswith("No se pudo leer")
    assert not Notice.objects.exists()


def test_a_truncated_page_gives_the_entries_before_the_cut(site, source):
    site.publish("/nueva.atom", page(on(19, 1), on(18, 2))[:-200])

    [run] = feeding.read(source)

    assert numbers() == [1]
    assert run.rejected == 1
    source.refresh_from_db()
    assert source.problem.startswith("El fichero está cortado")


def test_what_a_truncated_page_did_not_give_is_read_when_it_is_whole(site, source):
    whole = page(on(19, 1), on(18, 2))
    site.publish("/nueva.atom", whole[:-200], ETag='"a1"')
    feeding.read(source)
    # What it lacked has gone down to the page before, as newer entries came.
    site.publish("/nueva.atom", page(on(20, 3), on(19, 1), older="media.atom"), ETag='"a2"')
    site.publish("/media.atom", page(on(18, 2)))
    feeding.read(source)

    assert numbers() == [1, 2, 3]


def test_a_page_that_is_still_cut_is_read_again_and_still_told(site, source):
    site.publish("/nueva.atom", page(on(19, 1), on(18, 2))[:-200], ETag='"a1"')
    feeding.read(source)
    feeding.read(source)

    assert "If-None-Match" not in site.asked[-1][1]
    source.refresh_from_db()
    assert source.problem.startswith("El fichero está cortado")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><body>Mantenimiento</body></html>", "No es un fichero de anuncios conocido"),
        (b"esto no es xml", "No es un fichero XML que se pueda leer"),
        (b"", "No es un fichero XML que se pueda leer"),
    ],
)
def test_what_is_not_a_feed_is_told_in_words(site, source, body, said):
    site.publish("/nueva.atom", body)
    feeding.read(source)
    source.refresh_from_db()
    assert source.problem.startswith(said)


def test_a_malformed_entry_never_stops_the_rest(site, source):
    broken = on(18, 2).replace("<title>", "<title><b>")
    site.publish("/nueva.atom", page(on(19, 1), broken, on(17, 3)))

    [run] = feeding.read(source)

    assert numbers() == [1, 3]
    assert [one.position for one in run.entries.all()] == [2]


def test_a_page_in_latin_1_is_read_with_its_accents(site, source):
    text = page(on(19, 1, title="Gestión de áreas caninas")).decode()
    site.publish("/nueva.atom", text.replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    feeding.read(source)
    assert Notice.objects.get().title == "Gestión de áreas caninas"


def test_an_entry_dated_in_the_future_does_not_hide_those_that_come_after(site, source):
    ahead = entry(1, updated="2999-01-01T00:00:00+01:00")
    site.publish("/nueva.atom", page(ahead, on(10, 2)))
    feeding.read(source)
    site.publish("/nueva.atom", page(on(12, 4), on(11, 3), older="media.atom"))
    site.publish("/media.atom", page(on(10, 2), older="vieja.atom"))
    feeding.read(source)
    assert numbers() == [1, 2, 3, 4]


def test_pages_that_lead_in_circles_end(site, source):
    site.publish("/nueva.atom", page(on(19, 1), older="media.atom"))
    site.publish("/media.atom", page(on(18, 2), older="nueva.atom"))
    feeding.read(source)
    assert site.paths == ["/nueva.atom", "/media.atom"]


# -- where it may not go -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.7/", "http://169.254.169.254/",
     "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://0x7f.1/",
     "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[ff02::1]/"],
)  # fmt: skip
def test_a_feed_does_not_lead_into_the_private_network(settings, url):
    settings.FEEDS_ANYWHERE = False
    with (
        fetching.Web() as web,
        pytest.raises(fetching.Unreachable, match="no es una dirección pública"),
    ):
        web.fetch(url)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://sitio.example/", "http://", "nada", "http://[x/", "http://a..b/",
     f"http://{'a' * 70}.example/"],
)  # fmt: skip
def test_only_addresses_of_the_web_are_read(url):
    with fetching.Web() as web, pytest.raises(fetching.Unreachable):
        web.fetch(url)


def test_a_redirection_is_followed_and_one_without_end_is_not(site, source):
    site.pages["/nueva.atom"] = Answer(status=302, headers={"Location": "/otra.atom"})
    site.publish("/otra.atom", page(on(19, 1)))
    feeding.read(source)
    assert numbers() == [1]

    site.pages["/nueva.atom"] = Answer(status=302, headers={"Location": "/nueva.atom"})
    feeding.read(source)
    source.refresh_from_db()
    assert source.problem == "La dirección lleva a otra, y esa a otra, sin terminar."


def test_an_address_with_accents_is_read_as_it_is_written(site, source):
    source.url = f"{site.address}/año 24.atom?qué=ñ%20b"
    site.publish("/a%C3%B1o%2024.atom?qu%C3%A9=%C3%B1%20b", page(on(19, 1), older="año 23.atom"))
    site.publish("/a%C3%B1o%2023.atom", page(on(18, 2)))
    feeding.read(source)
    assert numbers() == [1, 2]


@pytest.mark.parametrize("where", ["http://[x/", "http://a..b/", "file:///etc/passwd"])
def test_a_page_that_leads_to_no_address_is_a_failure_in_words(site, source, where):
    site.publish("/nueva.atom", page(on(19, 1), older=where))
    feeding.read(source)
    source.refresh_from_db()
    assert numbers() == [1]
    assert f"«{where}»" in source.problem
    site.pages["/nueva.atom"] = Answer(status=302, headers={"Location": where})
    source.resume_url = ""
    feeding.read(source)
    source.refresh_from_db()
    assert f"«{where}»" in source.problem
    assert source.failures == 2


def test_a_page_without_end_is_given_up(site, source, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    site.publish("/nueva.atom", page(*(on(10, n) for n in range(1, 9))))
    feeding.read(source)
    source.refresh_from_db()
    assert source.problem == "La página pasa de 1 GB: no se ha leído."


# -- when --------------------------------------------------------------------------------------


def test_a_feed_is_read_every_few_hours_and_one_that_fails_ever_less_often():
    now = timezone.now()
    ago = now - timedelta(hours=7)
    fine = Feed.objects.create(name="Bien", url="https://a.example/", polled_at=ago)
    failing = Feed.objects.create(name="Mal", url="https://b.example/", polled_at=ago, failures=1)
    just = Feed.objects.create(name="Recién", url="https://c.example/", polled_at=now)
    new = Feed.objects.create(name="Nueva", url="https://d.example/", created_at=now)
    Feed.objects.create(name="Parada", url="https://e.example/", polled_at=ago, is_active=False)

    assert {one.name for one in feeding.due(now)} == {fine.name, new.name}
    assert failing not in feeding.due(now + timedelta(hours=4))
    assert failing in feeding.due(now + timedelta(hours=5, minutes=1))
    assert just in feeding.due(now + timedelta(hours=6))


def test_two_looks_at_the_clock_ask_for_one_reading(site, source):
    from django_tasks_db.models import DBTaskResult

    jobs.read_due_feeds.call()
    jobs.read_due_feeds.call()

    assert DBTaskResult.objects.filter(task_path__endswith="read_feed").count() == 1


def test_another_address_is_another_feed(site, source, marta):
    site.publish("/nueva.atom", page(on(19, 1)), ETag='"a1"')
    feeding.read(source)
    feeding.change(source, by=marta, url=f"{site.address}/otra.atom")
    source.refresh_from_db()
    assert (source.etag, source.seen_until, source.polled_at) == ("", None, None)


# -- the page ----------------------------------------------------------------------------------


def test_the_office_adds_a_feed_and_sees_what_came(client, marta, site):
    client.force_login(marta)
    answer = client.post(
        "/fuentes/nuevo/",
        {"name": "Licitaciones", "url": f"{site.address}/nueva.atom", "every_hours": "6",
         "is_active": "on"},
    )  # fmt: skip
    source = Feed.objects.get()
    assert answer.url == f"/fuentes/{source.pk}/"
    assert client.post(f"/fuentes/{source.pk}/leer/").url == f"/fuentes/{source.pk}/"

    site.publish("/nueva.atom", page(on(19, 1)))
    feeding.read(source)
    shown = client.get(f"/fuentes/{source.pk}/").content.decode()
    assert "nueva.atom" in shown


def test_an_address_that_is_none_is_said_beside_the_field(client, marta):
    client.force_login(marta)
    answer = client.post(
        "/fuentes/nuevo/", {"name": "x", "url": "ftp://a.example/x", "every_hours": "0"}
    )
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert errors["url"] == ["«ftp://a.example/x» no es una dirección de la web."]
    assert errors["every_hours"] == ["Entre 1 hora y 168, que son una semana."]

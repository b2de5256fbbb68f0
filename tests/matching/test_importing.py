"""Bringing files of notices in: what is new, changed, taken back, and set aside."""

import gzip
import io
import json
import tarfile
import zipfile
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lonja.journal.models import Entry
from lonja.matching.domain import importing
from lonja.matching.enums import NoticeState, Triage
from lonja.matching.models import Award, Notice, NoticeImport, RejectedEntry
from lonja.matching.notices import packages
from lonja.search.queries import find
from lonja.territories.codes import dir3_of_municipality
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

from .notices.feeds import SITE, entry, feed, result, tombstone

pytestmark = pytest.mark.django_db
MADRID = ZoneInfo("Europe/Madrid")


def bring_in(*entries, by=None):
    return importing.bring_in(feed(*entries), "pagina.atom", by=by)


def counts(run):
    return (run.created, run.updated, run.unchanged, run.withdrawn, run.rejected)


def test_the_same_file_twice_changes_nothing():
    assert counts(bring_in(entry(1), entry(2))) == (2, 0, 0, 0, 0)
    before = list(Notice.objects.values())
    assert counts(bring_in(entry(1), entry(2))) == (0, 0, 2, 0, 0)
    assert list(Notice.objects.values()) == before


def test_a_later_version_updates_and_an_older_one_does_not():
    bring_in(entry(1, amount="120000"))
    later = entry(1, amount="90000", updated="2024-06-16T08:00:00+02:00")
    assert counts(bring_in(later)) == (0, 1, 0, 0, 0)
    older = entry(1, amount="7", updated="2024-06-14T08:00:00+02:00")
    assert counts(bring_in(older)) == (0, 0, 1, 0, 0)
    assert Notice.objects.get().amount == Decimal(90000)


def test_the_same_notice_three_times_in_a_file_is_one_with_its_latest_version():
    run = bring_in(
        entry(1, title="Segunda", updated="2024-06-16T08:00:00+02:00"),
        entry(1, title="Tercera", updated="2024-06-17T08:00:00+02:00"),
        entry(1, title="Primera", updated="2024-06-15T08:00:00+02:00"),
    )
    assert counts(run) == (1, 1, 1, 0, 0)
    assert Notice.objects.get().title == "Tercera"


def test_a_version_dated_in_the_future_does_not_stand_in_the_way_of_the_next():
    bring_in(entry(1, title="Adelantada", updated="2999-01-01T00:00:00+01:00"))
    bring_in(entry(1, title="De hoy", updated="2024-06-15T08:00:00+02:00"))
    assert Notice.objects.get().title == "De hoy"


def test_an_update_replaces_the_awards():
    bring_in(entry(1, extra=result(("Una, S.L.", "B00000001"))))
    bring_in(
        entry(
            1,
            updated="2024-09-11T08:00:00+02:00",
            extra=result(("Otra, S.L.", "B00000002"), code="9"),
        )
    )
    assert list(Award.objects.values_list("supplier", "result")) == [("Otra, S.L.", "formalised")]


def test_a_withdrawal_closes_and_twice_changes_nothing():
    bring_in(entry(1), entry(2))
    assert counts(bring_in(tombstone(1))) == (0, 0, 0, 1, 0)
    assert counts(bring_in(tombstone(1))) == (0, 0, 0, 0, 0)
    notice = Notice.objects.get(atom_id=f"{SITE}1")
    assert notice.withdrawal_reason == "ANULADA"
    assert not notice.is_open
    in_june = datetime(2024, 6, 21, tzinfo=MADRID)
    assert [n.atom_id[-1] for n in Notice.objects.open(in_june)] == ["2"]


def test_a_withdrawal_that_comes_before_its_notice_closes_it_too():
    run = bring_in(tombstone(1), entry(1))
    assert counts(run) == (1, 0, 0, 1, 0)
    assert Notice.objects.get().withdrawn_at == datetime(2024, 6, 20, 10, 0, tzinfo=MADRID)


def test_a_notice_published_again_after_its_withdrawal_is_open_again():
    bring_in(entry(1), tombstone(1))
    bring_in(entry(1, updated="2024-06-22T08:00:00+02:00"))
    assert Notice.objects.get().withdrawn_at is None
    # and the old withdrawal, read once more, does not close it.
    bring_in(tombstone(1))
    assert Notice.objects.get().withdrawn_at is None


def test_a_withdrawal_without_a_date_closes_what_there_is():
    bring_in(entry(1), tombstone(1, when=""))
    assert Notice.objects.get().withdrawn_at is not None


def test_what_cannot_be_read_is_kept_aside_with_its_reason():
    run = bring_in(entry(1), entry(2, amount="mucho"), entry(3, title="a & b"))
    assert counts(run) == (1, 0, 0, 0, 2)
    first, second = RejectedEntry.objects.all()
    assert (first.position, first.reason) == (2, "importe ilegible: «mucho»")
    assert first.atom_id == f"{SITE}2"
    assert second.reason.startswith("XML mal formado")
    assert "a & b" in second.excerpt


def test_a_notice_is_open_until_its_deadline_and_never_in_a_state_nobody_knows():
    bring_in(entry(1), entry(2, state="XYZ"), entry(3, state="EV"), entry(4, state="PRE", until=""))
    before = datetime(2024, 7, 1, 13, 59, tzinfo=MADRID)
    after = datetime(2024, 7, 1, 14, 1, tzinfo=MADRID)
    assert {n.atom_id[-1] for n in Notice.objects.open(before)} == {"1", "4"}
    assert {n.atom_id[-1] for n in Notice.objects.open(after)} == {"4"}
    assert Notice.objects.get(atom_id=f"{SITE}2").state == NoticeState.UNKNOWN


def test_notices_are_found_by_the_start_of_any_of_their_codes():
    bring_in(entry(1, cpv=("90731100", "38434300")), entry(2, cpv=("45233120",)))
    assert [n.atom_id[-1] for n in Notice.objects.about("384")] == ["1"]
    assert [n.atom_id[-1] for n in Notice.objects.about("90731", "4523")] == ["2", "1"]
    # "434" is within a code, not at its start.
    assert not Notice.objects.about("434").exists()
    assert not Notice.objects.about().exists()


def test_a_council_named_so_gives_the_territory_when_there_is_one_in_its_province(villaejemplo):
    bring_in(entry(1, buyer="Alcaldía del Ayuntamiento de Villaejemplo"))
    notice = Notice.objects.get()
    assert notice.territory == villaejemplo
    assert notice.region == villaejemplo.region


def test_a_name_borne_by_a_town_of_another_province_says_nothing(villaejemplo):
    bring_in(entry(1, nuts="ES511"))
    assert Notice.objects.get().territory is None


def test_a_code_of_public_body_says_which_town_buys_whatever_it_is_called(villaejemplo):
    code = dir3_of_municipality("41999")
    bring_in(entry(1, buyer="Empresa Municipal de Aguas", dir3=code))
    assert Notice.objects.get().territory == villaejemplo


def test_a_code_whose_check_digit_is_wrong_says_nothing(villaejemplo):
    right = dir3_of_municipality("41999")
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    bring_in(entry(1, buyer="Empresa de Aguas", dir3=wrong))
    assert Notice.objects.get().territory is None


def test_a_municipal_company_counts_as_its_city(villaejemplo):
    text = entry(1, buyer="Aguas Ejemplo, S.A.").replace(
        "</cac:Party></cac-place-ext:LocatedContractingParty>",
        "</cac:Party><cac-place-ext:ParentLocatedParty><cac:PartyName><cbc:Name>Ayuntamiento de "
        "Villaejemplo</cbc:Name></cac:PartyName></cac-place-ext:ParentLocatedParty>"
        "</cac-place-ext:LocatedContractingParty>",
    )
    bring_in(text)
    assert Notice.objects.get().territory == villaejemplo


def test_a_provincial_council_is_known_by_its_code(sevilla):
    council = Territory.objects.create(
        kind=Kind.PROVINCIAL_COUNCIL, name="Diputación de Sevilla", code="41", dir3="L02000041"
    )
    bring_in(entry(1, buyer="Presidencia", dir3="L02000041"))
    assert Notice.objects.get().territory == council


def test_a_ministry_has_no_territory_and_its_region_is_where_the_work_is(villaejemplo):
    bring_in(entry(1, buyer="Ministerio de Ejemplo", dir3="E00000001", nuts="ES61"))
    notice = Notice.objects.get()
    assert notice.territory is None
    assert notice.region.name == "Andalucía"


def test_what_the_office_decided_of_a_notice_outlives_its_next_version():
    bring_in(entry(1))
    Notice.objects.update(triage=Triage.KEPT)
    bring_in(entry(1, title="Otro título", updated="2024-06-16T08:00:00+02:00"))
    assert Notice.objects.get().triage == Triage.KEPT


def test_a_notice_in_the_bin_stays_in_the_bin():
    bring_in(entry(1))
    Notice.objects.update(deleted_at=timezone.now())
    run = bring_in(entry(1, title="Otro", updated="2024-06-16T08:00:00+02:00"))
    assert counts(run) == (0, 1, 0, 0, 0)
    assert not Notice.objects.exists()


def test_a_whole_file_leaves_one_line_in_the_trail(marta):
    run = bring_in(entry(1), entry(2), by=marta)
    (line,) = Entry.objects.all()
    assert (line.record, line.actor, line.verb) == (run, marta, "imported")
    assert line.reason == "2 nuevas"


def test_what_is_brought_in_is_found_by_searching():
    bring_in(
        entry(1, title="Estaciones de calidad del aire"), entry(2, title="Limpieza viaria", cpv=())
    )
    (hit,) = find("calidad aire", models=[Notice]).hits
    assert hit.document.title == "Estaciones de calidad del aire"


def test_long_texts_are_cut_and_the_notice_kept():
    bring_in(entry(1, title="a" * 3000, buyer="b" * 3000, folder="c" * 3000))
    notice = Notice.objects.get()
    assert (len(notice.title), len(notice.buyer_name), len(notice.folder_id)) == (1000, 400, 300)


def test_a_zip_of_pages_is_read_page_by_page():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("una.atom", feed(entry(1)).getvalue())
        archive.writestr("otra.atom", feed(entry(2), tombstone(1)).getvalue())
        archive.writestr("rota.atom", "<feed")
        archive.writestr("léeme.txt", "nada")
    packed.seek(0)
    run = importing.bring_in(packed, "mes.zip", by=None)
    assert counts(run) == (2, 0, 0, 1, 0)
    assert run.problem.startswith("rota.atom: No es un fichero XML que se pueda leer")


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomba.atom", b" " * 100_000)
    packed.seek(0)
    run = importing.bring_in(packed, "bomba.zip", by=None)
    assert run.problem == "El .zip ocupa demasiado al descomprimirlo: no se ha leído."


def test_a_zip_that_is_cut_says_so():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("una.atom", feed(entry(1)).getvalue())
    run = importing.bring_in(io.BytesIO(packed.getvalue()[:-30]), "mes.zip", by=None)
    assert run.problem == "El .zip está cortado o dañado: no se puede abrir."


def tarred(*headers: tarfile.TarInfo, then: bytes = b"") -> io.BytesIO:
    """A .tar.gz as its maker wrote it, that says what it wants of its files."""
    return io.BytesIO(gzip.compress(b"".join(one.tobuf() for one in headers) + then))


@pytest.mark.parametrize("sort", sorted(packages.BEFORE_A_FILE))
def test_a_name_without_end_in_a_package_is_not_read_into_memory(sort):
    """A megabyte of such a file would take a gigabyte."""
    endless = tarfile.TarInfo("una.xml")
    endless.type, endless.size = sort, 60 * 2**20
    packed = tarred(endless, then=b"a" * endless.size)
    run = importing.bring_in(packed, "día.tar.gz", by=None)
    assert run.problem == "El .tar.gz está cortado o dañado: el nombre de un fichero no acaba"
    assert packed.tell() < len(packed.getvalue()) / 2


def test_a_package_of_files_without_number_is_read_no_further(monkeypatch):
    monkeypatch.setattr(packages, "MOST_MEMBERS", 3)
    run = importing.bring_in(tarred(*[tarfile.TarInfo("nada.txt")] * 4), "día.tar.gz", by=None)
    assert run.problem == "El .tar.gz ocupa demasiado al descomprimirlo: no se ha leído más."


def test_an_import_cut_short_keeps_what_it_brought_in_and_goes_on_the_next_time(monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    real, calls = importing._bring_in_batch, []

    def dies_in_the_second(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(importing, "_bring_in_batch", dies_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        bring_in(entry(1), entry(2), entry(3))
    assert (Notice.objects.count(), NoticeImport.objects.get().finished_at) == (2, None)
    assert counts(bring_in(entry(1), entry(2), entry(3))) == (1, 0, 2, 0, 0)


def told(*files, **options):
    out = io.StringIO()
    call_command("notices", "import", *files, stdout=out, **options)
    return out.getvalue()


def test_the_command_answers_in_json(tmp_path):
    path = tmp_path / "pagina.atom"
    path.write_bytes(feed(entry(1), entry(2, amount="x"), tombstone(1)).getvalue())
    answer = json.loads(told(str(path), format="json"))
    assert (answer["created"], answer["updated"], answer["unchanged"], answer["deleted"]) == (
        1, 0, 0, 1,
    )  # fmt: skip
    assert answer["rejected"] == [
        {
            "position": 2,
            "id": f"{SITE}2",
            "title": "Estaciones de calidad del aire",
            "reason": "importe ilegible: «x»",
        }
    ]


def test_the_command_fails_when_a_file_is_not_of_notices_and_brings_in_the_others(tmp_path):
    path, other = tmp_path / "pagina.atom", tmp_path / "otra_cosa.atom"
    path.write_bytes(feed(entry(1)).getvalue())
    other.write_text("root:x:0:0")
    with pytest.raises(CommandError, match=r"^No se ha podido leer nada: otra_cosa\.atom$"):
        told(str(other), str(path))
    assert Notice.objects.count() == 1


@pytest.mark.data
def test_the_genuine_page_of_minor_contracts_comes_in_whole(shared_data):
    path = str(shared_data / "placsp_atom_raw/contratosMenores_2025-08-01.atom")
    first, second = json.loads(told(path, format="json")), json.loads(told(path, format="json"))
    assert (first["created"], first["rejected"], first["problem"]) == (202, [], "")
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 202)

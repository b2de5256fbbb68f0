"""A backup holds the whole office, and restoring it is having the office back: all, or nothing."""

import errno
import json
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from lonja.accounts.models import User
from lonja.acts.models import Act
from lonja.directory.models import Organisation
from lonja.evidence import queries as evidence
from lonja.groups.models import GroupMeeting
from lonja.house.domain import tables
from lonja.house.domain.archive import Refused, refusal
from lonja.house.domain.backing_up import back_up
from lonja.house.domain.restoring import restore
from lonja.house.models import House
from lonja.journal import writing
from lonja.journal.models import Entry
from tests.support.processes import python

from .conftest import picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(meeting, tmp_path):
    path = tmp_path / "copia.zip"
    back_up(path)
    return path


def everything() -> dict[str, list[bytes]]:
    """All that is kept of the database, table by table."""
    return {label: list(tables.lines(model)) for label, model in tables.kept_tables().items()}


def rewritten(path, changes: dict[str, bytes], *, keep=lambda name: True) -> None:
    """The same ZIP with other contents for some of its members."""
    with zipfile.ZipFile(path) as before:
        held = {name: before.read(name) for name in before.namelist() if keep(name)}
    with zipfile.ZipFile(path, "w") as after:
        for name, content in (held | changes).items():
            after.writestr(name, content)


def manifest_of(path) -> dict:
    with zipfile.ZipFile(path) as zipped:
        return json.loads(zipped.read("manifest.json"))


def test_the_office_comes_back_as_it_was(copy, meeting, office, home):
    before, upload = everything(), evidence.of(meeting).get().file
    content = upload.read()
    upload.close()
    writing.change(meeting, by=office, title="Otra cosa")
    writing.create(Organisation(name="Llegada después"), by=office)
    House.objects.update(name="Otro clúster")
    (home / "media" / upload.name).write_bytes(b"estropeado")
    (home / "media" / "evidence" / "nuevo.txt").write_text("llegó después")

    restore(copy, replace=True)

    assert everything() == before
    assert (home / "media" / upload.name).read_bytes() == content
    assert [p.name for p in home.rglob("*.txt")] == []
    assert sorted(p.name for p in home.iterdir()) == ["media", "secret.key"]


def test_records_written_afterwards_get_new_keys(copy, meeting, office):
    restore(copy, replace=True)

    later = writing.create(GroupMeeting(group=meeting.group, title="n", date=date.today()), by=None)

    assert Act.everything.filter(pk__lt=later.pk).count() == 2
    assert GroupMeeting.objects.get(title__startswith="Reunión").organisations.count() == 1


def test_what_was_restored_is_found(copy, office, client):
    call_command("restore", copy, replace=True, verbosity=0)

    client.force_login(User.objects.get(pk=office.pk))

    assert "Comisión de Calidad del Aire" in client.get("/grupos/?q=calidad").content.decode()


def test_the_key_that_signed_the_links_comes_back(copy, home, settings):
    (home / "secret.key").write_text("otra clave")

    restore(copy, replace=True)

    assert (home / "secret.key").read_text() == settings.SECRET_KEY
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_key_kept_elsewhere_is_neither_saved_nor_touched(meeting, home, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "la del operador")
    back_up(tmp_path / "copia.zip")

    restore(tmp_path / "copia.zip", replace=True)

    assert "secret.key" not in manifest_of(tmp_path / "copia.zip")["members"]
    assert not (home / "secret.key").exists()


def test_who_was_signed_in_is_not_saved(client, office, meeting, tmp_path):
    client.force_login(office)
    back_up(tmp_path / "copia.zip")

    restore(tmp_path / "copia.zip", replace=True)

    assert client.get("/grupos/").status_code == 302


def test_only_its_owner_may_read_it(copy):
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_of_one_moment_and_nobody_waits_for_it(meeting, office):
    def somebody_writes():
        try:
            writing.create(Organisation(name="Mientras tanto"), by=None)
        finally:
            connection.close()

    with tables.snapshot():
        with ThreadPoolExecutor(1) as another:
            another.submit(somebody_writes).result(timeout=10)
        seen = b"".join(tables.lines(Organisation))

    assert "Mientras tanto" not in seen.decode()
    assert Organisation.objects.filter(name="Mientras tanto").exists()


def test_an_office_with_records_is_not_covered_by_mistake(copy):
    before = everything()

    with pytest.raises(CommandError, match=r"ya tiene registros.*--replace"):
        call_command("restore", copy)

    assert everything() == before


def cut(path):
    path.write_bytes(path.read_bytes()[:-2000])


def of_something_else(path):
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("fotos/playa.txt", "no soy una copia")


def no_zip(path):
    path.write_text("hola")


def without_a_table(path):
    rewritten(path, {}, keep=lambda name: "acts.act.jsonl" not in name)


def with_a_changed_record(path):
    rewritten(path, {"records/house.house.jsonl": b'[1, "Otro"]\n'})


def of_a_later_lonja(path):
    rewritten(path, {"manifest.json": json.dumps(manifest_of(path) | {"format": 99}).encode()})


def of_an_earlier_lonja(path):
    told = manifest_of(path)
    told["migrations"].pop()
    rewritten(path, {"manifest.json": json.dumps(told).encode()})


def leading_out_of_its_folder(path):
    told = manifest_of(path)
    told["members"]["media/../../fuera.txt"] = {"size": 1, "sha256": "00"}
    rewritten(path, {"manifest.json": json.dumps(told).encode(), "media/../../fuera.txt": b"x"})


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (cut, "no es una copia de seguridad de Lonja, o está cortada"),
        (of_something_else, "no es una copia de seguridad de Lonja"),
        (no_zip, "no es una copia de seguridad de Lonja, o está cortada"),
        (without_a_table, "no está entera"),
        (with_a_changed_record, "está dañada: «records/house.house.jsonl»"),
        (of_a_later_lonja, "de una versión posterior"),
        (of_an_earlier_lonja, "de otra versión de Lonja .* Restáurela con esa versión"),
        (leading_out_of_its_folder, "no es una copia de seguridad de Lonja"),
        (lambda path: path.unlink(), "No existe"),
        (lambda path: (path.unlink(), path.mkdir()), "es una carpeta"),
    ],
)
def test_what_is_not_a_whole_backup_of_ours_changes_nothing(copy, home, spoil, words):
    before, uploads = everything(), sorted(home.rglob("*"))
    spoil(copy)

    with pytest.raises(Refused, match=words):
        restore(copy, replace=True)

    assert everything() == before
    assert sorted(home.rglob("*")) == uploads


def test_a_bit_that_turned_is_seen(copy):
    content = bytearray(copy.read_bytes())
    content[content.index(b"IDAT") + 500] ^= 1  # inside the picture of the minutes
    copy.write_bytes(content)

    with pytest.raises(Refused, match=r"está dañada: .*media/evidence/"):
        restore(copy, replace=True)


def test_it_is_all_or_nothing(copy, home):
    """A backup that is sound as a file, but one of whose records points to nobody."""
    before, uploads = everything(), sorted(home.rglob("*"))
    with zipfile.ZipFile(copy) as zipped:
        line = json.loads(zipped.read("records/groups.groupmeeting.jsonl").splitlines()[0])
    columns = manifest_of(copy)["tables"]["groups.groupmeeting"]["columns"]
    line[columns.index("group_id")] = 987_654
    forge(copy, "records/groups.groupmeeting.jsonl", json.dumps(line).encode())

    with pytest.raises(Refused, match="no casa consigo misma"):
        restore(copy, replace=True)

    assert everything() == before
    assert sorted(home.rglob("*")) == uploads


def forge(path, name: str, content: bytes) -> None:
    """Change a member, and the manifest so that it does not show."""
    from hashlib import sha256

    told = manifest_of(path)
    told["members"][name] = {"size": len(content), "sha256": sha256(content).hexdigest()}
    label = name.removeprefix("records/").removesuffix(".jsonl")
    told["tables"][label]["rows"] = len(content.splitlines())
    rewritten(path, {name: content, "manifest.json": json.dumps(told).encode()})


LITTLE_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from lonja.__main__ import main
sys.argv = ["lonja", "backup", sys.argv[1]]
main()
"""


def test_a_full_disk_leaves_no_half_backup_and_is_told_in_words(meeting, home, tmp_path):
    (home / "media" / "evidence" / "grande.png").write_bytes(picture((900, 900)))
    folder = tmp_path / "copias"
    folder.mkdir()
    (folder / "copia.zip").write_text("la de ayer")

    backup = python("-c", LITTLE_ROOM, str(folder / "copia.zip"), LONJA_HOME=str(home))
    said, _ = backup.communicate(timeout=60)

    assert backup.returncode == 1
    assert "está lleno: no se ha guardado nada a medias" in said
    assert "Traceback" not in said
    assert [(p.name, p.read_text()) for p in folder.iterdir()] == [("copia.zip", "la de ayer")]


def test_a_full_disk_while_restoring_leaves_the_office_as_it_was(copy, meeting, home):
    before = everything()
    big = picture((900, 900))
    (home / "media" / "evidence" / "grande.png").write_bytes(big)
    back_up(copy)
    script = LITTLE_ROOM.replace('"backup", sys.argv[1]', '"restore", sys.argv[1], "--replace"')
    # The database itself must be able to grow, so that it is the uploads that do not fit.
    script = script.replace("200_000", str(len(big) - 1))

    restoring = python("-c", script, str(copy), LONJA_HOME=str(home))
    said, _ = restoring.communicate(timeout=60)

    assert restoring.returncode == 1, said
    assert "está lleno" in said
    assert everything() == before
    assert sorted(p.name for p in home.iterdir()) == ["media", "secret.key"]
    assert (home / "media" / "evidence" / "grande.png").read_bytes() == big


def test_without_room_for_the_search_the_office_is_restored_and_that_is_said(copy, meeting):
    def no_room(execute, sql, *more):
        if "search_" in sql and sql.startswith(("INSERT", "CREATE")):
            raise OperationalError("database or disk is full")
        return execute(sql, *more)

    before = everything()
    with connection.execute_wrapper(no_room), pytest.raises(CommandError, match="lonja reindex"):
        call_command("restore", copy, replace=True)
    assert everything() == before


def test_a_folder_that_does_not_exist_is_told_in_words(meeting, tmp_path):
    with pytest.raises(CommandError, match=f"^No existe la carpeta «{tmp_path}/no».$"):
        call_command("backup", tmp_path / "no" / "copia.zip")


def test_a_backup_takes_the_place_of_a_file_and_of_nothing_else(meeting, tmp_path):
    """A device too is a name in a folder: what is put in its place takes it away."""
    os.mkfifo(tmp_path / "cinta")
    (tmp_path / "carpeta").mkdir()
    for path in (tmp_path / "cinta", tmp_path / "carpeta"):
        with pytest.raises(CommandError, match=f"^«{path}» no es un fichero"):
            call_command("backup", path)
    assert (tmp_path / "cinta").is_fifo()
    assert (tmp_path / "carpeta").is_dir()


def test_a_folder_where_nothing_may_be_written_is_told_in_words():
    """Said to its face: who runs the tests as root may write anywhere."""
    said = refusal(PermissionError(errno.EACCES, "Permission denied"), Path("/copias/lonja.zip"))

    assert str(said) == "No se puede escribir en «/copias»."


def test_killed_in_the_middle_it_leaves_the_backup_of_yesterday(copy, meeting, home):
    yesterday = copy.read_bytes()
    slow = """
import django, sys
django.setup()
from lonja.house.domain import backing_up
backing_up._add_key = lambda writer: (print("a medias", flush=True), sys.stdin.read())
from lonja.__main__ import main
sys.argv = ["lonja", "backup", sys.argv[1]]
main()
"""
    backup = python("-c", slow, str(copy), LONJA_HOME=str(home))
    assert backup.stdout.readline() == "a medias\n"
    backup.kill()
    backup.wait()

    assert copy.read_bytes() == yesterday


def test_the_trail_comes_back_line_by_line(copy):
    lines = list(Entry.objects.values())

    restore(copy, replace=True)

    assert list(Entry.objects.values()) == lines


def test_it_says_what_it_did(meeting, tmp_path, capsys):
    call_command("backup", tmp_path / "copia.zip")
    call_command("restore", tmp_path / "copia.zip", replace=True)

    said = capsys.readouterr().out
    assert "Copia guardada en" in said
    assert "ficheros: 1" in said
    assert "Restaurada «Clúster de Ejemplo»" in said


def test_without_a_database_it_says_so(tmp_path):
    backup = python(
        "-m", "lonja", "backup", str(tmp_path / "c.zip"), LONJA_HOME=str(tmp_path), DATABASE_URL=""
    )
    said, _ = backup.communicate(timeout=60)

    assert backup.returncode == 1
    assert said == "CommandError: Aquí no hay ninguna oficina que guardar.\n"
    assert not (tmp_path / "c.zip").exists()

"""The console: figures, balance and claims."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from lonja.balance.domain import editing

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_figures_lists_keys_names_and_definitions():
    text = run("figures")
    assert "press.mentions  Impactos en medios (count)" in text
    assert "5. Impacto en medios de comunicación" in text


def test_figures_as_json_are_in_both_languages():
    listed = {f["key"]: f for f in json.loads(run("figures", "--format", "json"))["figures"]}
    assert listed["press.mentions"]["name"] == {"es": "Impactos en medios", "en": "Media mentions"}


def test_balance_prints_values_and_how_many_records(mention):
    mention(value="10114.85")

    data = json.loads(run("balance", "2024"))

    assert data["year"] == 2024
    assert data["figures"]["press.mentions"] == 1
    assert data["figures"]["press.value_eur"] == float(Decimal("10114.85"))
    assert data["records"]["press.mentions"] == 1


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!doctype")]
)
def test_balance_writes_each_format_to_a_file(mention, tmp_path, form, start):
    mention()
    out = tmp_path / f"balance.{form}"
    run("balance", "2024", "--format", form, "--out", str(out))
    assert out.read_bytes().startswith(start)


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("balance", "2024", "--out", str(tmp_path / "no" / "existe.json"))


def test_claims_ends_well_when_everything_is_bound(mention, office):
    mention(value="10")
    edition = editing.start(2024, "es", by=office)
    for section in edition.sections.exclude(number=5):
        editing.write(section, title=section.title, text="", cards=[], version="", by=office)

    assert "0 afirmaciones sin cifra o errores en el texto; 0 cifras con poca evidencia." in run(
        "claims", "2024"
    )


def test_claims_ends_badly_and_says_where(mention, office, capsys):
    mention(url="", value="10")
    edition = editing.start(2024, "es", by=office)
    editing.write(
        edition.sections.get(number=5), title="Medios", cards=[], version="", by=office,
        text="Hubo 281 impactos.\n\nY {{ press.mention }}.",
    )  # fmt: skip
    out = io.StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("claims", "2024", stdout=out)

    assert end.value.code == 1
    text = out.getvalue()
    assert "sin cifra  sección 5, línea 1: «281» (Hubo 281 impactos.)" in text
    assert "error      sección 5, línea 3: press.mention: no existe la cifra" in text
    assert "evidencia  press.mentions: 1 de 1 registros sin la suficiente" in text

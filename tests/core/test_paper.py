"""Reports on paper."""

import io

from pypdf import PdfReader

from lonja.core.paper import Part, Report, Table, render

EMAIL = "valentin.alameda.pinarejo@ejemplo.example"


def test_a_long_e_mail_is_broken_within_its_column_and_can_still_be_read():
    table = Table(["A quién", "Texto"], [[EMAIL, "Medir el calor"]], widths=[1, 5])
    report = Report(
        title="Registro", subtitle="", house="Clúster", brand="#0f5c5c", made_on="hoy",
        language="es", page_word="página", parts=[Part("Paso a paso", table=table)],
    )  # fmt: skip
    text = PdfReader(io.BytesIO(render(report))).pages[0].extract_text().replace("\u200b", "")
    lines = text.splitlines()
    assert lines[lines.index("valentin.alameda.") :][:2] == [
        "valentin.alameda.", "pinarejo@ejemplo.",
    ]  # fmt: skip
    assert EMAIL in text.replace("\n", "")

"""A balance in memory, of an invented cluster: its figures, its prose and its charts."""

from datetime import date
from decimal import Decimal

from lonja.balance.document import prose
from lonja.balance.document.model import (
    ChartBlock,
    Correction,
    Document,
    FigureEntry,
    RecordRow,
    Section,
)
from lonja.core import formatting
from lonja.core.figures import Unit

LINES = {
    1: "Grupos de trabajo",
    4: "Crecimiento de la comunidad",
    5: "Impacto en medios",
    8: "Expansión territorial",
    9: "Proyectos financiados",
}


def figure(key, value, unit=Unit.COUNT, *, line=1, name="", previous=None, language="es", **more):
    change = None
    if previous and isinstance(value, int | Decimal):
        change = Decimal(value) / Decimal(previous) - 1
    return FigureEntry(
        key=key,
        line=line,
        name=name or key,
        definition=f"Cómo se cuenta {key}.",
        unit=unit,
        value=value,
        printed=formatting.printed(value, unit, language),
        previous=previous,
        previous_printed=formatting.printed(previous, unit, language) if previous else "",
        change=change,
        change_printed=formatting.percent(change, language, decimals=0) if change else "",
        **more,
    )


def figures(language="es"):
    listed = [
        figure("groups.deliverable_companies", 15, name="Empresas en los entregables", records=15),
        figure("groups.deliverable_universities", 6, name="Universidades", records=6),
        figure("members.joined_via_social", 30, line=4, is_first=lambda: True, records=30,
               name="Asociados llegados por redes"),
        figure("audience.followers_total", 10400, line=4, previous=9300, records=4,
               name="Seguidores"),
        figure("audience.rank_by_growth", 2, Unit.RANK, line=4, records=9,
               name="Puesto entre los clústeres"),
        figure("newsletter.open_rate", Decimal("0.3912"), Unit.PERCENT, line=4, records=26,
               name="Tasa de apertura"),
        figure("press.mentions", 281, line=5, previous=240, records=281, weak=3,
               name="Impactos en medios"),
        figure("press.value_eur", Decimal("2842274.00"), Unit.EUROS, line=5, records=281,
               name="Valor económico", notes=("Lo calcula el proveedor de seguimiento.",)),
        figure("press.by_medium", {"digital": 201, "prensa": 60, "radio": 20}, Unit.TABLE, line=5,
               records=281, name="Impactos por medio"),
        figure("territories.worked", 15, line=8, previous=12, previous_opening=True, records=41,
               name="Territorios con los que se ha trabajado"),
        figure("territories.growth", Decimal("0.25"), Unit.PERCENT, line=8, reports_change=True,
               records=41, name="Crecimiento"),
        figure("territories.new_supramunicipal", 4, line=8, records=4, name="Supramunicipales"),
        figure("events.cities", ["Valencia", "Sevilla", "Zaragoza"], Unit.LIST, line=8, records=3,
               name="Ciudades en la cena"),
        figure("grants.submitted", 14, line=9, records=14, name="Proyectos presentados",
               correction=Correction("grants.submitted", "Proyectos presentados", "14", "15", "+1",
                                     ("Se registró tarde una solicitud (Ana Ejemplo).",))),
        figure("grants.submitted_eur", Decimal("3120000"), Unit.EUROS, line=9, records=14,
               name="Presupuesto presentado"),
        figure("grants.funded_solo", 1, line=9, records=1, name="Concedidos en solitario"),
        figure("grants.unknown", None, line=9, name="Sin dato"),
    ]  # fmt: skip
    return {entry.key: entry for entry in listed}


def lexicon(language="es", **more):
    return prose.Lexicon(figures(language), language, **more)


def bars(key="mentions_by_month", title="Impactos por mes"):
    months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
    drawn = "".join(
        f'<rect x="{20 + i * 48}" y="{180 - h}" width="34" height="{h}" fill="#1f4e5f"/>'
        f'<text x="{37 + i * 48}" y="198" font-family="Asap" font-size="13" text-anchor="middle"'
        f' fill="#333">{month}</text>'
        for i, (month, h) in enumerate(
            zip(months, [60, 80, 95, 70, 120, 150, 90, 30, 110, 140, 125, 88], strict=True)
        )
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 210">{drawn}</svg>'
    data = tuple((month, "23") for month in months)
    return ChartBlock(key, svg, f"Barras: {title}", title, svg, ("Mes", "Impactos"), data)


HOSTILE = (
    '#import "nada.typ": * y $x^2$ y \\pagebreak() y <script>alert(1)</script> y @ref y '
    '=HYPERLINK("x") y `raw` y ~ y // comentario y /* otro */ y ${jndi} y \\textbf{a}'
)

FOREWORD = """
Ha sido un año para vivir intensamente. La rapidez de las transformaciones pide que sea igual de
ágil el encuentro de quienes pueden ayudarse.
"""

PROSE = {
    1: """
{{ cards:groups.deliverable_companies,groups.deliverable_universities }}

Durante todo el año se desarrolló el trabajo de la Comisión de Calidad del Aire, que culminó con la
guía escrita por {{ groups.deliverable_companies }} empresas y
{{ groups.deliverable_universities|words:f }} universidades.

> Una guía que ya usan los ayuntamientos.

## Cómo se trabaja

- La comisión se reúne cada mes.
- Cada capítulo tiene **quien lo escribe** y *quien lo revisa*.
    1. Primero se redacta.
    2. Después se contrasta en [la web](https://ejemplo.example/guia).
""",
    4: """
[Por primera vez]{members.joined_via_social first} llegan asociados por las redes:
{{ members.joined_via_social }}. Somos el {{ audience.rank_by_growth|ordinal }} clúster, con
{{ audience.followers_total }} seguidores y una apertura {{ newsletter.open_rate|around }}.
""",
    5: """
{{ cards:press.mentions,press.value_eur }}

Se lograron {{ press.mentions }} impactos, con un valor de {{ press.value_eur }}.

{{ chart:mentions_by_month }}

| Medio | Comentario |
|-------|-----------:|
| Digital | el que más |
| Prensa | en papel |
""",
    8: """
Hemos trabajado con {{ territories.worked }} territorios, {{ territories.growth|change }} que en
2023; {{ territories.new_supramunicipal|words }} son supramunicipales. A la cena vinieron
{{ events.cities|names }}.
""",
    9: f"""
Se presentaron {{{{ grants.submitted }}}} proyectos por valor de
{{{{ grants.submitted_eur|more_than }}}}, con {{{{ grants.funded_solo|words }}}} en solitario.

{HOSTILE}
""",
}


def records(key):
    return [
        RecordRow(f"Registro {n} de {key}", "impacto", date(2024, 6, n), Decimal("10114.85"),
                  "enlace", f"https://ejemplo.example/{n}", proved=n != 2)
        for n in (1, 2, 3)
    ]  # fmt: skip


def document(**changes):
    known = lexicon(charts={"mentions_by_month": bars()})
    sections = [
        Section(number, LINES[number], prose.read(source, known).blocks, signed_by="Ana Ejemplo")
        for number, source in PROSE.items()
    ]  # fmt: skip
    values = {
        "title": "Acciones 2024",
        "subtitle": "Balance del año",
        "cluster": "Clúster de Ejemplo",
        "year": 2024,
        "sections": tuple(sections),
        "figures": known.figures,
        "foreword": prose.read(FOREWORD, known).blocks,
        "brand": "#1f4e5f",
        "published_on": date(2025, 1, 15),
        "as_of": date(2024, 12, 31),
        "line_names": LINES,
        "records": records,
    }
    return Document(**{**values, **changes})

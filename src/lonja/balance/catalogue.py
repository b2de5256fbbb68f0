"""Every figure there is: those declared in code, and those that the office has made."""

from __future__ import annotations

from lonja.core import figures as registry
from lonja.core.figures import Figure
from lonja.core.text import Text

from .custom import figure_of
from .models import CustomFigure

LINES = {
    1: Text("Grupos de trabajo", "Working groups"),
    2: Text("Alianzas institucionales", "Institutional alliances"),
    3: Text("Visibilidad y difusión en redes sociales", "Visibility on social networks"),
    4: Text("Crecimiento de la comunidad online", "Growth of the online community"),
    5: Text("Impacto en medios de comunicación", "Impact in the media"),
    6: Text("Participación en eventos y congresos", "Events and congresses"),
    7: Text("Eventos propios", "Our own events"),
    8: Text("Expansión territorial y generación de negocio", "Territories and business"),
    9: Text("Proyectos financiados", "Funded projects"),
}


def figures() -> dict[str, Figure]:
    """By key, in the order of the balance: line by line, the office's own after the built-in."""
    own = [figure for row in CustomFigure.objects.all() if (figure := figure_of(row))]
    listed = sorted([*registry.all_figures(), *own], key=lambda figure: figure.line)
    return {figure.key: figure for figure in listed}


def line_names(language: str) -> dict[int, str]:
    return {number: name.in_(language) for number, name in LINES.items()}

"""A first text for each section, to write on: what its figures already say of the year.

Only sentences whose figures exist in this house are offered; the office keeps, changes or throws
away what it likes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lonja.core.text import Text

from .document.binding import KEY

# A line is a sentence or a chart; it is offered when every figure that it names exists.
SENTENCES: dict[int, list[Text]] = {
    1: [
        Text(
            "Los grupos de trabajo han publicado {{ groups.deliverables_published|words:m }} "
            "entregables, con la contribución de {{ groups.deliverable_companies|words:f }} "
            "empresas y {{ groups.deliverable_universities|words:f }} universidades.",
            "The working groups have published {{ groups.deliverables_published|words }} "
            "deliverables, with the contribution of {{ groups.deliverable_companies|words }} "
            "companies and {{ groups.deliverable_universities|words }} universities.",
        ),
    ],
    2: [
        Text(
            "El convenio con la red tiene {{ alliances.lines_active|words:f }} líneas de "
            "colaboración abiertas.",
            "The agreement with the network has {{ alliances.lines_active|words }} open lines of "
            "collaboration.",
        ),
        Text(
            "Nos hemos reunido con {{ alliances.institutional_meetings|names }}.",
            "We have met {{ alliances.institutional_meetings|names }}.",
        ),
    ],
    3: [
        Text(
            "Hemos mantenido una presencia constante en redes, con entre "
            "{{ outreach.posts_per_month_min }} y {{ outreach.posts_per_month_max }} publicaciones "
            "al mes, y son ya {{ outreach.dossiers_to_date|words }} los dosieres publicados.",
            "We have been constantly present on social networks, with between "
            "{{ outreach.posts_per_month_min }} and {{ outreach.posts_per_month_max }} posts a "
            "month; {{ outreach.dossiers_to_date|words }} dossiers have been published so far.",
        ),
        Text(
            "Por las redes sociales han llegado {{ members.joined_via_social }} nuevos asociados.",
            "Social networks have brought {{ members.joined_via_social }} new members.",
        ),
        Text("{{ chart:outreach.posts }}", "{{ chart:outreach.posts }}"),
    ],
    4: [
        Text(
            "La comunidad ha sumado {{ audience.followers_gained }} nuevos seguidores y alcanza "
            "los {{ audience.followers_total }}.",
            "The community has gained {{ audience.followers_gained }} new followers and reaches "
            "{{ audience.followers_total }}.",
        ),
        Text(
            "El boletín tiene una tasa de apertura {{ newsletter.open_rate|around }}.",
            "The newsletter has an open rate of {{ newsletter.open_rate|around }}.",
        ),
        Text("{{ chart:followers_over_time }}", "{{ chart:followers_over_time }}"),
    ],
    5: [
        Text(
            "Durante el año se han generado {{ press.mentions }} impactos en medios, con un valor "
            "económico de {{ press.value_eur }}.",
            "During the year there have been {{ press.mentions }} media mentions, with an economic "
            "value of {{ press.value_eur }}.",
        ),
        Text("{{ chart:press.mentions }}", "{{ chart:press.mentions }}"),
    ],
    6: [
        Text(
            "Hemos tomado parte en {{ events.external_participations }} eventos de otros, con "
            "sitio en los consejos de {{ events.councils|names }}.",
            "We have taken part in {{ events.external_participations }} events of others, with a "
            "seat on the councils of {{ events.councils|names }}.",
        ),
    ],
    7: [
        Text(
            "Eventos propios celebrados: {{ events.own_events|words }}.",
            "Events of our own: {{ events.own_events|words }}.",
        ),
    ],
    8: [
        Text(
            "Hemos trabajado con {{ territories.worked }} territorios, de los cuales "
            "{{ territories.new }} son nuevos; entre ellos, "
            "{{ territories.new_supramunicipal|words }} son entidades supramunicipales.",
            "We have worked with {{ territories.worked }} territories, {{ territories.new }} of "
            "them new; among these, {{ territories.new_supramunicipal|words }} are supramunicipal "
            "bodies.",
        ),
        Text("{{ chart:territories_map }}", "{{ chart:territories_map }}"),
    ],
    9: [
        Text(
            "Hemos presentado {{ grants.submitted }} proyectos, por valor de "
            "{{ grants.submitted_eur|more_than }}, de los que se han concedido "
            "{{ grants.funded_solo|words }} en solitario y "
            "{{ grants.funded_intercluster|words }} en formato intercluster.",
            "We have submitted {{ grants.submitted }} proposals, worth "
            "{{ grants.submitted_eur|more_than }}, of which {{ grants.funded_solo|words }} was "
            "granted to us alone and {{ grants.funded_intercluster|words }} with other clusters.",
        ),
        Text("{{ chart:grants.submitted }}", "{{ chart:grants.submitted }}"),
    ],
}  # fmt: skip

CARDS: dict[int, list[str]] = {
    1: ["groups.deliverables_published", "groups.deliverable_companies",
        "groups.deliverable_universities"],
    2: ["alliances.lines_active", "alliances.meetings_held", "alliances.regions_met"],
    3: ["outreach.posts", "outreach.dossiers_to_date", "members.joined_via_social"],
    4: ["audience.followers_total", "audience.followers_gained", "newsletter.open_rate"],
    5: ["press.mentions", "press.value_eur"],
    6: ["events.external_participations", "events.stand_members", "events.dinner_territories"],
    7: ["events.own_events", "events.forum_editions"],
    8: ["territories.worked", "territories.new", "territories.new_supramunicipal"],
    9: ["grants.submitted", "grants.submitted_eur", "grants.funded_solo",
        "grants.funded_intercluster"],
}  # fmt: skip


def starter(number: int, language: str, figures: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The first text of a section and the figures at its head, of those that there are."""
    sentences = [one.in_(language) for one in SENTENCES.get(number, [])]
    known = [text for text in sentences if _named(text) <= figures.keys()]
    return "\n\n".join(known), [key for key in CARDS.get(number, []) if key in figures]


def _named(text: str) -> set[str]:
    return set(re.findall(KEY, text))

"""Names of organisations and territories within a sentence.

Spanish says "la reunión con el Ayuntamiento de Elx", but "con Fibralta": a name that begins by the
word for what it names takes its article, which after "a" and "de" joins them.
"""

from __future__ import annotations

from django.utils.translation import get_language

from .formatting import HARD_SPACE, short
from .text import fold

HEADS = {
    "el": "ajuntament ayuntamiento cabildo centro cluster colegio concello consejo consell "
    "consorcio foro gobierno govern instituto ministerio parque principado",
    "la": "agencia agrupacion asociacion camara ciudad comarca comunidad comunitat confederacion "
    "consejeria deputacion diputacio diputacion federacion fundacio fundacion generalitat junta "
    "mancomunidad mancomunitat provincia region universidad universidade universitat xunta",
}
ARTICLES = {head: article for article, heads in HEADS.items() for head in heads.split()}
"""{the word, folded, by which a name begins: its article}."""
JOINED = {"a": "al", "de": "del"}


def called(name: object, after: str = "", *, language: str = "") -> str:
    """A name as a sentence says it: "el Ayuntamiento de Elx", "la Universidad de Málaga", "SUEZ".

    `after` is the preposition before it, which is then part of what is returned: "al Ayuntamiento
    de Elx", "de la Universidad de Málaga". Only in Spanish: other languages put their own in the
    sentence and get the name alone.
    """
    text = str(name)
    if short(language or get_language() or "es") != "es":
        return text
    article = ARTICLES.get(fold(text.partition(" ")[0]), "")
    before = JOINED[after] if article == "el" and after in JOINED else f"{after} {article}"
    return " ".join([*before.split(), text])


def paired(one: object, other: object) -> str:
    """Two names as one title: "Fibralta · Elx". No line begins with the point between them."""
    return f"{one}{HARD_SPACE}· {other}"

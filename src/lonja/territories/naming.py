"""What people call a place, in its plain forms: without accents, articles, or the words of office.

"La Coruña", "A Coruña", "Coruña, A" and "Concello da Coruña" are one place.
"""

from __future__ import annotations

import re

from lonja.core.text import fold

from .enums import Kind

ARTICLES = frozenset(
    {"a", "as", "el", "els", "es", "l", "la", "las", "les", "lo", "los", "o", "os", "sa", "ses"}
)
# INE writes "Palmas de Gran Canaria, Las"; its files, also "Hospitalet de Llobregat, L'".
INVERTED = re.compile(rf"^(?P<name>.+), ?(?P<article>{'|'.join(sorted(ARTICLES))})['’]?$")
SILENT = frozenset({"provincial", "insular"})  # Diputación (Provincial), Cabildo (Insular)
OFFICES = (
    (Kind.MUNICIPALITY, r"(?:excmo\.? )?(?:ayuntamiento|ayto\.?|ajuntament|concello|municipio) "),
    (Kind.PROVINCE, r"provincia "),
)
LINKED = r"(?:de |del |da |do |d['’])?"


def office(text: str) -> tuple[Kind | None, str]:
    """The kind that the first words give away, and the name left: "Ayuntamiento de Gijón" ->
    (municipality, "gijon")."""
    plain = fold(text)
    for kind, words in OFFICES:
        if found := re.match(words + LINKED, plain):
            return kind, plain[found.end() :]
    return None, plain


def upright(text: str) -> str:
    """Folded, with the article in front: "Coruña, A" -> "a coruna"."""
    plain = fold(text)
    if found := INVERTED.match(plain):
        article = found["article"]
        return f"{article}'{found['name']}" if article == "l" else f"{article} {found['name']}"
    return plain


def inscribed(text: str) -> tuple[str, str]:
    """Name and other name as the catalogue writes them, from how INE does: "Vila Joiosa, la/
    Villajoyosa" -> ("la Vila Joiosa", "Villajoyosa")."""
    first, _slash, second = text.partition("/")
    return _inscribed(first.strip()), _inscribed(second.strip())


def _inscribed(name: str) -> str:
    if not INVERTED.match(fold(name)):
        return name
    rest, _comma, article = name.rpartition(",")
    article = article.strip()
    return f"{article}{rest}" if article.endswith(("'", "’")) else f"{article} {rest}"


def bare(text: str) -> str:
    """Only the words that tell places apart: "L'Hospitalet de Llobregat" -> "hospitalet de
    llobregat"."""
    words = re.findall(r"[a-z0-9]+", upright(text).replace("·", ""))
    words = [word for word in words if word not in SILENT]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def full_forms(name: str, other: str) -> set[str]:
    """The names themselves, folded: each, and both as official pairs join them."""
    forms = {upright(name)}
    if other:
        forms |= {upright(other), f"{fold(name)}/{fold(other)}", f"{fold(other)}/{fold(name)}"}
    return forms


def bare_forms(name: str, other: str) -> set[str]:
    """Every plain way of naming the place, the halves of "Vitoria-Gasteiz" among them."""
    forms = {bare(name)}
    if other:
        forms |= {bare(other), bare(f"{name} {other}"), bare(f"{other} {name}")}
    for half in f"{name}-{other}".split("-"):
        if len(half) > 3:
            forms.add(bare(half))
    return forms

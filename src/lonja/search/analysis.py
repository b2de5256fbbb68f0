"""Words as the index keeps them. The same for both databases, for texts and for what is typed.

    surfaces("Monitorización del aire")  -> ["monitorizacion", "del", "aire"]
    stems("Monitorización del aire")     -> ["monitoric", "air"]
    sound("vasura")                      -> "basura"

Everything is folded first (no case, no accents), because people type without them. The Spanish
stemmer relies on accents for a few endings, which are given back before it; and takes some plurals
for other words ("ciudades", "talleres", "imágenes"), which are made singular before it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from lonja.core.text import fold, normalized

WORD = re.compile(r"[^\W_]+")
MAX_WORD = 40
SILENT = frozenset(
    {
        "de", "la", "el", "los", "las", "un", "una", "unos", "unas", "y", "e", "o", "u", "a", "al",
        "del", "en", "con", "por", "para", "que", "se", "su", "sus", "lo", "le", "les", "es",
        "como", "the", "of", "and", "in", "to", "for", "i", "els", "amb", "per",
    }
)  # fmt: skip
"""Words that say nothing of a text: not kept as stems, only as they are written."""

APART = frozenset({"cargo", "caso", "firme", "marco", "plazo", "puerta", "punta", "recargo"})
"""Words that keep their ending, since with another they are another thing: "puerto", "casa"."""

ROOTS = (
    "accesib", "camara", "comunidad", "estacionam", "formacion", "movilidad", "organiza", "parada",
    "publici", "solar",
)  # fmt: skip
"""Words begin so that would be taken for others: "acceso", "cama", "comunicación", "estación",
"forma", "móvil", "orgánico", "pared", "público", "sólido"."""

_ENDINGS = (
    (re.compile(r"(?<=d)ades$"), "ad"),
    (re.compile(r"(?<=\w\we[rns])es$"), ""),
    (re.compile(r"([cs])ion(es)?$"), r"\1ión"),
    (re.compile(r"logia(s?)$"), r"logía\1"),
)
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ch", "1"),
        (r"g(?=[ei])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"qu(?=[ei])|[kq]", "c"),
        (r"z|c(?=[ei])|x", "s"),
        (r"c", "k"),
        (r"v|w", "b"),
        (r"ll", "y"),
        (r"h", ""),
        (r"ph", "f"),
        (r"(.)\1+", r"\1"),
        (r"mb", "nb"),
        (r"mp", "np"),
    )
)


class _Own(threading.local):
    """A stemmer keeps state while it works: one a thread."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("spanish")


_own = _Own()


def surfaces(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return [word[:MAX_WORD] for word in WORD.findall(fold(text))]


def forms(text: str) -> dict[str, str]:
    """The words of a text, folded, with how each is written: {"gijon": "gijón"}."""
    return {_folded(word)[:MAX_WORD]: word[:MAX_WORD] for word in WORD.findall(_lower(text))}


def _lower(text: str) -> str:
    return normalized("NFKC", text).lower()


_folded = lru_cache(maxsize=50_000)(fold)


def stems(text: str) -> list[str]:
    """The words of a text that say something, without their endings, in their order."""
    return stems_of(surfaces(text))


def stems_of(words: Iterable[str]) -> list[str]:
    """The same of words already folded."""
    return [stem(word) for word in words if says_something(word)]


def says_something(word: str) -> bool:
    return word not in SILENT and (len(word) > 1 or word.isdecimal())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its ending: "ciudades" and "ciudad" are one."""
    if (one := word.removesuffix("s")) in APART:
        return one
    if root := next((root for root in ROOTS if word.startswith(root)), None):
        return root
    for ending, put in _ENDINGS:
        word = ending.sub(put, word)
    short = fold(_own.stemmer.stemWord(word))
    if short.endswith("z"):
        return f"{short[:-1]}c"  # the plural of "luz" is "luces"
    # Short words keep their plural: "islas".
    return short[:-1] if len(short) > 4 and short.endswith(("as", "os")) else short


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a folded word sounds in Spanish: what people confuse becomes the same."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word

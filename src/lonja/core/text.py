"""Text in the two languages of the product, and its plain form for comparing."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """A text written in Spanish and English; as a string, in the language of the page."""

    es: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "es").startswith("en") else self.es

    def in_(self, language: str) -> str:
        return self.en if language.startswith("en") else self.es


def fold(text: str) -> str:
    """Lower case without accents, for comparing what people type: 'Gijón ' -> 'gijon'."""
    # Decomposed on both sides of casefold: either may leave something for the other ("𝕿", "İ").
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())

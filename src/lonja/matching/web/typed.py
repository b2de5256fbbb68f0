"""What strangers type in public forms: without what cannot be seen, and of a size that is sensible.

Nothing is cut in silence: what does not fit is said, and stays in the form for its author to cut.
"""

from __future__ import annotations

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

from lonja.core.formatting import number
from lonja.core.text import unpiled

KEPT = {"\n", "\t"}


def clean_text(text: str) -> str:
    """Without control characters, marks that turn the direction of what follows, nor those piled by
    thousands on a letter; nothing, when nobody would see what is left."""
    text = unpiled(text).replace("\r\n", "\n").replace("\r", "\n")
    seen = (c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    left = "".join(c for c in seen if c not in TURNS).strip()
    return left if any(_is_seen(c) for c in left) else ""


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" and char not in BLANKS


def clean_line(text: str) -> str:
    return " ".join(clean_text(text).split())


BLANKS = set("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""
TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class TypedField(forms.CharField):
    """A text of at most `most` characters, of one line or of many.

    Only the server says that it does not fit: a browser would cut what is pasted in silence.
    """

    def __init__(self, *, most: int, lines: bool = False, **kwargs):
        self.most, self.lines = most, lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5}))
        super().__init__(**kwargs)

    def to_python(self, value):
        text = str(value or "")
        return clean_text(text) if self.lines else clean_line(text)

    def validate(self, value):
        super().validate(value)
        if (over := len(value) - self.most) > 0:
            raise ValidationError(
                ngettext(
                    "Caben %(most)s caracteres y sobra %(over)s. No se ha perdido nada: acórtelo.",
                    "Caben %(most)s caracteres y sobran %(over)s. No se ha perdido nada: acórtelo.",
                    over,
                )
                % {"most": number(self.most), "over": number(over)},
                code="long",
            )

    def run_validators(self, value):
        """Null characters are taken out, not complained of."""

"""Finding the numbers in a text, in digits or in words, and what they are worth.

Dates, years, hours and the names that carry a number (5G, CO2, ISO 37120) are not quantities and
are not found; neither are "un" and "una", which are articles.
"""
# ruff: noqa: SIM905 (lists of words read better as prose)

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from .words import EN_ORDINALS, EN_TENS, EN_UNITS, ES_HUNDREDS, ES_ORDINALS, ES_TENS, ES_UNITS


@dataclass(frozen=True)
class Numeral:
    """A quantity as written, from `start` to `end`; `value` is None when it is not exact
    ("decenas", "cientos")."""

    start: int
    end: int
    text: str
    value: Decimal | None


def numerals(text: str, language: str) -> list[Numeral]:
    """The quantities of a text, in order. Spans are positions in `text`."""
    plain = bare(text)
    silent = _not_quantities(text, plain, language)
    taken = Taken(len(text))
    for start, end in silent:
        taken.cover(start, end)
    several = chain(_digits(text, plain, language), _words(text, plain, language))
    found = [one for one in several if taken.take(one.start, one.end)]
    return sorted(found, key=lambda n: n.start)


class Taken:
    """The letters of a text of which something has been said."""

    def __init__(self, length: int):
        self._letters = bytearray(length)

    def cover(self, start: int, end: int) -> None:
        self._letters[start:end] = b"\1" * (end - start)

    def take(self, start: int, end: int) -> bool:
        """Say something of those letters, unless something was said of any of them before."""
        free = not any(self._letters[start:end])
        if free:
            self.cover(start, end)
        return free


def bare(text: str) -> str:
    """Lower case without accents, of the same length, so that positions hold."""
    return "".join(_bare_letter(letter) for letter in text)


def _bare_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    stripped = unicodedata.normalize("NFD", letter)[0].lower()
    return stripped if len(stripped) == 1 else letter


# -- what has digits and is no quantity --------------------------------------------------------

MONTHS = {
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    "|noviembre|diciembre",
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
}
YEAR = r"(?:19|20)\d\d"
DAYS = r"\d{1,2}(?:\.?[ºªo]|st|nd|rd|th)?"
SERIES = rf"{DAYS}(?:(?: ?, ?| y | and | al? | to | ?[-–] ?){DAYS})*"
DATES = {
    "es": [
        rf"\b{SERIES} de (?:{MONTHS['es']})(?:(?: de| del)? {YEAR})?\b",
        rf"\b(?:{MONTHS['es']})(?: de| del)? {YEAR}\b",
        r"\b(?:a las?|desde las|hasta las) \d{1,2}(?:[:.]\d\d)?(?: horas| h)?\b",
        r"\b(?:anos|decada de los) \d\d\b",
    ],
    "en": [
        rf"\b{SERIES} (?:of )?(?:{MONTHS['en']})(?:,? {YEAR})?\b",
        rf"\b(?:{MONTHS['en']}) {SERIES}(?:,? {YEAR})?\b",
        rf"\b(?:{MONTHS['en']}),? {YEAR}\b",
        r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b",
        r"\bat \d{1,2}:\d\d\b",
        r"\b(?:19|20)?\d0s\b",
    ],
}
ALWAYS = [
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\b",  # 12/06/2024
    rf"\b{YEAR}-\d\d-\d\d\b",
    r"\b\d{1,2}:\d\d\b",
    rf"\b{YEAR} ?[-–/] ?(?:{YEAR}|\d\d)\b(?![.,]?\d)",  # 2023-2027, 2023/24
    # Laws, standards and other references.
    r"\b(?:iso|une|en|iec|ley(?: organica)?|orden|reglamento(?: \(ue\))?|directiva|real decreto"
    r"|rd|decreto|articulo|art\.|resolucion|norma|law|act|article|regulation(?: \(eu\))?"
    r"|directive|order|standard)(?:[ /-](?:une|iso|iec|en))*[ -]?\d[\d./-]*",
    r"\b\d(?:g|d|k|b2)\b",  # 5G, 3D, 4K
    r"\b(?:industria|industry|sociedad|society|web|smart city) \d\.\d\b",
    r"\b24/7\b|\b360 ?º|\b24x7\b",
]
NAMES_WITH_DIGITS = r"\b[A-ZÑ]+[-‑]?\d+[A-Za-z]*(?:\.\d+)?\b"  # CO2, COVID-19, B2B, L3, A-6
BEFORE_A_QUANTITY = re.compile(
    r"(?:\b(?:mas|menos|cerca|alrededor) de|\bunos|\bunas|\bcasi|\bhasta alcanzar(?: los| las)?"
    r"|\bmore than|\bover|\babout|\bnearly|\balmost|\bless than|\bsome) $"
)
QUANTITY_AFTER = re.compile(r" ?(?:%|€|\$|euros?\b|por ciento|per ?cent|millon|million|[a-z]+s\b)")
NOT_COUNTED_AFTER = re.compile(
    r" (?:nos|mas|es|los|las|has|hemos|somos|menos|ademas|has|was|is|this|its|as|us|tras|entonces"
    r"|has|hubimos|hicimos|fuimos|[a-z]+mos)\b"
)
NEAR = 60
"""Letters before and after a number within which it is seen what it tells."""
BEFORE_A_YEAR = re.compile(
    r"(?:\b(?:en|de|del|desde|hasta|para|durante|ano|anos|a|al|y|o|entre|que|curso|ejercicio|in|of"
    r"|since|until|for|during|year|to|and|or|between|than|by|from)|[(«“\"/–-]) ?$"
)


def _not_quantities(text: str, plain: str, language: str) -> list[tuple[int, int]]:
    patterns = [*ALWAYS, *DATES[language]]
    spans = [m.span() for pattern in patterns for m in re.finditer(pattern, plain)]
    spans += [m.span() for m in re.finditer(NAMES_WITH_DIGITS, text)]
    spans += [m.span() for m in re.finditer(rf"(?<![\d.,]){YEAR}(?![\d%])(?![.,]\d)", plain)
              if _is_year(plain, *m.span())]  # fmt: skip
    return spans


def _is_year(plain: str, start: int, end: int) -> bool:
    """2024 is a year, unless it is said to be more or less of something, or of many things."""
    before, after = plain[max(0, start - NEAR) : start], plain[end : end + NEAR]
    if BEFORE_A_QUANTITY.search(before):
        return False
    counted = QUANTITY_AFTER.match(after) and not NOT_COUNTED_AFTER.match(after)
    if counted and re.match(r" ?(?:%|€|\$|euro|por ciento|per)", after):
        return False
    return not counted or bool(BEFORE_A_YEAR.search(before))


# -- digits ------------------------------------------------------------------------------------

DIGITS = re.compile(r"(?<![\w])[-+−]?\d+(?:[.,  ’']\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)*")
AFTER_DIGITS = re.compile(
    r"(?:\.?[ºª]|st\b|nd\b|rd\b|th\b)|"
    r" ?(?:%|€|\$|por ciento|per ?cent|puntos|(?:mil(?:es)?(?: millones)?|millon(?:es)?"
    r"|thousand|million|billion)\b(?:(?: de)? euros?\b)?|euros?\b)"
)
SCALES = {"mil": 1000, "miles": 1000, "thousand": 1000, "millon": 10**6, "millones": 10**6,
          "million": 10**6, "billion": 10**9}  # fmt: skip


def _digits(text: str, plain: str, language: str) -> list[Numeral]:
    found = []
    for match in DIGITS.finditer(text):
        start, end = match.span()
        value = _value_of(match.group(), language)
        if tail := AFTER_DIGITS.match(plain, end):
            end = tail.end()
            for word in re.findall(r"[a-z]+", tail.group()):
                value = value * SCALES.get(word, 1) if value is not None else None
        found.append(Numeral(start, end, text[start:end], value))
    found += [
        Numeral(i, i + 1, c, None)
        for i, c in enumerate(text)
        if unicodedata.category(c) == "No" and not _is_raised(c)
    ]
    return found


def _is_raised(letter: str) -> bool:
    """Superscripts and subscripts: m², CO₂."""
    return unicodedata.decomposition(letter).startswith(("<super>", "<sub>"))


def _value_of(digits: str, language: str) -> Decimal | None:
    digits = re.sub(r"[  ’'+]", "", digits).replace("−", "-")
    point, thousands = (",", ".") if language == "es" else (".", ",")
    if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", digits):
        return Decimal(digits.replace(thousands, ""))
    whole, _, rest = digits.rpartition(point) if point in digits else (digits, "", "")
    try:
        return Decimal(f"{whole.replace(thousands, '')}.{rest or 0}")
    except ArithmeticError:
        return None


# -- words -------------------------------------------------------------------------------------


def _cardinals(language: str) -> dict[str, int]:
    if language == "en":
        values = {word: n for n, word in enumerate(EN_UNITS) if n != 1}
        values |= {word: tens * 10 for tens, word in EN_TENS.items()}
        return values | {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
    values = {bare(word): n for n, word in enumerate(ES_UNITS) if n != 1}
    values |= {word: tens * 10 for tens, word in ES_TENS.items()}
    hundreds = {word: (n + 1) * 100 for n, word in enumerate(ES_HUNDREDS)}
    values |= hundreds | {word[:-2] + "as": n for word, n in hundreds.items() if n > 100}
    values |= {"cien": 100, "veintiun": 21, "veintiuna": 21}
    return values | {"mil": 1000, "millon": 10**6, "millones": 10**6, "billon": 10**12}


CARDINALS = {language: _cardinals(language) for language in ("es", "en")}
ES_STEMS = [bare(word)[:-1] for word in ES_ORDINALS] + [
    "decimotercer", "decimocuart", "decimoquint", "vigesim", "trigesim", "centesim",
]  # fmt: skip
ORDINALS = {
    "es": {
        f"{stem}{end}": n for n, stem in enumerate(ES_STEMS, 1) for end in ("o", "a", "os", "as")
    }
    | {"primer": 1, "tercer": 3},
    "en": {word: n for n, word in enumerate(EN_ORDINALS, 1)},
}
INEXACT = {
    "es": set("mitad doble doblar triple cuadruple tercio tercios docena docenas decena decenas "
              "veintena treintena centena centenas centenar centenares millar millares cientos "
              "miles".split()),
    "en": set("half double doubled twice thrice triple tripled quadrupled dozen dozens hundreds "
              "thousands couple".split()),
}  # fmt: skip
FRACTIONS = {"mitad": "0.5", "half": "0.5", "doble": "2", "double": "2", "doubled": "2",
             "twice": "2", "triple": "3", "docena": "12", "dozen": "12", "decena": "10",
             "couple": "2"}  # fmt: skip
NOT_ORDINAL_AFTER = {
    "es": re.compile(
        r" (?:lugar|nivel|orden|plano|linea|mano|ministr[oa]s?|sector|semestre|trimestre"
        r"|cuatrimestre|quincena|mitad|persona|instancia|hora|fila)\b"
    ),
    "en": re.compile(
        r"(?: of all|-hand| hand| place| half| quarter| part(?:y|ies)| sector|-class)\b"
    ),
}
NOT_ORDINAL_BEFORE = {
    "es": re.compile(r"(?:\blo|\bante todo,?) $"),
    "en": re.compile(r"\b(?:at|from the) $"),
}
LONE_ONE = {
    "es": (re.compile(r"\buno\b(?! (?:de|mismo|y otro|u otro|a uno|por uno|se)\b)"),
           re.compile(r"\b(?:cada|ningun|alguno?|otro|el|al) $")),
    "en": (re.compile(r"\bone\b(?! (?:of|another|can|must|should|could|may|might|who|that|which|day"
                      r"|or more)\b)(?!')"),
           re.compile(r"\b(?:no|any|every|some|each|this|that|another|which|an? [a-z]+"
                      r"|the(?: [a-z]+)?) $")),
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")


def _words(text: str, plain: str, language: str) -> list[Numeral]:
    cardinals, found = CARDINALS[language], []
    tokens = list(WORD.finditer(plain))
    at = 0
    while at < len(tokens):
        last = _compound_from(tokens, at, plain, language)
        word, (start, end) = tokens[at].group(), tokens[at].span()
        if last is not None:
            end = tokens[last].end()
            value = _worth([t.group() for t in tokens[at : last + 1]], cardinals)
            found.append(Numeral(start, end, text[start:end], value))
            at = last
        elif word in ORDINALS[language] and _counts_in_order(plain, start, end, language):
            value = Decimal(ORDINALS[language][word])
            found.append(Numeral(start, end, text[start:end], value))
        elif word in INEXACT[language]:
            exact = FRACTIONS.get(word)
            found.append(Numeral(start, end, text[start:end], Decimal(exact) if exact else None))
        at += 1
    alone, before = LONE_ONE[language]
    for match in alone.finditer(plain):
        if not before.search(plain[: match.start()]):
            start, end = match.span()
            found.append(Numeral(start, end, text[start:end], Decimal(1)))
    return found


ONES = {"un", "una", "uno", "one"}
SCALE_WORDS = {"hundred", "thousand", "million", "billion", "millon", "billon"}


def _compound_from(tokens: list[re.Match], at: int, plain: str, language: str) -> int | None:
    """The last token of the number in words that starts at `at`: treinta y una, tres millones."""
    cardinals = CARDINALS[language]
    first = tokens[at].group()
    if first not in cardinals:
        follows = tokens[at + 1].group() if at + 1 < len(tokens) else ""
        if not (first in ONES and follows in SCALE_WORDS and follows in cardinals):
            return None
    last = at
    while last + 1 < len(tokens):
        here, ahead = tokens[last].group(), tokens[last + 1].group()
        if plain[tokens[last].end() : tokens[last + 1].start()] not in (" ", "-"):
            break
        if ahead in cardinals or (ahead in ONES and _takes_one(here, cardinals, language)):
            last += 1
            continue
        joined = ahead in ("y", "and") and last + 2 < len(tokens)
        if not (joined and _continues(here, tokens[last + 2].group(), language)):
            break
        last += 2
    return last


def _takes_one(before: str, cardinals: dict[str, int], language: str) -> bool:
    """ciento un, mil una; twenty-one. Not "cien una" nor "tres una"."""
    worth = cardinals.get(before, 1)
    return (worth >= 100 and before != "cien") or (language == "en" and 20 <= worth < 100)


def _continues(before: str, after: str, language: str) -> bool:
    """Whether "y"/"and" stands inside a number: treinta y dos, two hundred and six."""
    cardinals = CARDINALS[language]
    worth = cardinals.get(after, 1 if after in ("un", "una", "uno", "one") else 0)
    if language == "es":
        return 30 <= cardinals[before] <= 90 and 1 <= worth <= 9
    return before in SCALE_WORDS and 1 <= worth < 100


def _worth(words: list[str], cardinals: dict[str, int]) -> Decimal:
    total = current = 0
    for word in words:
        if word in ("y", "and"):
            continue
        value = cardinals.get(word, 1)
        if value >= 10**6:
            total, current = (total + current or 1) * value, 0
        elif value == 1000:
            total, current = total + (current or 1) * 1000, 0
        elif word == "hundred":
            current = (current or 1) * 100
        else:
            current += value
    return Decimal(total + current)


def _counts_in_order(plain: str, start: int, end: int, language: str) -> bool:
    word = plain[start:end]
    if word in ("terceros", "segundos"):
        return False
    return not (
        NOT_ORDINAL_AFTER[language].match(plain, end)
        or NOT_ORDINAL_BEFORE[language].search(plain[:start])
    )

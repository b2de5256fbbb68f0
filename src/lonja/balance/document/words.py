"""Numbers in words: "cuatro", "veintiuna", "tres millones", "segundo"; "four", "second"."""

# ruff: noqa: SIM905 (lists of words read better as prose)
from __future__ import annotations

ES_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
ES_TENS = {
    3: "treinta", 4: "cuarenta", 5: "cincuenta", 6: "sesenta", 7: "setenta", 8: "ochenta",
    9: "noventa",
}  # fmt: skip
ES_HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()
ES_ORDINALS = (
    "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo"
).split()
EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
EN_TENS = {
    2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty",
    9: "ninety",
}  # fmt: skip
EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
LARGEST = 999_999_999


def spelled(number: int, language: str = "es", *, gender: str = "") -> str:
    """An integer from 0 to 999,999,999 in words.

    `gender` matters in Spanish: "" stands alone (uno), "m" before a masculine noun (un), "f"
    feminine (una). Raises ValueError beyond the range.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} has no words here")
    return _english(number) if language == "en" else _spanish(number, gender)


def _spanish(number: int, gender: str) -> str:
    millions, rest = divmod(number, 1_000_000)
    thousands, units = divmod(rest, 1000)
    parts = []
    if millions:
        parts.append("un millón" if millions == 1 else f"{_spanish(millions, 'm')} millones")
    if thousands:
        before = "f" if gender == "f" else "m"
        parts.append("mil" if thousands == 1 else f"{_under_thousand(thousands, before)} mil")
    if units or not parts:
        parts.append(_under_thousand(units, gender))
    return " ".join(parts)


def _under_thousand(number: int, gender: str) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        word = ES_HUNDREDS[hundreds - 1]
        parts.append(word[:-2] + "as" if gender == "f" and hundreds > 1 else word)
    if rest >= 30:
        tens, units = divmod(rest, 10)
        parts.append(f"{ES_TENS[tens]} y {_unit(units, gender)}" if units else ES_TENS[tens])
    elif rest or not hundreds:
        parts.append(_unit(rest, gender))
    return " ".join(parts)


def _unit(number: int, gender: str) -> str:
    word = ES_UNITS[number]
    if not word.endswith("uno") or not gender:
        return word
    if gender == "f":
        return word[:-1] + "a"
    return "veintiún" if number == 21 else word[:-1]


def _english(number: int) -> str:
    if number < 20:
        return EN_UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return EN_TENS[tens] + (f"-{EN_UNITS[units]}" if units else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            joint = " and " if rest and rest < 100 else " "
            return f"{_english(many)} {name}{joint + _english(rest) if rest else ''}"
    raise AssertionError(number)


def ordinal_word(position: int, language: str = "es", *, gender: str = "") -> str | None:
    """ "segundo", "segunda", "primer" (gender "m": before a noun); None beyond the twelfth."""
    if not 1 <= position <= 12:
        return None
    if language == "en":
        return EN_ORDINALS[position - 1]
    word = ES_ORDINALS[position - 1]
    if gender == "f":
        return word[:-1] + "a"
    if gender == "m" and position in (1, 3):
        return word[:-1]
    return word

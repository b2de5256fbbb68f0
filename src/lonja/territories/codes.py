"""Official codes: always text, with their leading zeros, whatever a spreadsheet did to them.

INE numbers a municipality with the two digits of its province and three of its own; a sixth digit
checks the other five. DIR3, the directory of public bodies, builds its codes on those of INE.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

PLAIN = range(10)
DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # the digits of twice the number, added
SHUFFLED = (0, 3, 8, 2, 7, 4, 1, 5, 9, 6)
WEIGHTS = (DOUBLED, SHUFFLED, PLAIN, DOUBLED, SHUFFLED)


def check_digit(code: str) -> str:
    """The digit with which INE checks a municipality's five: "24115" -> "2"."""
    return str(-sum(weigh[int(digit)] for weigh, digit in zip(WEIGHTS, code, strict=True)) % 10)


def municipality_code(value: object) -> str:
    """Five digits from what a cell holds: 1051, 1051.0, "01051", "01051-3", "010513", "L01010513".

    Six digits are five and their check digit, which has to agree. Raises ValueError, whose text is
    what would be right.
    """
    digits = _digits(value)
    if digits.upper().startswith("L01"):
        digits = digits[3:]
    if not re.fullmatch("[0-9]{4,6}", digits):
        raise ValueError(_("cinco cifras, por ejemplo 01051"))
    if len(digits) == 6:
        digits = _checked(digits)
    digits = digits.zfill(5)
    if not 1 <= int(digits[:2]) <= 52:
        raise ValueError(_("las dos primeras cifras son las de la provincia, de 01 a 52"))
    return digits


def province_code(value: object) -> str:
    """Two digits, from 01 to 52. Raises ValueError."""
    return _two_digits(value, 52)


def region_code(value: object) -> str:
    """Two digits, from 01 to 19. Raises ValueError."""
    return _two_digits(value, 19)


def dir3_code(value: object) -> str:
    """Nine characters, the first a letter. Raises ValueError."""
    code = _digits(value).upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9]\d{7}", code):
        raise ValueError(_("nueve caracteres, por ejemplo L01241152"))
    return code


def dir3_of_municipality(code: str) -> str:
    return f"L01{code}{check_digit(code)}"


def dir3_of_provincial_council(province: str) -> str:
    return f"L020000{province}"


def dir3_of_island(province: str, number: int) -> str:
    """`number`: the island's place among the eleven in the alphabetical order of their names."""
    return f"L03{province}{number:04}"


def _checked(digits: str) -> str:
    code, digit = digits[:5], digits[5]
    if check_digit(code) != digit:
        raise ValueError(
            _("la cifra de control de %(code)s es %(right)s, no %(wrong)s")
            % {"code": code, "right": check_digit(code), "wrong": digit}
        )
    return code


def _two_digits(value: object, last: int) -> str:
    digits = _digits(value)
    if not re.fullmatch("[0-9]{1,2}", digits) or not 1 <= int(digits) <= last:
        raise ValueError(_("dos cifras, de 01 a %(last)s") % {"last": last})
    return digits.zfill(2)


def _digits(value: object) -> str:
    text = re.sub(r"[\s\-–]", "", str(value if value is not None else ""))
    return re.sub(r"(?<=\d)[.,]0+$", "", text)

"""Where something is, as far as matching cares: a province, a region, or the whole country.

    from_nuts("ES618 - Sevilla")   -> Place(province="41", region="01")
    from_nuts("ES61")              -> Place(region="01")
    from_postcode("46001")         -> Place(province="46", region="10")
    from_tax_id("B46123456")       -> Place(province="46", region="10")

Codes are those of the national institute of statistics: two digits, for provinces and for
communities. Anything that is not recognised is `NOWHERE`, which matches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Place:
    province: str = ""
    region: str = ""

    def __bool__(self) -> bool:
        return bool(self.region)


NOWHERE = Place()

# Each region: its code, its NUTS 2, and its provinces with the NUTS 3 that they are or hold.
_REGIONS = (
    ("01", "ES61", {"04": "611", "11": "612", "14": "613", "18": "614", "21": "615", "23": "616",
                    "29": "617", "41": "618"}),
    ("02", "ES24", {"22": "241", "44": "242", "50": "243"}),
    ("03", "ES12", {"33": "120"}),
    ("04", "ES53", {"07": "530 531 532 533"}),
    ("05", "ES70", {"35": "704 705 708 701", "38": "703 706 707 709 702"}),
    ("06", "ES13", {"39": "130"}),
    ("07", "ES41", {"05": "411", "09": "412", "24": "413", "34": "414", "37": "415", "40": "416",
                    "42": "417", "47": "418", "49": "419"}),
    ("08", "ES42", {"02": "421", "13": "422", "16": "423", "19": "424", "45": "425"}),
    ("09", "ES51", {"08": "511", "17": "512", "25": "513", "43": "514"}),
    ("10", "ES52", {"03": "521", "12": "522", "46": "523"}),
    ("11", "ES43", {"06": "431", "10": "432"}),
    ("12", "ES11", {"15": "111", "27": "112", "32": "113", "36": "114"}),
    ("13", "ES30", {"28": "300"}),
    ("14", "ES62", {"30": "620"}),
    ("15", "ES22", {"31": "220"}),
    ("16", "ES21", {"01": "211", "20": "212", "48": "213"}),
    ("17", "ES23", {"26": "230"}),
    ("18", "ES63", {"51": "630"}),
    ("19", "ES64", {"52": "640"}),
)  # fmt: skip
_BY_PROVINCE = {p: Place(p, code) for code, _nuts, provinces in _REGIONS for p in provinces}
_BY_NUTS = {nuts: Place("", code) for code, nuts, _provinces in _REGIONS} | {
    f"ES{nuts}": Place(province, code)
    for code, _nuts, provinces in _REGIONS
    for province, several in provinces.items()
    for nuts in several.split()
}
# A region of one province says its province too.
_BY_NUTS |= {
    nuts: Place(next(iter(provinces)), code)
    for code, nuts, provinces in _REGIONS
    if len(provinces) == 1
}
# The tax agency gave each province several pairs of digits, as the first ran out.
_MORE_PAIRS = {
    "03": "53 54", "07": "57", "08": "58 59 60 61 62 63 64 65 66 67 68", "11": "72", "14": "56",
    "15": "70", "17": "55", "20": "71", "28": "78 79 80 81 82 83 84 85 86 87 88", "29": "92 93",
    "30": "73", "33": "74", "35": "76", "36": "94", "38": "75", "41": "91", "43": "77",
    "46": "96 97 98", "48": "95", "50": "99",
}  # fmt: skip
_BY_PAIR = _BY_PROVINCE | {
    pair: _BY_PROVINCE[province]
    for province, pairs in _MORE_PAIRS.items()
    for pair in pairs.split()
}
_TAX_ID = re.compile(r"[A-HJNP-SUVW](\d\d)\d{5}[0-9A-J]")


def of_province(code: str) -> Place:
    return _BY_PROVINCE.get(code.strip().zfill(2), NOWHERE)


def of_region(code: str) -> Place:
    """A region; with its province, when it has only one."""
    code = code.strip().zfill(2)
    return next((place for place in _BY_NUTS.values() if place.region == code), NOWHERE)


def from_nuts(text: str) -> Place:
    """From a NUTS code, with or without its name after it; the country alone is nowhere."""
    code = text.strip()[:5].strip().upper()
    return _BY_NUTS.get(code) or _BY_NUTS.get(code[:4]) or NOWHERE


def from_postcode(text: str) -> Place:
    text = text.strip()
    return _BY_PROVINCE.get(text.zfill(5)[:2], NOWHERE) if text.isdecimal() else NOWHERE


def from_tax_id(text: str) -> Place:
    """Where a legal person was registered, which its tax id says: B46… in Valencia.

    Since about 2020 new ids are given without regard to the province: of a young company this is
    a guess, and so it only ever weighs as one sign among others.
    """
    found = _TAX_ID.fullmatch(re.sub(r"[^A-Z0-9]", "", text.upper()))
    return _BY_PAIR.get(found[1], NOWHERE) if found else NOWHERE


# Of each province, where most of its people are: latitude and longitude.
_CENTRES = {
    "01": (42.85, -2.68), "02": (38.99, -1.86), "03": (38.35, -0.48), "04": (36.84, -2.46),
    "05": (40.66, -4.70), "06": (38.88, -6.97), "07": (39.57, 2.65), "08": (41.39, 2.17),
    "09": (42.34, -3.70), "10": (39.48, -6.37), "11": (36.53, -6.29), "12": (39.99, -0.05),
    "13": (38.99, -3.93), "14": (37.89, -4.78), "15": (43.37, -8.40), "16": (40.07, -2.13),
    "17": (41.98, 2.82), "18": (37.18, -3.60), "19": (40.63, -3.17), "20": (43.32, -1.98),
    "21": (37.26, -6.95), "22": (42.14, -0.41), "23": (37.77, -3.79), "24": (42.60, -5.57),
    "25": (41.62, 0.63), "26": (42.47, -2.45), "27": (43.01, -7.56), "28": (40.42, -3.70),
    "29": (36.72, -4.42), "30": (37.98, -1.13), "31": (42.82, -1.64), "32": (42.34, -7.86),
    "33": (43.36, -5.85), "34": (42.01, -4.53), "35": (28.10, -15.41), "36": (42.43, -8.64),
    "37": (40.97, -5.66), "38": (28.46, -16.25), "39": (43.46, -3.80), "40": (40.95, -4.12),
    "41": (37.39, -5.99), "42": (41.76, -2.46), "43": (41.12, 1.25), "44": (40.34, -1.11),
    "45": (39.86, -4.03), "46": (39.47, -0.38), "47": (41.65, -4.72), "48": (43.26, -2.93),
    "49": (41.50, -5.74), "50": (41.65, -0.89), "51": (35.89, -5.32), "52": (35.29, -2.94),
}  # fmt: skip
PROVINCES = sorted(_CENTRES)
UNKNOWN = len(PROVINCES)
_AVERAGE = 300.0
"""Kilometres from or to nobody knows where."""


def number(place: Place) -> int:
    """The row of `DISTANCES` of a province; UNKNOWN without one."""
    return PROVINCES.index(place.province) if place.province else UNKNOWN


def _distances() -> np.ndarray:
    points = np.array([_CENTRES[p] for p in PROVINCES])
    north = 111 * (points[:, None, 0] - points[None, :, 0])
    middle = np.radians((points[:, None, 0] + points[None, :, 0]) / 2)
    east = 111 * (points[:, None, 1] - points[None, :, 1]) * np.cos(middle)
    made = np.full((UNKNOWN + 1, UNKNOWN + 1), _AVERAGE, np.float32)
    made[:UNKNOWN, :UNKNOWN] = np.hypot(north, east)
    return made


DISTANCES = _distances()
"""Kilometres between provinces, as the crow flies."""

"""Where a notice is: from NUTS codes and postcodes to the official codes of provinces and regions.

NUTS 2021 of Eurostat; the two codes of the Canaries before 2008 are there too, since old notices
bear them. Provinces and regions are numbered as INE does: "46", "10".
"""

PROVINCES = {
    "ES111": "15", "ES112": "27", "ES113": "32", "ES114": "36", "ES120": "33", "ES130": "39",
    "ES211": "01", "ES212": "20", "ES213": "48", "ES220": "31", "ES230": "26", "ES241": "22",
    "ES242": "44", "ES243": "50", "ES300": "28", "ES411": "05", "ES412": "09", "ES413": "24",
    "ES414": "34", "ES415": "37", "ES416": "40", "ES417": "42", "ES418": "47", "ES419": "49",
    "ES421": "02", "ES422": "13", "ES423": "16", "ES424": "19", "ES425": "45", "ES431": "06",
    "ES432": "10", "ES511": "08", "ES512": "17", "ES513": "25", "ES514": "43", "ES521": "03",
    "ES522": "12", "ES523": "46", "ES531": "07", "ES532": "07", "ES533": "07", "ES611": "04",
    "ES612": "11", "ES613": "14", "ES614": "18", "ES615": "21", "ES616": "23", "ES617": "29",
    "ES618": "41", "ES620": "30", "ES630": "51", "ES640": "52", "ES701": "35", "ES702": "38",
    "ES703": "38", "ES704": "35", "ES705": "35", "ES706": "38", "ES707": "38", "ES708": "35",
    "ES709": "38",
}  # fmt: skip

REGIONS = {
    "ES11": "12", "ES12": "03", "ES13": "06", "ES21": "16", "ES22": "15", "ES23": "17",
    "ES24": "02", "ES30": "13", "ES41": "07", "ES42": "08", "ES43": "11", "ES51": "09",
    "ES52": "10", "ES53": "04", "ES61": "01", "ES62": "14", "ES63": "18", "ES64": "19",
    "ES70": "05",
}  # fmt: skip


def province_of(nuts: str, postcode: str = "") -> str:
    """The province of a NUTS 3 code; else that of a postcode, whose first two digits it is."""
    if found := PROVINCES.get(nuts):
        return found
    digits = postcode.strip()
    whole = len(digits) == 5 and digits.isdecimal() and "01" <= digits[:2] <= "52"
    return digits[:2] if whole else ""


def region_of(nuts: str) -> str:
    """The region of a NUTS code of any level from 2 on; "" for the whole country."""
    return REGIONS.get(nuts[:4], "")

"""Names: official pairs taken apart, and the names in the other language that people type."""

from __future__ import annotations

REGION_OF = {
    code: region
    for region, codes in {
        "01": "04 11 14 18 21 23 29 41",
        "02": "22 44 50",
        "03": "33",
        "04": "07",
        "05": "35 38",
        "06": "39",
        "07": "05 09 24 34 37 40 42 47 49",
        "08": "02 13 16 19 45",
        "09": "08 17 25 43",
        "10": "03 12 46",
        "11": "06 10",
        "12": "15 27 32 36",
        "13": "28",
        "14": "30",
        "15": "31",
        "16": "01 20 48",
        "17": "26",
        "18": "51",
        "19": "52",
    }.items()
    for code in codes.split()
}
"""Province -> autonomous community, both by their INE code."""

WITHOUT_COUNCIL = frozenset({"07", "26", "28", "30", "31", "33", "35", "38", "39", "51", "52"})
"""Provinces whose council is that of the community or of the island, and the two cities."""

COUNCIL_NAMES = {
    "01": ("Diputación Foral de Álava", "Arabako Foru Aldundia"),
    "03": ("Diputación de Alicante", "Diputació d'Alacant"),
    "08": ("Diputación de Barcelona", "Diputació de Barcelona"),
    "12": ("Diputación de Castellón", "Diputació de Castelló"),
    "15": ("Diputación de A Coruña", "Deputación da Coruña"),
    "17": ("Diputación de Girona", "Diputació de Girona"),
    "20": ("Diputación Foral de Gipuzkoa", "Gipuzkoako Foru Aldundia"),
    "25": ("Diputación de Lleida", "Diputació de Lleida"),
    "27": ("Diputación de Lugo", "Deputación de Lugo"),
    "32": ("Diputación de Ourense", "Deputación de Ourense"),
    "36": ("Diputación de Pontevedra", "Deputación de Pontevedra"),
    "43": ("Diputación de Tarragona", "Diputació de Tarragona"),
    "46": ("Diputación de Valencia", "Diputació de València"),
    "48": ("Diputación Foral de Bizkaia", "Bizkaiko Foru Aldundia"),
}
"""Those with two official names; the others are "Diputación de" and the province."""

# Island, a municipality that tells which it is, name of its council, in the other language.
# In the alphabetical order of their Spanish names, which is that of their codes in DIR3.
ISLANDS = (
    ("Formentera", "07024", "Consejo Insular de Formentera", "Consell de Formentera"),
    ("Fuerteventura", "35017", "Cabildo de Fuerteventura", ""),
    ("La Gomera", "38036", "Cabildo de La Gomera", ""),
    ("Gran Canaria", "35016", "Cabildo de Gran Canaria", ""),
    ("El Hierro", "38048", "Cabildo de El Hierro", ""),
    ("Ibiza", "07026", "Consejo Insular de Ibiza", "Consell d'Eivissa"),
    ("Lanzarote", "35004", "Cabildo de Lanzarote", ""),
    ("Mallorca", "07040", "Consejo Insular de Mallorca", "Consell de Mallorca"),
    ("Menorca", "07032", "Consejo Insular de Menorca", "Consell Insular de Menorca"),
    ("La Palma", "38037", "Cabildo de La Palma", ""),
    ("Tenerife", "38038", "Cabildo de Tenerife", ""),
)

OTHER_REGION_NAMES = {
    "03": "Asturias",
    "04": "Islas Baleares",
    "10": "Comunidad Valenciana",
    "13": "Madrid",
    "14": "Murcia",
    "15": "Navarra",
    "18": "Ceuta",
    "19": "Melilla",
}
OTHER_PROVINCE_NAMES = {
    "07": "Islas Baleares",
    "15": "La Coruña",
    "17": "Gerona",
    "20": "Guipúzcoa",
    "25": "Lérida",
    "31": "Nafarroa",
    "32": "Orense",
    "33": "Asturies",
    "48": "Vizcaya",
}

# Only where a search without accents would not find the place by the name that is typed.
OTHER_MUNICIPALITY_NAMES = {
    "07": {
        "Eivissa": "Ibiza",
        "Maó": "Mahón",
        "Palma": "Palma de Mallorca",
        "Ciutadella de Menorca": "Ciudadela",
        "Sant Antoni de Portmany": "San Antonio Abad",
        "Santa Eulària des Riu": "Santa Eulalia del Río",
        "Pollença": "Pollensa",
    },
    "03": {"Calp": "Calpe", "Crevillent": "Crevillente", "Xaló": "Jalón"},
    "08": {
        "L'Hospitalet de Llobregat": "Hospitalet",
        "Sant Boi de Llobregat": "San Baudilio de Llobregat",
        "Sant Cugat del Vallès": "San Cugat del Vallés",
        "Terrassa": "Tarrasa",
        "Vic": "Vich",
        "Vilafranca del Penedès": "Villafranca del Panadés",
        "Vilanova i la Geltrú": "Villanueva y Geltrú",
    },
    "12": {
        "Castelló de la Plana": "Castellón de la Plana",
        "Vila-real": "Villarreal",
        "Vinaròs": "Vinaroz",
    },
    "15": {
        "A Coruña": "La Coruña",
        "Arteixo": "Arteijo",
        "Noia": "Noya",
        "Santiago de Compostela": "Santiago",
    },
    "17": {"Figueres": "Figueras", "Girona": "Gerona", "Roses": "Rosas"},
    "20": {
        "Bergara": "Vergara",
        "Errenteria": "Rentería",
        "Getaria": "Guetaria",
        "Hondarribia": "Fuenterrabía",
        "Oñati": "Oñate",
        "Pasaia": "Pasajes",
        "Zarautz": "Zarauz",
        "Zumaia": "Zumaya",
    },
    "25": {"Lleida": "Lérida", "La Seu d'Urgell": "Seo de Urgel"},
    "32": {"Ourense": "Orense"},
    "33": {"Gijón": "Xixón", "Oviedo": "Uviéu", "Langreo": "Llangréu"},
    "36": {
        "Ponteareas": "Puenteareas",
        "Sanxenxo": "Sangenjo",
        "Tui": "Tuy",
        "Vilagarcía de Arousa": "Villagarcía de Arosa",
        "Baiona": "Bayona",
    },
    "43": {"El Vendrell": "Vendrell"},
    "46": {
        "Aldaia": "Aldaya",
        "Alzira": "Alcira",
        "Carcaixent": "Carcagente",
        "Ontinyent": "Onteniente",
        "Torrent": "Torrente",
        "Xàtiva": "Játiva",
        "Xirivella": "Chirivella",
        "Llíria": "Liria",
    },
    "48": {
        "Barakaldo": "Baracaldo",
        "Bilbao": "Bilbo",
        "Galdakao": "Galdácano",
        "Gernika-Lumo": "Guernica",
        "Getxo": "Guecho",
        "Leioa": "Lejona",
        "Lekeitio": "Lequeitio",
        "Mungia": "Munguía",
        "Santurtzi": "Santurce",
    },
}


def pair(name: str) -> tuple[str, str]:
    """An official pair in two: "Alacant/Alicante" -> ("Alacant", "Alicante").

    Those joined by a hyphen ("Vitoria-Gasteiz") are one name: a hyphen also joins what was merged.
    """
    first, _, second = name.partition("/")
    return first.strip(), second.strip()

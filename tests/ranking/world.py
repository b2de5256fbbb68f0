"""Suppliers and wants to tell examples with; nobody of them exists."""

import numpy as np

from lonja.ranking import places
from lonja.ranking.profiles import DECLARED, Piece, Profile, Wanted

SEVILLA, VALENCIA, MADRID = (places.of_province(code) for code in ("41", "46", "28"))


def aires() -> Profile:
    """Air quality, in Sevilla, for the council there."""
    return Profile(
        "aires",
        "Aires del Sur, S.L.",
        (
            Piece(
                "Suministro de estaciones de calidad del aire", "won-1", cpv=("90731000",),
                place=SEVILLA, buyer="P4109100J", buyer_name="Ayuntamiento de Sevilla",
                amount=90_000, contract="Suministros", group="T1",
            ),
            Piece(
                "Mantenimiento de sensores de ruido", "won-2", cpv=("90742000",),
                place=SEVILLA, amount=20_000, contract="Servicios", group="T2",
            ),
        ),
        home=SEVILLA,
        areas=("AMB-01",),
        works_in=(SEVILLA,),
        certifications=("ISO 14001",),
    )  # fmt: skip


def luces() -> Profile:
    return Profile(
        "luces",
        "Luces de Levante, S.A.",
        (
            Piece(
                "Renovación del alumbrado público con luminarias LED", "won-3",
                cpv=("34928530",), place=VALENCIA, amount=400_000, contract="Obras", group="T3",
            ),
        ),
        home=VALENCIA,
    )  # fmt: skip


def limpia() -> Profile:
    return Profile(
        "limpia",
        "Limpiezas Reunidas",
        (Piece("Limpieza de edificios y oficinas", "said-1", DECLARED, cpv=("90911200",)),),
        home=MADRID,
    )


def air(**more) -> Wanted:
    asked = {
        "text": "Red de sensores de calidad del aire", "cpv": ("90731100",), "place": SEVILLA,
    } | more  # fmt: skip
    return Wanted(**asked)


class Rhymes:
    """Vectors of one's own: the same direction for texts that name the same thing otherwise."""

    width = 3
    senses = (("polvo", "partículas"), ("farolas", "alumbrado"), ("limpieza", "aseo"))

    def of(self, texts):
        found = np.full((len(texts), 3), 0.01, np.float32)
        for row, text in enumerate(texts):
            for column, words in enumerate(self.senses):
                found[row, column] += any(word in text.lower() for word in words)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

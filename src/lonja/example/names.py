"""Names that nobody has: for people, companies and universities."""

from __future__ import annotations

import random

FIRST_NAMES = (
    "Adela", "Bruno", "Carmela", "Darío", "Elvira", "Fermín", "Gloria", "Hugo", "Irene", "Jacinto",
    "Leonor", "Mateo", "Noelia", "Óscar", "Pilar", "Quique", "Rocío", "Saúl", "Teresa", "Úrsula",
    "Valentín", "Ximena", "Yago", "Zoraida", "Amparo", "Blas", "Candela", "Diego", "Estela", "Félix",
)  # fmt: skip
SURNAMES = (
    "Alameda", "Barrancos", "Castañar", "Dehesa", "Encinar", "Fresneda", "Guijarro", "Hontanar",
    "Islares", "Jaral", "Lagunar", "Madroñal", "Navazo", "Olmeda", "Pinarejo", "Quejigal", "Robledal",
    "Sauceda", "Tejar", "Urdiales", "Valdehierro", "Yedra", "Zarzal", "Almendral", "Breñal", "Collado",
)  # fmt: skip

_ROOTS = (
    "Sensórica", "Urbalia", "Movilem", "Hidrovía", "Lumínica", "Datarium", "Civitel", "Ecoturia",
    "Parkalia", "Residuo Cero", "Climatia", "Geonodo", "Térmica", "Redalba", "Voltiva", "Aquamet",
    "Ciberia", "Planurba", "Accesia", "Ruralia", "Portuaria", "Aulanova", "Semáfora", "Vigilia",
    "Fibralta", "Gemelia", "Plazalia", "Cartesia", "Ventura Digital", "Brisa Data", "Norte Urbano",
    "Alumbra", "Ruteo", "Tránsita", "Solarium", "Compasa",
)  # fmt: skip
_ENDINGS = (
    "Levante", "del Sur", "Ibérica", "Cantábrica", "Mediterránea", "Tecnología", "Ingeniería",
    "Sistemas", "Consultores", "Soluciones", "Innova", "Laboratorio", "Servicios", "Digital", "Norte",
)  # fmt: skip
_PLACES = (
    "Valdeluz", "Montearagón", "Puerto Claro", "Sierra Alta", "Ribera Baja", "Costa Serena",
    "La Vega", "Campo Real", "Peñas Blancas", "Río Verde", "Torre del Mar Viejo", "Las Eras",
    "Fuente Clara", "Los Arcos Altos", "Isla Menuda",
)  # fmt: skip


def company_names(chance: random.Random, wanted: int) -> list[str]:
    """So many different names: "Sensórica Levante", and with a number once those run out."""
    every = [f"{root} {ending}" for root in _ROOTS for ending in _ENDINGS]
    return _numbered(chance.sample(every, len(every)), wanted)


def university_names(wanted: int) -> list[str]:
    return _numbered([f"Universidad de {place}" for place in _PLACES], wanted)


def _numbered(names: list[str], wanted: int) -> list[str]:
    rounds = -(-wanted // len(names))
    more = (f"{name} {n}" for n in range(2, rounds + 1) for name in names)
    return [*names, *more][:wanted]

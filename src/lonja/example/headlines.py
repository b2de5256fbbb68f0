"""What the press of the example tells: eight matters, and a headline of its own for each story."""

from __future__ import annotations

from itertools import cycle

MATTERS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        (
            "Las playas inteligentes ganan terreno en {}",
            "Las playas de {} avisarán de su aforo al momento",
            "Sensores contra las aglomeraciones en las playas de {}",
            "Menos agua en las duchas: así ahorran las playas de {}",
            "Oleaje, bandera y aforo: las playas de {} se consultan en el móvil",
            "El verano en que las playas de {} aprendieron a contar",
        ),
        (
            "la costa", "las islas", "la bahía", "el litoral sur", "las villas marineras",
            "los municipios pequeños",
        ),
    ),
    (
        (
            "Una guía sobre {} reúne a quince empresas",
            "Seis universidades y quince empresas estudian {}",
            "«Se puede hacer ya»: una guía abierta sobre {}",
            "Los técnicos municipales tendrán una guía sobre {}",
            "Lo que ya se sabe sobre {}, al alcance de todos",
            "De la ordenanza al sensor: una guía sobre {}",
        ),
        (
            "la calidad del aire", "el aire de las ciudades", "el aire que respiramos",
            "las zonas de bajas emisiones", "el ozono y las partículas",
            "el aire de los colegios",
        ),
    ),
    (
        (
            "El clúster de ciudades inteligentes reclama agilidad en {}",
            "«Nos falta tiempo, no ideas»: las empresas, ante {}",
            "Ayuntamientos y empresas piden reglas más claras en {}",
            "Cinco propuestas para desatascar {}",
            "Los plazos lastran {}, según el clúster",
            "Más pilotos y menos papeles en {}",
        ),
        (
            "la compra pública innovadora", "la contratación de innovación",
            "los concursos municipales", "las ayudas a la digitalización",
            "las licitaciones de tecnología", "los contratos de los ayuntamientos pequeños",
        ),
    ),
    (
        (
            "Ciudades medianas y empresas se sientan a la misma mesa por {}",
            "Veinte alcaldías hablan con las empresas de {}",
            "Una jornada para hablar de {} sin folletos",
            "De la necesidad al piloto: ciudades y empresas trabajan en {}",
            "Qué buscan las ciudades medianas para {}",
            "Concejales y tecnólogos, cara a cara por {}",
        ),
        (
            "el alumbrado", "la recogida de residuos", "el agua", "el aparcamiento",
            "la atención a los mayores", "los edificios públicos",
        ),
    ),
    (
        (
            "El talento tecnológico, a debate en {}",
            "Faltan perfiles técnicos en los ayuntamientos, se oye en {}",
            "Jóvenes ingenieras piden paso en {}",
            "¿Quién cuidará los datos de la ciudad? Respuestas desde {}",
            "La formación que viene, según {}",
            "Volver al pueblo con un oficio digital: historias de {}",
        ),
        (
            "el Foro de Inteligencias de Ciudad", "la primera edición del Foro",
            "la mesa de universidades", "el encuentro de junio", "las jornadas del clúster",
            "el debate con las universidades",
        ),
    ),
    (
        (
            "Sensores, agua y turismo: las prioridades de {}",
            "En qué gastarán en tecnología {} el año que viene",
            "Los datos abiertos llegan a {}",
            "El contador inteligente se abre camino en {}",
            "Fugas de agua: {} las buscan ya con sensores",
            "Turismo todo el año: la apuesta de {}",
        ),
        (
            "los municipios", "las diputaciones", "los cabildos", "las mancomunidades",
            "las ciudades de interior", "los pueblos con encanto",
        ),
    ),
    (
        (
            "Cómo medir el ruido de {} sin molestar a nadie",
            "El mapa del ruido de {} se dibujará solo",
            "Noches más tranquilas en {} gracias a los datos",
            "Terrazas y descanso: {}, en busca del equilibrio",
            "Una red de micrófonos que no graban escucha {}",
            "Del sonómetro al sensor: el ruido de {}, a la vista de todos",
        ),
        (
            "una ciudad", "un casco antiguo", "un barrio de bares", "una zona escolar",
            "un polígono", "una avenida",
        ),
    ),
    (
        (
            "La movilidad eléctrica busca su sitio en {}",
            "Puntos de recarga para {}: cuántos y dónde",
            "El autobús a demanda convence en {}",
            "Bicicletas, furgonetas y cargadores: el plan de {}",
            "Repartir sin humo en {}",
            "Compartir coche en {}: lo que funciona y lo que no",
        ),
        (
            "las ciudades pequeñas", "las comarcas", "el medio rural", "los centros históricos",
            "las áreas metropolitanas", "los valles",
        ),
    ),
)  # fmt: skip


class Headlines:
    """The headlines of each matter, one after another: none is told twice in a year of the usual
    size."""

    def __init__(self) -> None:
        self._left = {matter: cycle(_all_of(matter)) for matter in MATTERS}

    def next_of(self, matter: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
        return next(self._left[matter])


def _all_of(matter: tuple[tuple[str, ...], tuple[str, ...]]) -> list[str]:
    """Every pattern with every subject, so that neighbours share neither."""
    patterns, subjects = matter
    size = len(patterns)
    return [
        _joined(patterns[place].format(subjects[(place + turn) % size]))
        for turn in range(size)
        for place in range(size)
    ]


def _joined(text: str) -> str:
    return text.replace(" de el ", " del ").replace(" a el ", " al ")

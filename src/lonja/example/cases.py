"""What territories of the example have asked for lately, in their words, and who speaks for each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lonja.matching.enums import Budget, CameBy, Horizon, Urgency

PEOPLE = {
    # place: (name, what they are there)
    "Alicante": ("Gloria Hontanar Jaral", "Jefa de Innovación"),
    "Cabildo de Tenerife": ("Saúl Guijarro Yedra", "Técnico de Emergencias"),
    "Diputación de Badajoz": ("Amparo Quejigal Tejar", "Jefa de Modernización"),
    "Diputación de Castellón": ("Hugo Barrancos Collado", "Asistencia a municipios"),
    "Elx": ("Noelia Castañar Olmeda", "Arquitecta municipal"),
    "Gijón": ("Mateo Urdiales Lagunar", "Técnico de Medio Ambiente"),
    "Logroño": ("Irene Robledal Sauceda", "Concejala de Servicios Sociales"),
    "Mancomunidad de la Vega (ejemplo)": ("Bruno Islares Dehesa", "Gerente"),
    "Sevilla": ("Rocío Madroñal Navazo", "Directora de Movilidad"),
    "Santander": ("Óscar Almendral Breñal", "Jefe de Puertos y Playas"),
    "València": ("Elvira Alameda Zarzal", "Técnica de Energía"),
    "Valladolid": ("Yago Pinarejo Fresneda", "Jefe de Tráfico"),
    "Zaragoza": ("Teresa Valdehierro Encinar", "Jefa de Movilidad Eléctrica"),
}
"""Whoever answers for Málaga has an account of the example already."""


@dataclass(frozen=True)
class Case:
    title: str
    words: str
    place: str
    areas: tuple[str, ...]
    budget: str = Budget.SMALL
    amount: Decimal | None = None
    came_by: str = CameBy.PHONE
    urgency: str = Urgency.NORMAL
    horizon: str = Horizon.QUARTER


# -- of these days -------------------------------------------------------------------------------

CONTAINERS = Case(
    "Los contenedores del casco se llenan los viernes y nos enteramos por las quejas",
    "Recogemos a días fijos. Los fines de semana con gente en la calle rebosan y el lunes van medio vacíos. ¿Hay forma de saber cómo están antes de mandar el camión?",
    "Logroño", (), came_by=CameBy.FORM,
)  # fmt: skip
LEAKS = Case(
    "Las fugas de la red de agua tardan semanas en aparecer",
    "Llama el jefe del servicio: pierden casi un tercio del agua y solo saben por dónde cuando sale a la calle. Tienen 14 sectores con contador y nadie que mire las curvas de noche.",
    "Santander", ("AGU-02",), came_by=CameBy.PHONE, urgency=Urgency.HIGH,
)  # fmt: skip
AIR = Case(
    "Avisar al vecindario cuando el aire empeora",
    "Salió en la comisión: hay tres estaciones y un panel que nadie mira. Querrían avisos por barrio, antes de que el episodio llegue, y que los colegios los reciban.",
    "Gijón", ("AMB-01", "AMB-03"), came_by=CameBy.GROUP, amount=Decimal(48_000),
)  # fmt: skip
SCHOOLS = Case(
    "Entradas al colegio sin atasco ni humo",
    "Doce colegios con doble fila a las nueve. Queremos cerrar la calle media hora con control de accesos, no con una valla y un policía en cada puerta.",
    "Valladolid", ("MOV-04", "MOV-01"), Budget.MEDIUM, Decimal(95_000), urgency=Urgency.HIGH,
)  # fmt: skip
PARKS = Case(
    "Alumbrar los parques sin gastar de madrugada",
    "Las 640 farolas de los parques lucen igual a las diez que a las cuatro. Querríamos bajarlas cuando no hay nadie y subirlas cuando alguien pasa.",
    "Málaga", ("ENE-01",), Budget.MEDIUM, Decimal(130_000), CameBy.FORM,
)  # fmt: skip
ENS = Case(
    "Que los pueblos pequeños cumplan el Esquema Nacional de Seguridad",
    "Treinta y dos ayuntamientos de menos de mil habitantes, con la secretaria como única informática. Queremos un plan común y alguien al teléfono, no treinta y dos informes.",
    "Diputación de Castellón", ("CON-06",), Budget.MEDIUM, Decimal(120_000),
)  # fmt: skip
CHARGING = Case(
    "Dónde poner los puntos de recarga de los barrios",
    "Tenemos presupuesto para sesenta puntos y ochenta peticiones. Hace falta decidir con datos de potencia, de plazas y de uso, y poder explicarlo.",
    "Zaragoza", ("MOV-05",), Budget.LARGE, Decimal(260_000),
)  # fmt: skip
STREET = Case(
    "Probar una calle peatonal antes de hacerla",
    "El pleno pide saber qué pasará con los coches, el ruido y el comercio de las calles de al lado. No queremos otro estudio en papel: queremos verlo y enseñarlo.",
    "Elx", ("DAT-04",), Budget.SMALL, Decimal(55_000),
)  # fmt: skip
FERRY = Case(
    "Un astillero que haga una lancha de pasajeros sin gasóleo",
    "La que cruza la bahía se jubila este año.",
    "Santander", ("MOV-07",), Budget.LARGE, Decimal(690_000), CameBy.PHONE, Urgency.HIGH,
)  # fmt: skip
ORGAN = Case(
    "Restaurar el órgano de la iglesia de los jesuitas con maestros organeros",
    "Nos lo pregunta Patrimonio: no es tecnología, pero si el clúster conoce a alguien, se agradece.",
    "Alicante", (), Budget.MEDIUM, Decimal(70_000), CameBy.PHONE, Urgency.LOW, Horizon.LATER,
)  # fmt: skip
SENSORS = Case(
    "Medir el calor en los patios de los colegios",
    "Antes de redactar el pliego queremos saber qué hay: sensores que aguanten en un patio, cada cuánto miden, quién los mantiene y qué cuesta un centro.",
    "Sevilla", ("AMB-03", "DAT-05"), Budget.MEDIUM, Decimal(180_000), horizon=Horizon.YEAR,
)  # fmt: skip

# -- of the months before ------------------------------------------------------------------------

LOW_EMISSIONS = Case(
    "Explicar la zona de bajas emisiones a quien vive dentro",
    "Faltan cuatro meses y la gente cree que no podrá llegar a su garaje. Necesitamos un padrón de autorizados que se haga solo y contarlo bien.",
    "Sevilla", ("MOV-04",), Budget.MEDIUM,
)  # fmt: skip
WASTE = Case(
    "Que cada vivienda pague por lo que tira",
    "Siete pueblos con la misma tasa para quien separa y para quien no. Queremos empezar por uno, con tarjeta en el contenedor.",
    "Mancomunidad de la Vega (ejemplo)", ("RES-02",), Budget.SMALL,
)  # fmt: skip
LONELY = Case(
    "Saber qué mayores llevan días sin hablar con nadie",
    "Servicios sociales llega cuando ya es tarde. Buscamos algo que avise sin poner una cámara en casa de nadie.",
    "Logroño", ("SOC-03",), Budget.MINOR,
)  # fmt: skip
NOISE = Case(
    "Medir el ruido de las obras del puerto",
    "Los vecinos dicen que de noche se pasa del límite y la contrata que no. Hace falta medirlo de forma que valga ante un juez.",
    "Gijón", ("AMB-02",), Budget.MINOR,
)  # fmt: skip
FLOODS = Case(
    "Cortar la pista antes de que baje el barranco",
    "Cuando el agua baja ya hay coches dentro. Queremos sensores de nivel arriba y una barrera abajo, que avise también a Protección Civil.",
    "Cabildo de Tenerife", ("SEG-05", "SEG-02"), Budget.MEDIUM,
)  # fmt: skip
BUILDINGS = Case(
    "Saber qué edificios municipales gastan de más",
    "Ciento cuarenta facturas de luz y gas al mes, en papel y en seis formatos. Queremos ver las diez que hay que arreglar primero.",
    "València", ("ENE-05", "ENE-02"), Budget.MEDIUM,
)  # fmt: skip
RECORDS = Case(
    "Tramitar sin papel en sesenta ayuntamientos",
    "Cada uno con su programa. Queremos saber si es mejor un expediente común o enseñar a usar el que tienen.",
    "Diputación de Badajoz", ("GOB-01",), Budget.LARGE,
)  # fmt: skip

"""What invented companies do: for each vertical, what they say of themselves and what they did.

In what they did, `{}` is a municipality. Each work names the area that it proves.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    roots: tuple[str, ...]  # how the names of its companies begin
    does: tuple[str, ...]
    how: tuple[str, ...]
    works: tuple[tuple[str, str], ...]  # what was done, code of its area
    certifications: tuple[str, ...]


TRADES = {
    "GOB": Trade(
        ("Civitel",),
        (
            "Ayudamos a ayuntamientos y diputaciones a tramitar sin papel: expediente electrónico, registro, cita previa y sede que la gente entiende.",
            "Ordenamos los procedimientos de la entidad antes de digitalizarlos, para no hacer en pantalla el mismo lío que había en ventanilla.",
            "Redactamos planes directores de territorio inteligente con los equipos técnicos, no para ellos.",
        ),
        (
            "Trabajamos con los sistemas que la entidad ya tiene y dejamos formada a la plantilla.",
            "Cada implantación empieza por tres trámites, se mide cuánto tardan y solo entonces se extiende.",
        ),
        (
            ("Implantación del expediente electrónico en {}", "GOB-01"),
            ("Cita previa y atención omnicanal en {}", "GOB-02"),
            ("Presupuestos participativos digitales de {}", "GOB-03"),
            ("Plan director de ciudad inteligente de {}", "GOB-06"),
        ),
        ("ENS medio", "ISO 27001", "ISO 9001"),
    ),
    "DAT": Trade(
        ("Datarium", "Geonodo", "Gemelia", "Brisa Data"),
        (
            "Reunimos los datos de los servicios municipales en una plataforma abierta y hacemos con ellos cuadros de mando que se usan cada lunes.",
            "Construimos gemelos digitales de barrios: antes de cortar una calle se ve qué pasará con el tráfico y con el ruido.",
            "Limpiamos, documentamos y publicamos datos abiertos que otros pueden reutilizar.",
        ),
        (
            "Seguimos UNE 178104 y modelos de datos comunes, así que la entidad no queda atada a nosotros.",
            "Los modelos de inteligencia artificial se entregan explicados y con su ficha de riesgos.",
        ),
        (
            ("Plataforma de ciudad de {}", "DAT-01"),
            ("Portal de datos abiertos de {}", "DAT-02"),
            ("Gemelo digital del centro de {}", "DAT-04"),
            ("Cuadro de mando de los servicios urbanos de {}", "DAT-07"),
        ),
        ("ENS alto", "ISO 27001", "UNE 178104"),
    ),
    "CON": Trade(
        ("Redalba", "Ciberia", "Fibralta"),
        (
            "Diseñamos y mantenemos redes municipales: fibra propia, radio y wifi en edificios y plazas.",
            "Llevamos a ayuntamientos pequeños a cumplir el Esquema Nacional de Seguridad sin contratar a nadie más.",
            "Desplegamos redes de bajo consumo para contadores y sensores donde no llega otra cobertura.",
        ),
        (
            "Damos un servicio gestionado con guardia las veinticuatro horas y un informe al mes que se entiende.",
            "Antes de instalar nada auditamos lo que hay: casi siempre se aprovecha la mitad.",
        ),
        (
            ("Red de fibra municipal de {}", "CON-01"),
            ("Red LoRaWAN para sensores en {}", "CON-03"),
            ("Adecuación al ENS del ayuntamiento de {}", "CON-06"),
            ("Wifi público en las plazas de {}", "CON-04"),
        ),
        ("ENS alto", "ISO 27001", "ISO 22301"),
    ),
    "MOV": Trade(
        ("Movilem", "Parkalia", "Semáfora", "Ruteo", "Tránsita"),
        (
            "Ponemos en marcha zonas de bajas emisiones completas: lectura de matrículas, padrón de autorizados, avisos y explicación a los vecinos.",
            "Guiamos a quien busca aparcamiento y ordenamos la regulación con sensores y cámaras que respetan la privacidad.",
            "Coordinamos semáforos con el tráfico que hay, no con el de hace veinte años.",
        ),
        (
            "Medimos antes y después: minutos de viaje, emisiones y quejas.",
            "Integramos cámaras y paneles ya instalados, de cualquier marca.",
        ),
        (
            ("Zona de bajas emisiones de {}", "MOV-04"),
            ("Guiado de aparcamiento en el centro de {}", "MOV-02"),
            ("Regulación semafórica adaptativa en {}", "MOV-01"),
            ("Puntos de recarga de vehículos en los barrios de {}", "MOV-05"),
            ("Plan de movilidad urbana sostenible de {}", "MOV-09"),
        ),
        ("ENS medio", "ISO 9001", "ISO 14001"),
    ),
    "ENE": Trade(
        ("Lumínica", "Térmica", "Voltiva", "Solarium", "Alumbra"),
        (
            "Renovamos el alumbrado público con telegestión punto a punto y lo pagamos con el ahorro.",
            "Montamos comunidades energéticas sobre cubiertas municipales, con el reparto y los papeles resueltos.",
            "Auditamos edificios públicos y hacemos las obras que se amortizan en menos de seis años.",
        ),
        (
            "El ahorro se garantiza por contrato y se mide con contadores propios.",
            "En los cascos históricos conservamos las farolas y cambiamos lo de dentro.",
        ),
        (
            ("Telegestión del alumbrado público de {}", "ENE-01"),
            ("Comunidad energética del polideportivo de {}", "ENE-03"),
            ("Eficiencia energética en los colegios de {}", "ENE-02"),
            ("Telemedida de consumos municipales en {}", "ENE-05"),
        ),
        ("ISO 50001", "ISO 14001", "ISO 9001"),
    ),
    "AMB": Trade(
        ("Sensórica", "Climatia", "Ecoturia"),
        (
            "Medimos el aire y el ruido con estaciones pequeñas y calibradas, y contamos los resultados para que los entienda un pleno.",
            "Seguimos el ruido del ocio nocturno calle a calle, con avisos al momento y mapas para decidir horarios.",
            "Buscamos las islas de calor de la ciudad y proponemos dónde plantar sombra primero.",
        ),
        (
            "Contrastamos cada sensor con una estación de referencia y publicamos el error.",
            "Entregamos los datos abiertos y en tiempo real a la plataforma que tenga la entidad.",
        ),
        (
            ("Red de medida de la calidad del aire de {}", "AMB-01"),
            ("Seguimiento del ruido del ocio nocturno en {}", "AMB-02"),
            ("Mapa de islas de calor de {}", "AMB-03"),
            ("Inventario de emisiones de {}", "AMB-06"),
        ),
        ("ISO 14001", "ISO 9001", "EMAS"),
    ),
    "AGU": Trade(
        ("Hidrovía", "Aquamet"),
        (
            "Encontramos fugas en la red de agua con sensores acústicos y balances por sectores, antes de que salgan a la calle.",
            "Cambiamos contadores por telelectura y avisamos al vecino de una fuga en casa antes que la factura.",
            "Regamos parques con la mitad de agua: humedad del suelo, previsión del tiempo y programadores conectados.",
        ),
        (
            "Trabajamos con las concesionarias y con servicios municipales de diez empleados.",
            "Cobramos una parte según el agua que se deja de perder.",
        ),
        (
            ("Telelectura de contadores de agua en {}", "AGU-01"),
            ("Detección de fugas en la red de {}", "AGU-02"),
            ("Riego inteligente de los parques de {}", "AGU-05"),
            ("Control de vertidos en el saneamiento de {}", "AGU-03"),
        ),
        ("ISO 9001", "ISO 14001", "ISO 45001"),
    ),
    "RES": Trade(
        ("Residuo Cero",),
        (
            "Implantamos el pago por generación: contenedores con identificación, tarjetas y una tasa que premia separar.",
            "Vaciamos los contenedores cuando están llenos y no cuando toca, con sensores y rutas que cambian cada día.",
            "Acompañamos la recogida puerta a puerta desde la primera reunión con los vecinos.",
        ),
        (
            "Un equipo de calle explica el cambio portal a portal durante tres meses.",
            "Las rutas se calculan cada noche y se siguen desde el camión.",
        ),
        (
            ("Contenedores inteligentes y rutas dinámicas en {}", "RES-01"),
            ("Pago por generación de residuos en {}", "RES-02"),
            ("Limpieza viaria medida en {}", "RES-03"),
            ("Centro de reutilización de {}", "RES-05"),
        ),
        ("ISO 14001", "ISO 45001", "EMAS"),
    ),
    "TUR": Trade(
        (),
        (
            "Hacemos destinos turísticos inteligentes: sabemos cuánta gente hay, de dónde viene y qué le falta.",
            "Contamos el aforo de playas y monumentos sin identificar a nadie, y lo enseñamos antes de salir de casa.",
            "Llevamos museos y patrimonio al móvil, con audioguías y realidad aumentada que funcionan sin cobertura.",
        ),
        (
            "Cruzamos sensores, telefonía agregada y gasto con tarjeta.",
            "Cada instalación se prueba un verano entero antes de cobrarla.",
        ),
        (
            ("Control de aforo de las playas de {}", "TUR-02"),
            ("Inteligencia turística de {}", "TUR-01"),
            ("Museo digital de {}", "TUR-04"),
            ("Conteo de visitantes en el casco de {}", "TUR-03"),
        ),
        ("UNE 178303", "ISO 9001", "ISO 27001"),
    ),
    "SEG": Trade(
        ("Vigilia",),
        (
            "Montamos salas de coordinación donde policía local, bomberos y protección civil ven lo mismo a la vez.",
            "Vigilamos cauces y barrancos con sensores de nivel y avisamos a la población por zonas.",
            "Volamos drones para emergencias y para inspección, con pilotos propios y permisos al día.",
        ),
        (
            "Hacemos un simulacro al año con cada entidad y corregimos lo que falla.",
            "La analítica de vídeo trabaja en el borde: no salen imágenes de personas.",
        ),
        (
            ("Sala de coordinación de emergencias de {}", "SEG-02"),
            ("Alerta temprana de inundaciones en {}", "SEG-05"),
            ("Vigilancia de incendios con drones en {}", "SEG-04"),
            ("Cruces seguros en los colegios de {}", "SEG-06"),
        ),
        ("ENS alto", "ISO 27001", "ISO 22301"),
    ),
    "SOC": Trade(
        ("Accesia",),
        (
            "Detectamos la soledad no deseada con los servicios sociales: consumos, llamadas y visitas que alguien hace de verdad.",
            "Prestamos teleasistencia avanzada dentro y fuera de casa, con personas que cogen el teléfono.",
            "Hacemos accesibles webs, trámites y calles, y los probamos con quien los necesita.",
        ),
        (
            "Ningún dato de una persona sale de los servicios sociales sin su permiso.",
            "Formamos a cuidadores y a técnicos municipales en grupos pequeños.",
        ),
        (
            ("Teleasistencia avanzada en {}", "SOC-01"),
            ("Detección de la soledad no deseada en {}", "SOC-03"),
            ("Accesibilidad de la sede electrónica de {}", "SOC-04"),
            ("Aulas contra la brecha digital en {}", "SOC-05"),
        ),
        ("ENS medio", "WCAG 2.2 / EN 301 549", "ISO 27001"),
    ),
    "EDU": Trade(
        ("Aulanova",),
        (
            "Formamos a empleados públicos en lo que van a usar el lunes: datos, inteligencia artificial, contratación.",
            "Montamos laboratorios urbanos donde una calle sirve de banco de pruebas durante un año.",
            "Contamos la innovación municipal a quien la paga, que es la gente.",
        ),
        (
            "Los cursos son de dos horas, con los expedientes de verdad de cada servicio.",
            "Medimos a los tres meses qué se usa de lo aprendido.",
        ),
        (
            ("Capacitación digital de la plantilla de {}", "EDU-01"),
            ("Laboratorio urbano de {}", "EDU-04"),
            ("Comunicación de los proyectos europeos de {}", "EDU-05"),
        ),
        ("ISO 9001", "UNE 166002"),
    ),
    "ECO": Trade(
        ("Ruralia", "Portuaria", "Ventura Digital"),
        (
            "Llevamos el comercio de barrio a internet con una plataforma común y reparto en bicicleta.",
            "Ayudamos a municipios rurales a conseguir y a justificar fondos europeos, de la idea a la auditoría.",
            "Sensorizamos puertos y polígonos: amarres, básculas, consumos y residuos en un solo panel.",
        ),
        (
            "Cobramos una parte fija y otra si el proyecto se concede.",
            "Tenemos técnicos que viven en los pueblos con los que trabajamos.",
        ),
        (
            ("Plataforma de comercio local de {}", "ECO-01"),
            ("Puerto inteligente de {}", "ECO-04"),
            ("Oficina de fondos europeos de {}", "ECO-06"),
            ("Polígono industrial conectado de {}", "ECO-02"),
        ),
        ("ISO 9001", "ENS básico"),
    ),
    "URB": Trade(
        ("Urbalia", "Planurba", "Plazalia", "Cartesia", "Norte Urbano", "Compasa"),
        (
            "Hacemos planeamiento que se consulta en un mapa y se tramita en línea, con participación de verdad.",
            "Gestionamos edificios públicos con modelos BIM: se sabe qué hay detrás de cada pared y cuándo toca revisarlo.",
            "Diseñamos plazas y calles con sombra, bancos donde hacen falta y mobiliario que avisa cuando se rompe.",
        ),
        (
            "Trabajamos con los arquitectos municipales sobre sus propios planos.",
            "Cada obra lleva su inventario digital y su plan de conservación.",
        ),
        (
            ("Plan general digital de {}", "URB-01"),
            ("Modelo BIM de los edificios municipales de {}", "URB-02"),
            ("Mobiliario urbano inteligente en {}", "URB-05"),
            ("Gestión del arbolado y los parques de {}", "URB-06"),
        ),
        ("ISO 9001", "ISO 14001"),
    ),
}
"""In the order of the taxonomy. A company whose name begins by no root takes one by its turn."""

RESEARCH = (
    "Grupo de investigación con banco de pruebas propio, abierto a proyectos con ayuntamientos y empresas.",
    "Transferimos lo que sale del laboratorio en pilotos de un año, con medida independiente de los resultados.",
    "Doctorados industriales y proyectos europeos en cooperación con empresas del clúster.",
)
CLOSING = (
    "Damos servicio en toda España desde hace más de diez años.",
    "Somos un equipo de veinte personas y respondemos en el día.",
    "Tenemos delegaciones en cuatro comunidades y trabajamos también con entidades pequeñas.",
    "Nos interesan los pilotos que pueden crecer después a otros municipios.",
    "Acompañamos a la entidad también en la redacción del pliego y en la justificación.",
)

"""The words that the renderers themselves put on paper, in the language of the document."""

from lonja.core.text import Text

LABELS = {
    "contents": Text("Contenido", "Contents"),
    "foreword": Text("Presentación", "Foreword"),
    "page": Text("página", "page"),
    "chart": Text("Gráfico", "Chart"),
    "photo": Text("Imagen", "Picture"),
    "table": Text("Tabla", "Table"),
    "data_of": Text("Datos del gráfico", "Data of the chart"),
    "figures": Text("Las cifras, una a una", "The figures, one by one"),
    "figures_lede": Text(
        "Cada cifra de este balance se calcula con los registros de la oficina. Aquí está cómo se "
        "cuenta cada una, cuántos registros tiene detrás y qué decía el año anterior.",
        "Every figure of this balance is computed from the records of the office. Here is how each "
        "is counted, how many records stand behind it and what it said the year before.",
    ),
    "figure": Text("Cifra", "Figure"),
    "key": Text("Clave", "Key"),
    "line": Text("Línea", "Line"),
    "value": Text("Valor", "Value"),
    "unit": Text("Unidad", "Unit"),
    "definition": Text("Cómo se cuenta", "How it is counted"),
    "previous": Text("Año anterior", "Year before"),
    "change": Text("Variación", "Change"),
    "records": Text("Registros", "Records"),
    "weak": Text("Sin evidencia suficiente", "Without enough evidence"),
    "weak_short": Text("sin evidencia", "without evidence"),
    "opening": Text("Saldo inicial", "Opening balance"),
    "opening_note": Text(
        "Saldo inicial: anotado por la oficina, anterior a sus registros.",
        "Opening balance: stated by the office, older than its records.",
    ),
    "previous_opening_note": Text(
        "El año anterior es un saldo inicial.", "The year before is an opening balance."
    ),
    "notes": Text("Observaciones", "Notes"),
    "corrections": Text("Correcciones posteriores", "Later corrections"),
    "corrections_lede": Text(
        "Lo impreso al cerrar el año no cambia. Esto es lo que se ha sabido después.",
        "What was printed when the year closed does not change. This was learnt later.",
    ),
    "no_corrections": Text("No hay correcciones.", "There are no corrections."),
    "printed": Text("Impreso", "Printed"),
    "now": Text("Hoy", "Today"),
    "difference": Text("Diferencia", "Difference"),
    "why": Text("Quién y por qué", "Who and why"),
    "signed": Text("Firma", "Signed by"),
    "draft": Text("Borrador", "Draft"),
    "as_of": Text("Datos a", "Data as of"),
    "published": Text("Publicado el", "Published on"),
    "record": Text("Registro", "Record"),
    "kind": Text("Tipo", "Kind"),
    "date": Text("Fecha", "Date"),
    "contribution": Text("Aportación", "Contribution"),
    "evidence": Text("Evidencia", "Evidence"),
    "missing_evidence": Text("falta", "missing"),
    "address": Text("Dirección", "Address"),
    "back": Text("Volver al texto", "Back to the text"),
    "mark_weak": Text("con registros sin evidencia", "with records without evidence"),
    "mark_opening": Text("saldo inicial", "opening balance"),
    "mark_corrected": Text("corregida después del cierre", "corrected after closing"),
    "image_missing": Text("Imagen no disponible", "Picture not available"),
}


def labels(language: str) -> dict[str, str]:
    return {name: text.in_(language) for name, text in LABELS.items()}

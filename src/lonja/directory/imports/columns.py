"""The columns of spreadsheets of organisations and people, with the names that people give them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.core.imports import (
    ChoiceColumn,
    DateColumn,
    EmailColumn,
    LookupColumn,
    TaxIdColumn,
    TextColumn,
    UrlColumn,
)
from lonja.territories.models import Territory

from ..enums import Channel, Fee, Kind, Level, MembershipKind, Size
from ..models import Organisation
from .lookups import find_organisations, find_territories, names_of

ORGANISATION_COLUMNS = (
    TextColumn("name", _("Nombre"), ("entidad", "empresa", "nombre de la entidad", "asociado",
        "nombre comercial", "organización", "socio", "name", "company", "organisation",
        "entidad nombre", "nombre empresa"), required=True, longest=200),
    TextColumn("legal_name", _("Razón social"), ("denominación social", "denominación",
        "legal name"), longest=240),
    TextColumn("acronym", _("Siglas"), ("acrónimo", "acronym"), longest=40),
    ChoiceColumn("kind", _("Tipo"), ("tipo de entidad", "clase de entidad", "categoría", "type"),
        choices=dict(Kind.choices), also={
            "pyme": "company", "gran empresa": "company", "compañía": "company",
            "startup": "company", "autónomo": "company", "centro tecnológico": "other",
            "fundación": "other",
            "asociación": "other", "ayuntamiento": "public_body", "administración": "public_body",
            "administración pública": "public_body", "organismo público": "public_body",
            "diputación": "public_body", "ministerio": "public_body", "medio": "medium",
            "prensa": "medium", "cluster": "cluster", "aei": "cluster", "otra": "other",
            "otro": "other", "otros": "other"}),
    ChoiceColumn("level", _("Nivel"), ("nivel de gobierno", "ámbito"), choices=dict(Level.choices),
        also={"nacional": "state", "autonómica": "regional", "municipal": "local",
              "europea": "european"}),
    TaxIdColumn("tax_id", _("NIF"), ("cif", "nif/cif", "cif/nif", "n.i.f.", "c.i.f.", "vat",
        "identificación fiscal", "tax id")),
    ChoiceColumn("size", _("Tamaño"), ("tamaño de la empresa", "size"), choices=dict(Size.choices),
        also={"micro": "micro", "pyme": "small", "grande empresa": "large", "gran empresa": "large",
              "mediano": "medium", "pequeño": "small"}),
    UrlColumn("website", _("Web"), ("página web", "sitio web", "url", "website", "dirección web")),
    EmailColumn("email", _("Correo"), ("email", "e-mail", "correo electrónico", "mail",
        "correo general", "entidad correo")),
    TextColumn("phone", _("Teléfono"), ("tel", "tfno", "teléfono general", "phone", "telf"),
        longest=40),
    TextColumn("address", _("Dirección"), ("domicilio", "dirección postal", "address"),
        longest=240),
    TextColumn("postcode", _("Código postal"), ("cp", "c.p.", "postal code"), longest=10, digits=5),
    LookupColumn("territory", _("Municipio"), ("territorio", "localidad", "población", "ciudad",
        "city"), help=_("Un municipio u otro territorio del catálogo, por su nombre."),
        find=find_territories, names_of=lambda: names_of(Territory),
        explain=lambda one: f"{one} ({one.province or one.get_kind_display()})"),
    LookupColumn("part_of", _("Forma parte de"), ("grupo", "matriz", "pertenece a"),
        help=_("Otra entidad del directorio, que cuenta por ella: la universidad de un instituto."),
        find=find_organisations, names_of=lambda: names_of(Organisation)),
    TextColumn("description", _("Descripción"), ("actividad", "qué hace", "description"),
        lines=True),
    DateColumn("admitted_on", _("Alta"), ("fecha de alta", "fecha alta", "asociado desde",
        "socio desde", "alta como asociado", "fecha de admisión", "incorporación",
        "fecha de incorporación"),
        help=_("El día en que surtió efecto su alta como asociada. En blanco, no lo es.")),
    DateColumn("approved_on", _("Aprobada el"), ("fecha de aprobación", "aprobación junta")),
    DateColumn("left_on", _("Baja"), ("fecha de baja", "fecha baja")),
    TextColumn("leaving_reason", _("Motivo de la baja"), ("motivo baja", "causa de la baja"),
        longest=240),
    ChoiceColumn("channel", _("Cómo llegó"), ("canal", "canal de captación", "vía", "origen",
        "cómo nos conoció"), choices=dict(Channel.choices), also={
            "rrss": "social", "redes": "social", "linkedin": "social", "twitter": "social",
            "instagram": "social", "facebook": "social", "feria": "event", "jornada": "event",
            "recomendación": "referral", "asociado": "referral", "convocatoria": "project",
            "proyecto": "project", "prensa": "press", "medios": "press", "web": "web",
            "contacto directo": "direct", "oficina": "direct", "no consta": "unknown",
            "desconocido": "unknown"}),
    TextColumn("channel_note", _("Detalle de cómo llegó"), ("detalle del canal",), longest=200),
    ChoiceColumn("membership_kind", _("Clase de asociado"), ("tipo de asociado", "tipo de socio",
        "modalidad"), choices=dict(MembershipKind.choices), also={
            "numerario": "full", "pleno": "full", "ordinario": "full", "honor": "honorary",
            "honorario": "honorary", "colaboradora": "collaborator"}),
    ChoiceColumn("fee", _("Cuota"), ("estado de la cuota", "pago"), choices=dict(Fee.choices),
        also={"pagado": "paid", "al corriente": "paid", "sí": "paid", "no": "pending",
              "impagada": "overdue", "exento": "exempt"}),
    TextColumn("contact_name", _("Persona de contacto"), ("contacto", "contacto nombre",
        "nombre de contacto", "representante", "interlocutor", "persona"), longest=160),
    TextColumn("contact_title", _("Cargo de la persona"), ("cargo", "contacto cargo", "puesto"),
        longest=160),
    EmailColumn("contact_email", _("Correo de la persona"), ("contacto correo", "contacto email",
        "correo de contacto", "email contacto", "email de contacto")),
    TextColumn("contact_phone", _("Teléfono de la persona"), ("contacto teléfono", "móvil",
        "teléfono de contacto", "teléfono contacto"), longest=40),
)  # fmt: skip

PERSON_COLUMNS = (
    TextColumn("name", _("Nombre y apellidos"), ("nombre", "persona", "nombre completo", "name"),
        required=True, longest=160),
    EmailColumn("email", _("Correo"), ("email", "e-mail", "correo electrónico", "mail")),
    TextColumn("phone", _("Teléfono"), ("tel", "móvil", "teléfono móvil", "phone"), longest=40),
    LookupColumn("organisation", _("Entidad"), ("empresa", "organización", "asociado", "company"),
        help=_("Una entidad del directorio, por su nombre."),
        find=find_organisations, names_of=lambda: names_of(Organisation),
        explain=lambda one: f"{one} ({one.territory or one.tax_id or one.get_kind_display()})"),
    TextColumn("title", _("Cargo"), ("puesto", "función", "título"), longest=160),
    DateColumn("since", _("Desde"), ("en el cargo desde", "fecha de inicio")),
    DateColumn("until", _("Hasta"), ("en el cargo hasta", "fecha de fin")),
    TextColumn("source", _("De dónde vienen sus datos"), ("origen de los datos", "fuente"),
        longest=160),
    TextColumn("notes", _("Notas"), ("observaciones", "comentarios"), lines=True),
)  # fmt: skip

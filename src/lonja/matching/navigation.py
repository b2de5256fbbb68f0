from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Necesidades"), "necesidades-list", section="needs", icon="need", order=10),
    Entry(_("Oportunidades"), "oportunidades-list", section="needs", icon="bell", order=20),
    Entry(_("Presentaciones"), "presentaciones-list", section="needs", icon="handshake", order=30),
    Entry(
        _("Anotar una llamada"),
        "need-call",
        section="needs",
        icon="phone",
        order=12,
        allowed=lambda user: user.is_staff_of_office,
    ),
    Entry(
        _("Formulario y QR"),
        "need-share",
        section="needs",
        icon="qr",
        order=14,
        allowed=lambda user: user.is_staff_of_office,
    ),
    Entry(_("Fichas de asociados"), "fichas-list", section="needs", icon="badge", order=32),
    Entry(_("Referencias"), "referencias-list", section="needs", icon="award", order=34),
    Entry(
        _("Pedir las fichas"),
        "profile-ask-all",
        section="needs",
        icon="send",
        order=36,
        allowed=lambda user: user.is_staff_of_office,
    ),
    Entry(_("Reuniones"), "reuniones-list", section="needs", icon="calendar", order=31),
    Entry(
        _("Importar anuncios"),
        "notices-import",
        section="needs",
        icon="import",
        order=40,
        allowed=lambda user: user.is_staff_of_office,
    ),
    Entry(
        _("Fuentes de anuncios"),
        "fuentes-list",
        section="needs",
        icon="bell",
        order=45,
    ),
    Entry(
        _("Importaciones"),
        "importaciones-de-anuncios-list",
        section="needs",
        icon="archive",
        order=50,
    ),
    Entry(_("Territorios trabajados"), "worked", section="8", icon="map-pin", order=10),
    Entry(_("Negocio y resultados"), "resultados-list", section="8", icon="euro", order=20),
    Entry(_("Regla de recuento"), "reglas-de-recuento-list", section="8", icon="balance", order=70),
)

"""Opportunities, and the imports that brought them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, RelatedFilter
from lonja.workbench.panels import Action, Panel
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ...enums import Triage
from ...models import Notice, NoticeImport
from .. import choosing_panels, panels
from ..filters import AmountFilter, AreaFilter, CodeFilter, DeadlineFilter, FitsFilter
from .said import by_office, moment, money


class NoticeResource(Resource):
    """Public announcements, as their source has them: they come by imports, nobody edits them."""

    model = Notice
    slug = "oportunidades"
    icon = "bell"
    lede = _("Licitaciones, contratos menores y consultas del mercado, como las publica su fuente.")
    columns = (
        Column("title", link=True),
        Column("buyer_name", wide=True),
        Column("standing", _("estado"), sort="state", kind="badge"),
        Column("amount", kind="euros"),
        Column("deadline", value=moment("deadline"), kind="text"),
        Column("kind", wide=True),
    )
    filters = (
        DeadlineFilter(),
        ChoiceFilter("state"),
        ChoiceFilter("kind"),
        CodeFilter(),
        AreaFilter(),
        AmountFilter(),
        RelatedFilter("region"),
        FitsFilter(),
        ChoiceFilter("triage"),
    )
    search = ("title", "summary", "buyer_name", "folder_id", "place")
    ordering = ("-source_updated_at", "-pk")
    related = ("region", "territory")
    facts = (
        Column("url", _("anuncio original"), kind="link"),
        Column("standing", _("estado"), kind="badge"), "kind", "source", "folder_id",
        "contract_type", "procedure",
        "buyer_name", "buyer_tax_id", "buyer_dir3", "buyer_city", "territory", "region", "place",
        Column("amount", value=money("amount"), kind="euros"),
        Column("amount_with_tax", value=money("amount_with_tax"), kind="euros"),
        Column("estimated_value", value=money("estimated_value"), kind="euros"),
        Column("deadline", value=moment("deadline"), kind="text"),
        "published_on",
        Column("source_updated_at", value=moment("source_updated_at"), kind="text"),
        Column("withdrawn_at", value=moment("withdrawn_at"), kind="text"),
        "withdrawal_reason", "triage", "discard_reason", "summary",
    )  # fmt: skip
    date_field = "published_on"
    groups = ("kind", "state", "source", "region", "contract_type")
    sums = ("amount",)
    panels = (
        Panel(_("Códigos CPV"), "matching/panels/codes.html", panels.codes, order=10),
        Panel(_("Lotes"), "matching/panels/lots.html", panels.lots, order=12),
        Panel(
            _("Adjudicaciones"),
            "matching/panels/awards.html",
            panels.awards,
            order=14,
            rows=lambda notice, user: notice.awards.all(),
        ),
        Panel(_("Documentos"), "matching/panels/documents.html", panels.documents, order=16),
        Panel(
            _("Necesidad"),
            "matching/panels/needs.html",
            panels.needs,
            order=5,
            rows=lambda notice, user: notice.needs.filter(deleted_at=None),
        ),
        Panel(
            _("A quién encaja"),
            "matching/panels/fitted.html",
            choosing_panels.fitted,
            order=6,
            rows=choosing_panels.fits,
            questions=2,
            lines=12,
        ),
    )
    actions = (
        Action(
            _("Convertir en necesidad"),
            "notice-need",
            icon="need",
            primary=True,
            when=lambda notice, user: by_office(notice, user) and notice.triage != Triage.NEED,
        ),
        Action(
            _("Interesa"),
            "notice-keep",
            icon="star",
            when=lambda notice, user: (
                by_office(notice, user) and notice.triage in (Triage.NEW, Triage.DISCARDED)
            ),
        ),
        Action(
            _("Descartar"),
            "notice-discard",
            icon="x",
            post=False,
            when=lambda notice, user: (
                by_office(notice, user) and notice.triage in (Triage.NEW, Triage.KEPT)
            ),
        ),
    )
    can_add = False
    origin = _("Llegan solas de las fuentes de anuncios, o de un fichero que se importa.")
    brought_by = (
        (_("Fuentes de anuncios"), "fuentes-list"),
        (_("Importar anuncios"), "notices-import"),
    )
    writers = frozenset()


class NoticeImportResource(Resource):
    model = NoticeImport
    slug = "importaciones-de-anuncios"
    icon = "import"
    lede = _("Qué trajo cada fichero, y qué no se pudo leer.")
    columns = (
        Column("file_name", link=True),
        Column("created_at", _("cuándo"), value=moment("created_at"), kind="text"),
        Column("created"),
        Column("updated"),
        Column("unchanged", wide=True),
        Column("withdrawn", wide=True),
        Column("rejected"),
    )
    search = ("file_name", "feed_id")
    facts = (
        "file_name", "by",
        Column("created_at", _("empezó"), value=moment("created_at"), kind="text"),
        Column("finished_at", value=moment("finished_at"), kind="text"),
        "created", "updated", "unchanged", "withdrawn", "rejected", "problem", "feed_id",
        "next_url",
    )  # fmt: skip
    related = ("by",)
    panels = (
        Panel(_("En curso"), "matching/panels/running.html", panels.running, order=5),
        Panel(_("Entradas apartadas"), "matching/panels/rejected.html", panels.rejected, order=10),
    )
    can_add = False
    origin = _("Cada fichero de anuncios que se lee deja aquí lo que trajo.")
    brought_by = ((_("Importar anuncios"), "notices-import"),)
    writers = frozenset()


register(NoticeResource())
register(NoticeImportResource())

"""What an entry of the procurement platform says."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from lonja.matching.enums import (
    AwardResult,
    ContractType,
    NoticeKind,
    NoticeState,
    Procedure,
    Source,
)  # fmt: skip
from lonja.matching.notices.reading import Reading

from .feeds import SITE, consultation, entry, feed, result, tombstone

MADRID = ZoneInfo("Europe/Madrid")


def only(*entries):
    (item,) = Reading(feed(*entries))
    return item


def test_a_tender_says_who_buys_what_where_how_much_and_until_when():
    notice = only(entry(1))
    assert notice.source == Source.PLACSP
    assert notice.kind == NoticeKind.TENDER
    assert notice.atom_id == f"{SITE}1"
    assert notice.folder_id == "EXP-2024/7"
    assert notice.title == "Estaciones de calidad del aire"
    assert notice.url == "https://contratos.example/detalle?idEvl=1"
    assert notice.state == NoticeState.OPEN
    assert notice.contract_type == ContractType.SERVICES
    assert notice.procedure == Procedure.SIMPLIFIED
    assert notice.buyer_name == "Alcaldía del Ayuntamiento de Villaejemplo"
    assert notice.buyer_tax_id == "P4100000X"
    assert notice.nuts == "ES618"
    assert notice.cpv == ["90731100"]
    assert notice.amount == Decimal("120000.00")
    assert notice.amount_with_tax == Decimal("145200.00")
    assert notice.estimated_value == Decimal("240000.00")


def test_a_deadline_is_spanish_local_time():
    assert only(entry(1)).deadline == datetime(2024, 7, 1, 14, 0, tzinfo=MADRID)


def test_a_deadline_without_an_hour_is_the_end_of_that_day():
    notice = only(entry(1, until="<cbc:EndDate>2024-12-30</cbc:EndDate>"))
    assert notice.deadline == datetime(2024, 12, 30, 23, 59, 59, tzinfo=MADRID)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("PRE", NoticeState.PLANNED),
        ("PUB", NoticeState.OPEN),
        ("EV", NoticeState.EVALUATION),
        ("ADJ", NoticeState.AWARDED),
        ("RES", NoticeState.RESOLVED),
        ("ANUL", NoticeState.CANCELLED),
        ("XYZ", NoticeState.UNKNOWN),
        ("ANU", NoticeState.UNKNOWN),
    ],
)
def test_states_and_a_code_nobody_knows_is_never_open(code, state):
    assert only(entry(1, state=code)).state == state


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("CRE", NoticeState.PLANNED),
        ("PUB", NoticeState.OPEN),
        ("REA", NoticeState.RESOLVED),
        ("ANU", NoticeState.CANCELLED),
        ("ANUL", NoticeState.UNKNOWN),
    ],
)
def test_market_consultations_have_states_of_their_own(code, state):
    assert only(consultation(state=code)).state == state


def test_a_market_consultation_has_its_own_names_for_everything():
    notice = only(consultation())
    assert notice.kind == NoticeKind.CONSULTATION
    assert notice.folder_id == "CPM-3/2024"
    assert notice.title == "Sensores de ruido en zonas de ocio"
    assert notice.deadline == datetime(2024, 5, 31, 23, 59, 59, tzinfo=MADRID)
    assert notice.published_on == date(2024, 5, 2)
    assert notice.amount is None


def test_the_feed_tells_minor_contracts_and_aggregated_platforms():
    minor = entry(1).replace("licitacionesPerfilContratante", "datosAbiertosMenores")
    aggregated = entry(1).replace("licitacionesPerfilContratante", "PlataformasAgregadasSinMenores")
    assert only(minor).kind == NoticeKind.MINOR
    assert only(aggregated).source == Source.AGGREGATED
    assert only(aggregated).kind == NoticeKind.TENDER


def test_codes_come_with_and_without_check_digit_and_without_their_leading_zero():
    notice = only(entry(1, cpv=("90731100-1", "90731100", "9331000", "algo")))
    assert notice.cpv == ["90731100", "09331000"]


def test_two_lots_won_by_different_suppliers():
    notice = only(
        entry(
            1,
            state="RES",
            extra=result(("Aires Ejemplo, S.L.", "B00000001"), code="9", lot="1")
            + result(("Ruidos Ejemplo, S.A.", "A00000002"), lot="2", net="30000", gross="36300"),
        )
    )
    assert [(a.number, a.lot, a.supplier, a.tax_id, a.amount, a.result) for a in notice.awards] == [
        (1, "1", "Aires Ejemplo, S.L.", "B00000001", Decimal("90000.00"), AwardResult.FORMALISED),
        (2, "2", "Ruidos Ejemplo, S.A.", "A00000002", Decimal("30000.00"), AwardResult.AWARDED),
    ]
    assert notice.awards[0].amount_with_tax == Decimal("108900.00")
    assert notice.awards[0].date == date(2024, 9, 10)


def test_two_that_won_together_share_one_result():
    notice = only(entry(1, extra=result(("Una, S.L.", "B00000001"), ("Otra, S.L.", "B00000002"))))
    assert [(a.number, a.supplier) for a in notice.awards] == [(1, "Una, S.L."), (1, "Otra, S.L.")]


def test_a_lot_that_nobody_won_has_a_result_and_no_supplier():
    notice = only(entry(1, state="RES", extra=result(code="3", net="", gross="")))
    (award,) = notice.awards
    assert (award.result, award.supplier, award.amount) == (AwardResult.DESERTED, "", None)


def test_a_lot_carries_its_own_title_amount_and_codes():
    lot = """<cac:ProcurementProjectLot><cbc:ID schemeName="ID_LOTE">2</cbc:ID>
    <cac:ProcurementProject><cbc:Name>Sonómetros</cbc:Name><cac:BudgetAmount>
    <cbc:TaxExclusiveAmount>30000.5</cbc:TaxExclusiveAmount></cac:BudgetAmount>
    <cac:RequiredCommodityClassification><cbc:ItemClassificationCode>38434300
    </cbc:ItemClassificationCode></cac:RequiredCommodityClassification>
    </cac:ProcurementProject></cac:ProcurementProjectLot>"""
    notice = only(entry(1, cpv=(), extra=lot))
    (found,) = notice.lots
    assert (found.number, found.title, found.amount) == ("2", "Sonómetros", Decimal("30000.50"))
    assert notice.cpv == found.cpv == ["38434300"]


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        ("updated", "la entrada no tiene fecha de actualización (updated)"),
        ("cbc:ContractFolderID", "el expediente no tiene número (ContractFolderID)"),
        (
            "cbc-place-ext:ContractFolderStatusCode",
            "el expediente no dice su estado (ContractFolderStatusCode)",
        ),
    ],
)
def test_without_what_is_mandatory_it_is_set_aside(gone, reason):
    text = entry(1)
    start, end = text.index(f"<{gone}>"), text.index(f"</{gone}>") + len(f"</{gone}>")
    assert only(text[:start] + text[end:]).reason == reason


def test_a_link_that_is_no_web_address_is_not_kept():
    assert only(entry(1).replace("https://contratos.example/detalle", "javascript:alert")).url == ""


def test_a_withdrawal_says_of_what_when_and_why():
    gone = only(tombstone(7))
    assert gone.atom_id == f"{SITE}7"
    assert gone.at == datetime(2024, 6, 20, 10, 0, tzinfo=MADRID)
    assert gone.reason == "ANULADA"


@pytest.mark.data
def test_every_genuine_entry_is_read_whole(shared_data):
    with (shared_data / "placsp_atom_raw/contratosMenores_2025-08-01.atom").open("rb") as file:
        reading = Reading(file)
        notices = list(reading)
    assert reading.problem == ""
    assert len(notices) == 202
    assert {n.kind for n in notices} == {NoticeKind.MINOR}
    assert {n.state for n in notices} == {NoticeState.RESOLVED}
    assert all(n.awards and n.url and n.buyer_name and n.amount is not None for n in notices)
    first = notices[0]
    assert (first.folder_id, first.amount, first.cpv, first.nuts) == (
        "CMENOR/2024/08N10/0313-2024/47624", Decimal("8700.00"), ["79710000"], "ES522",
    )  # fmt: skip


@pytest.mark.data
@pytest.mark.parametrize(
    ("variant", "reason"),
    [
        ("CFS_NO_ContractFolderID", "el expediente no tiene número (ContractFolderID)"),
        (
            "CFS_NO_ContractFolderStatusCode",
            "el expediente no dice su estado (ContractFolderStatusCode)",
        ),
        ("ENTRY_NO_ID", "la entrada no tiene identificador (id)"),
        ("ENTRY_NO_UPDATED", "la entrada no tiene fecha de actualización (updated)"),
        ("ENTRY_NO_LINK", None),
        ("ENTRY_NO_PartyIdentification", None),
        ("NO_LINKS", None),
        ("NO_UPDATED", None),
        ("completo_LISTAS_ELEMENTO_UNICO", None),
        ("completo_LISTAS_VARIOS_ELEMENTOS", None),
    ],
)
def test_genuine_entries_from_which_something_was_taken(shared_data, variant, reason):
    path = shared_data / f"placsp_atom_raw/variants/licitacion_{variant}.atom"
    with path.open("rb") as file:
        (item,) = Reading(file)
    assert getattr(item, "reason", None) == reason
    if reason is None:
        assert item.buyer_name == "Presidencia de la Diputación Provincial de Málaga"
        assert len(item.lots) == 4

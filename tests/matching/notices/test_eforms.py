"""Notices of TED in eForms."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from lonja.matching.notices.found import FoundAward, FoundNotice, SetAside
from lonja.matching.notices.reading import Reading

from .eforms import NOTICE, award_notice, contract_notice, lot, won

MADRID = ZoneInfo("Europe/Madrid")


def read(content: bytes) -> FoundNotice | SetAside:
    [one] = list(Reading(BytesIO(content)))
    return one


def test_a_contract_notice_says_who_buys_what_where_how_much_and_until_when():
    found = read(contract_notice())
    assert (found.source, found.kind, found.state) == ("ted", "tender", "open")
    assert found.atom_id == f"urn:uuid:{NOTICE}1"
    assert found.url == "https://ted.europa.eu/es/notice/-/detail/123456-2024"
    assert found.title == "Estaciones de calidad del aire"
    assert found.summary == "Suministro e instalación."
    assert (found.buyer_name, found.buyer_tax_id) == ("Ayuntamiento de Villaejemplo", "P4199900A")
    assert (found.buyer_city, found.buyer_postcode, found.nuts) == (
        "Villaejemplo", "41999", "ES618",
    )  # fmt: skip
    assert found.cpv == ["90731100", "38127000"]
    assert (found.amount, found.currency) == (Decimal("120000.50"), "EUR")
    assert (found.contract_type, found.procedure) == ("supplies", "open")
    assert found.deadline == datetime(2024, 7, 4, 14, tzinfo=MADRID)
    assert found.published_on == date(2024, 6, 1)
    assert found.lots == []


def test_of_several_lots_the_last_deadline_is_that_of_the_notice():
    found = read(contract_notice(lots=lot(1, "Aire") + lot(2, "Ruido", until="2024-07-20")))
    assert [(one.number, one.title, one.amount) for one in found.lots] == [
        ("LOT-0001", "Aire", Decimal("50000.00")),
        ("LOT-0002", "Ruido", Decimal("50000.00")),
    ]
    assert found.deadline == datetime(2024, 7, 20, 14, tzinfo=MADRID)


def test_an_award_notice_says_who_won_each_lot_and_which_nobody_did():
    found = read(award_notice(won()))
    assert (found.kind, found.state) == ("award", "resolved")
    assert found.awards == [
        FoundAward(
            number=1,
            result="formalised",
            lot="LOT-0001",
            supplier="Aire Ejemplo, S.L.",
            tax_id="B00000001",
            amount=Decimal("95414.00"),
            date=date(2024, 5, 30),
        ),
        FoundAward(number=2, result="deserted", lot="LOT-0002"),
    ]


def test_a_change_is_a_later_version_of_what_it_changes():
    found = read(contract_notice(number=2, changes=f"{NOTICE}1-01", issued="2024-06-09+02:00"))
    assert found.atom_id == f"urn:uuid:{NOTICE}1"
    assert found.updated.date() == date(2024, 6, 9)


def test_a_notice_without_identifier_or_date_is_set_aside_with_the_reason():
    without = contract_notice().replace(f"{NOTICE}1".encode(), b"")
    assert read(without).reason == "el anuncio no tiene identificador (cbc:ID)"
    undated = contract_notice(issued="ayer")
    assert read(undated).reason == "el anuncio no tiene fecha (IssueDate)"
    dear = contract_notice().replace(b"120000.5", b"1e400")
    assert read(dear).reason.startswith("importe ilegible")


def test_what_refers_to_nothing_is_left_blank():
    lost = contract_notice().replace(b"<cbc:ID>ORG-0001</cbc:ID>", b"<cbc:ID>ORG-9</cbc:ID>", 1)
    found = read(lost)
    assert (found.buyer_name, found.buyer_tax_id) == ("", "")

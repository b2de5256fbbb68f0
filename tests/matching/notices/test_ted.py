"""What a notice of TED says, in the forms in force until 2023."""

from datetime import date
from decimal import Decimal

import pytest

from lonja.matching.enums import ContractType, NoticeKind, NoticeState, Procedure, Source
from lonja.matching.notices.found import FoundNotice
from lonja.matching.notices.reading import Reading


def read(path):
    with path.open("rb") as file:
        reading = Reading(file)
        return list(reading), reading.problem


@pytest.mark.data
def test_every_genuine_notice_is_read(shared_data):
    for path in sorted((shared_data / "ted_notices_es/xml").glob("*.xml")):
        items, problem = read(path)
        assert problem == "", path.name
        assert [type(item) for item in items] == [FoundNotice], path.name
        assert items[0].title, path.name
        assert items[0].buyer_name, path.name


@pytest.mark.data
def test_an_award_says_who_won_and_for_how_much(shared_data):
    (notice,), _ = read(shared_data / "ted_notices_es/xml/000234_2020.xml")
    assert notice.source == Source.TED
    assert notice.kind == NoticeKind.AWARD
    assert notice.state == NoticeState.RESOLVED
    assert notice.atom_id == "https://ted.europa.eu/2020/S001-000234"
    assert notice.contract_type == ContractType.SUPPLIES
    assert notice.procedure == Procedure.OPEN
    assert notice.buyer_tax_id == "Q2801660H"
    assert notice.cpv == ["09134000"]
    assert notice.amount == Decimal("891400.00")
    assert notice.published_on == date(2020, 1, 2)
    (award,) = notice.awards
    assert (award.tax_id, award.amount, award.date) == (
        "A28003119", Decimal("891400.00"), date(2019, 12, 27),
    )  # fmt: skip

"""A notice of TED in the XML of the forms in force until 2023 (TED_EXPORT R2.0.9).

Only what an opportunity needs: who buys, what, where, how much, until when, and who won. A file is
one notice, whose identifier is the number of its document in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from xml.etree.ElementTree import Element  # only the type: parsing is always defusedxml's

from lonja.core.text import tax_id

from ..enums import AwardResult, NoticeKind, NoticeState, Source
from . import codes
from .found import FoundAward, FoundLot, FoundNotice, Malformed
from .values import SPAIN, amount, codes_of_cpv, day, deadline, each, first, local, text

SITE = "https://ted.europa.eu/"


def notice(root: Element) -> FoundNotice:
    coded = first(root, "CODED_DATA_SECTION")
    data, codif = first(coded, "NOTICE_DATA"), first(coded, "CODIF_DATA")
    number = text(data, "NO_DOC_OJS")
    published = day(text(coded, "REF_OJS/DATE_PUB"))
    if not number:
        raise Malformed("el anuncio no tiene número de documento (NO_DOC_OJS)")
    if published is None:
        raise Malformed("el anuncio no tiene fecha de publicación (DATE_PUB)")
    form = _original(root)
    body = first(form, "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY")
    contract = first(form, "OBJECT_CONTRACT")
    document = _code(codif, "TD_DOCUMENT_TYPE")
    kind, state = codes.TED_DOCUMENTS.get(document, (NoticeKind.OTHER, NoticeState.UNKNOWN))
    lots = [_lot(one) for one in each(contract, "OBJECT_DESCR")]
    total, currency = _value(data, contract)
    return FoundNotice(
        source=Source.TED,
        kind=kind,
        atom_id=f"{SITE}{number.replace(' ', '')}",
        updated=datetime.combine(published, time(), tzinfo=SPAIN),
        state=state,
        state_code=document,
        folder_id=text(contract, "REFERENCE_NUMBER") or number,
        title=text(contract, "TITLE") or _title(root),
        summary=text(contract, "SHORT_DESCR"),
        url=_address(data),
        contract_type=_contract_type(contract, codif),
        procedure=codes.TED_PROCEDURES.get(_code(codif, "PR_PROC"), ""),
        buyer_name=text(body, "OFFICIALNAME") or _buyer(root),
        buyer_tax_id=tax_id(text(body, "NATIONALID")),
        buyer_city=text(body, "TOWN"),
        buyer_postcode=text(body, "POSTAL_CODE"),
        nuts=_nuts(data, contract),
        cpv=codes_of_cpv(code.get("CODE", "") for code in each(data, "ORIGINAL_CPV")),
        currency=currency,
        amount=total,
        deadline=_deadline(form, codif),
        published_on=published,
        lots=lots if len(lots) > 1 else [],
        awards=list(_awards(form)),
    )


def _original(root: Element) -> Element | None:
    """The form in the language in which it was written, the others being its translations."""
    section = first(root, "FORM_SECTION")
    forms = list(section) if section is not None else []
    return next((f for f in forms if f.get("CATEGORY") == "ORIGINAL"), forms[0] if forms else None)


def _code(codif: Element | None, name: str) -> str:
    found = first(codif, name)
    return found.get("CODE", "") if found is not None else ""


def _title(root: Element) -> str:
    for title in each(root, "TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC"):
        if title.get("LG") == "ES":
            return text(title, "TI_TEXT")
    return ""


def _buyer(root: Element) -> str:
    return text(root, "TRANSLATION_SECTION/ML_AA_NAMES/AA_NAME")


def _address(data: Element | None) -> str:
    for uri in each(data, "URI_LIST/URI_DOC"):
        if uri.get("LG") == "ES":
            return text(uri).replace("http://", "https://", 1)
    return ""


def _contract_type(contract: Element | None, codif: Element | None) -> str:
    kind = first(contract, "TYPE_CONTRACT")
    written = kind.get("CTYPE", "") if kind is not None else ""
    return codes.TED_CONTRACTS.get(written or _code(codif, "NC_CONTRACT_NATURE"), "")


def _nuts(data: Element | None, contract: Element | None) -> str:
    """The most precise code of where it is done; else that of the buyer."""
    done = [e.get("CODE", "") for e in each(contract, "OBJECT_DESCR/NUTS")]
    done += [e.get("CODE", "") for e in each(data, "PERFORMANCE_NUTS")]
    done = done or [e.get("CODE", "") for e in each(data, "CA_CE_NUTS")]
    return max(done, key=len, default="")


def _value(data: Element | None, contract: Element | None) -> tuple[Decimal | None, str]:
    for name in ("VAL_ESTIMATED_TOTAL", "VAL_TOTAL"):
        found = first(contract, name)
        if found is not None:
            return amount(contract, name), found.get("CURRENCY", "EUR")
    for value in each(data, "VALUES/VALUE"):
        return amount(data, "VALUES/VALUE"), value.get("CURRENCY", "EUR")
    return None, "EUR"


def _deadline(form: Element | None, codif: Element | None) -> datetime | None:
    procedure = first(form, "PROCEDURE")
    on = text(procedure, "DATE_RECEIPT_TENDERS")
    if on:
        return deadline(on, text(procedure, "TIME_RECEIPT_TENDERS"))
    coded = text(codif, "DT_DATE_FOR_SUBMISSION")  # "20200203 14:00"
    return deadline(coded[:8], coded[9:])


def _lot(described: Element) -> FoundLot:
    return FoundLot(
        number=text(described, "LOT_NO") or described.get("ITEM", ""),
        title=text(described, "TITLE"),
        amount=amount(described, "VAL_OBJECT"),
        cpv=codes_of_cpv(c.get("CODE", "") for c in each(described, "CPV_ADDITIONAL/CPV_CODE")),
    )


def _awards(form: Element | None) -> Iterator[FoundAward]:
    awards = (e for e in form if local(e) == "AWARD_CONTRACT") if form is not None else ()
    for number, award in enumerate(awards, start=1):
        lot = text(award, "LOT_NO")
        awarded = first(award, "AWARDED_CONTRACT")
        if awarded is None:
            yield FoundAward(number=number, result=AwardResult.DESERTED, lot=lot)
            continue
        value = amount(first(awarded, "VALUES"), "VAL_TOTAL") or amount(awarded, "VAL_TOTAL")
        for contractor in each(awarded, "CONTRACTORS/CONTRACTOR"):
            address = first(contractor, "ADDRESS_CONTRACTOR")
            yield FoundAward(
                number=number,
                result=AwardResult.FORMALISED,
                lot=lot,
                supplier=text(address, "OFFICIALNAME"),
                tax_id=tax_id(text(address, "NATIONALID")),
                amount=value,
                date=day(text(awarded, "DATE_CONCLUSION_CONTRACT")),
            )

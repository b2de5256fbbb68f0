"""A notice of TED in the XML of the forms in force since October 2023 (eForms, over UBL 2.3).

Only what an opportunity needs. A file is one notice. Organisations, tenders and contracts stand
each once, and are referred to by identifiers of the file ("ORG-0001", "TEN-0003").
Field by field: the eForms SDK of the Publications Office of the European Union.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from xml.etree.ElementTree import Element  # only the type: parsing is always defusedxml's

from lonja.core.text import tax_id

from ..enums import AwardResult, ContractType, NoticeKind, NoticeState, Procedure, Source
from .found import FoundAward, FoundLot, FoundNotice, Malformed
from .values import SPAIN, amount, codes_of_cpv, day, deadline, each, first, text

ROOTS = ("PriorInformationNotice", "ContractNotice", "ContractAwardNotice")
SITE = "https://ted.europa.eu/es/notice/-/detail/"

FORMS = {
    "planning": (NoticeKind.PRIOR, NoticeState.PLANNED),
    "consultation": (NoticeKind.CONSULTATION, NoticeState.OPEN),
    "competition": (NoticeKind.TENDER, NoticeState.OPEN),
    "dir-awa-pre": (NoticeKind.AWARD, NoticeState.AWARDED),
    "result": (NoticeKind.AWARD, NoticeState.RESOLVED),
    "cont-modif": (NoticeKind.OTHER, NoticeState.RESOLVED),
}
"""List of the type of notice -> what it is here, and its state."""

CONTRACTS = {
    "works": ContractType.WORKS,
    "supplies": ContractType.SUPPLIES,
    "services": ContractType.SERVICES,
}

PROCEDURES = {
    "open": Procedure.OPEN,
    "restricted": Procedure.RESTRICTED,
    "neg-w-call": Procedure.NEGOTIATED,
    "neg-wo-call": Procedure.UNPUBLISHED,
    "comp-dial": Procedure.DIALOGUE,
    "innovation": Procedure.INNOVATION,
}

RESULTS = {
    "selec-w": AwardResult.FORMALISED,
    "clos-nw": AwardResult.DESERTED,
    "open-nw": AwardResult.UNKNOWN,
}

EXTENSION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"


def notice(root: Element) -> FoundNotice:
    extension = first(root, EXTENSION)
    companies = dict(_companies(extension))
    kind_code = first(root, "NoticeTypeCode")
    listed = kind_code.get("listName", "") if kind_code is not None else ""
    kind, state = FORMS.get(listed, (NoticeKind.OTHER, NoticeState.UNKNOWN))
    project = first(root, "ProcurementProject")
    buyer = _buyer(root, companies)
    lots = list(each(root, "ProcurementProjectLot"))
    number = text(extension, "Publication/NoticePublicationID").lstrip("0")
    value = first(project, "RequestedTenderTotal")
    money = first(value, "EstimatedOverallContractAmount")
    return FoundNotice(
        source=Source.TED,
        kind=kind,
        atom_id=_identity(root, extension),
        updated=_issued(root),
        state=state,
        state_code=text(kind_code)[:20],
        folder_id=text(root, "ContractFolderID"),
        title=_said(project, "Name"),
        summary=_said(project, "Description"),
        url=f"{SITE}{number}" if number else "",
        contract_type=CONTRACTS.get(text(project, "ProcurementTypeCode"), ""),
        procedure=PROCEDURES.get(text(root, "TenderingProcess/ProcedureCode"), ""),
        buyer_name=_said(first(buyer, "PartyName"), "Name"),
        buyer_tax_id=tax_id(text(buyer, "PartyLegalEntity/CompanyID")),
        buyer_city=text(buyer, "PostalAddress/CityName"),
        buyer_postcode=text(buyer, "PostalAddress/PostalZone"),
        nuts=_nuts(project, lots) or text(buyer, "PostalAddress/CountrySubentityCode"),
        place_city=text(project, "RealizedLocation/Address/CityName"),
        place_postcode=text(project, "RealizedLocation/Address/PostalZone"),
        cpv=_codes(project),
        currency=money.get("currencyID", "EUR") if money is not None else "EUR",
        amount=amount(value, "EstimatedOverallContractAmount"),
        deadline=max((d for lot in lots if (d := _deadline(lot))), default=None),
        published_on=day(text(root, "IssueDate")),
        lots=[_lot(lot) for lot in lots] if len(lots) > 1 else [],
        awards=list(_awards(extension, companies)),
    )


def _identity(root: Element, extension: Element | None) -> str:
    """That of the notice; of one that changes another, that of the one it changes."""
    changed = text(extension, "Changes/ChangedNoticeIdentifier")
    # "f42be27e-09cf-4f0e-a745-63ec689631e6-01": the version stands after the identifier.
    own = changed[:36] or text(root, "ID")
    if not own:
        raise Malformed("el anuncio no tiene identificador (cbc:ID)")
    return f"urn:uuid:{own.lower()}"


def _issued(root: Element) -> datetime:
    on = day(text(root, "IssueDate"))
    if on is None:
        raise Malformed("el anuncio no tiene fecha (IssueDate)")
    try:
        at = time.fromisoformat(text(root, "IssueTime") or "00:00")
    except ValueError:
        at = time()
    return datetime.combine(on, at, tzinfo=at.tzinfo or SPAIN)


def _companies(extension: Element | None) -> Iterator[tuple[str, Element]]:
    for company in each(extension, "Organizations/Organization/Company"):
        yield text(company, "PartyIdentification/ID"), company


def _buyer(root: Element, companies: dict[str, Element]) -> Element | None:
    return companies.get(text(root, "ContractingParty/Party/PartyIdentification/ID"))


def _said(element: Element | None, name: str) -> str:
    """A text in Spanish, when the notice comes in several languages."""
    found = list(each(element, name))
    spanish = next((one for one in found if one.get("languageID") == "SPA"), None)
    return text(spanish if spanish is not None else next(iter(found), None))


def _codes(project: Element | None) -> list[str]:
    paths = ("MainCommodityClassification", "AdditionalCommodityClassification")
    return codes_of_cpv(
        text(code) for path in paths for code in each(project, f"{path}/ItemClassificationCode")
    )


def _nuts(project: Element | None, lots: list[Element]) -> str:
    """The most precise code of where it is done."""
    path = "RealizedLocation/Address/CountrySubentityCode"
    done = [text(one) for one in each(project, path)]
    done += [text(one) for lot in lots for one in each(lot, f"ProcurementProject/{path}")]
    return max(done, key=len, default="")


def _deadline(lot: Element) -> datetime | None:
    process = first(lot, "TenderingProcess")
    for name in ("TenderSubmissionDeadlinePeriod", "ParticipationRequestReceptionPeriod"):
        if found := first(process, name):
            return deadline(text(found, "EndDate"), text(found, "EndTime"))
    return None


def _lot(lot: Element) -> FoundLot:
    project = first(lot, "ProcurementProject")
    return FoundLot(
        number=text(lot, "ID"),
        title=_said(project, "Name"),
        amount=amount(project, "RequestedTenderTotal/EstimatedOverallContractAmount"),
        cpv=_codes(project),
    )


def _awards(extension: Element | None, companies: dict[str, Element]) -> Iterator[FoundAward]:
    result = first(extension, "NoticeResult")
    tenders = {text(one, "ID"): one for one in each(result, "LotTender")}
    parties = {
        text(one, "ID"): [text(who) for who in each(one, "Tenderer/ID")]
        for one in each(result, "TenderingParty")
    }
    signed = {
        text(tender): day(text(contract, "IssueDate"))
        for contract in each(result, "SettledContract")
        for tender in each(contract, "LotTender/ID")
    }
    number = 0
    for lot in each(result, "LotResult"):
        said = RESULTS.get(text(lot, "TenderResultCode"), AwardResult.UNKNOWN)
        name = text(lot, "TenderLot/ID")
        won = [text(one) for one in each(lot, "LotTender/ID") if text(one) in tenders]
        if said != AwardResult.FORMALISED or not won:
            number += 1
            yield FoundAward(number=number, result=said, lot=name)
            continue
        for key in won:
            number += 1
            for who in parties.get(text(tenders[key], "TenderingParty/ID"), []):
                company = companies.get(who)
                yield FoundAward(
                    number=number,
                    result=said,
                    lot=name,
                    supplier=_said(first(company, "PartyName"), "Name"),
                    tax_id=tax_id(text(company, "PartyLegalEntity/CompanyID")),
                    amount=amount(tenders[key], "LegalMonetaryTotal/PayableAmount"),
                    date=signed.get(key),
                )

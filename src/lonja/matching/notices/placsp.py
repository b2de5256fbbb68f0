"""One entry of the feeds of the Spanish procurement platform: Atom with CODICE 2.x inside.

Feeds 643 (tenders), 1143 (minor contracts), 1044 (aggregated regional platforms), 1383 (in-house
orders) and 1403 (preliminary market consultations, whose element and states are others, and which
have no folder). Official list of fields: "Especificación OpenPLACSP", Ministerio de Hacienda.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element  # only the type: parsing is always defusedxml's

from lonja.core.text import tax_id

from ..enums import AwardResult, NoticeKind, NoticeState, Source
from . import codes
from .found import FoundAward, FoundLot, FoundNotice, FoundWithdrawal, Malformed
from .values import amount, codes_of_cpv, day, deadline, each, first, local, moment, text

MOST_DOCUMENTS = 20


def notice(entry: Element, feed_id: str = "") -> FoundNotice:
    """The notice of an Atom entry. Malformed when it lacks what makes it one."""
    atom_id = text(entry, "id")
    if not atom_id:
        raise Malformed("la entrada no tiene identificador (id)")
    if not text(entry, "updated"):
        raise Malformed("la entrada no tiene fecha de actualización (updated)")
    consultation = first(entry, "PreliminaryMarketConsultationStatus")
    folder = first(entry, "ContractFolderStatus")
    if consultation is not None:
        return _consultation(entry, consultation)
    if folder is None:
        raise Malformed("la entrada no lleva los datos de un expediente (ContractFolderStatus)")
    return _tender(entry, folder, feed_id)


def withdrawal(element: Element) -> FoundWithdrawal:
    """A tombstone: `<at:deleted-entry ref="…" when="…"><at:comment type="ANULADA"/>`."""
    if not element.get("ref"):
        raise Malformed("la baja no dice de qué anuncio es (ref)")
    when, comment = element.get("when"), first(element, "comment")
    return FoundWithdrawal(
        atom_id=element.get("ref", "").strip(),
        at=moment(when) if when else None,
        reason=(comment.get("type", "") or text(comment)) if comment is not None else "",
    )


def _tender(entry: Element, folder: Element, feed_id: str) -> FoundNotice:
    folder_id = text(folder, "ContractFolderID")
    state = text(folder, "ContractFolderStatusCode")
    if not folder_id:
        raise Malformed("el expediente no tiene número (ContractFolderID)")
    if not state:
        raise Malformed("el expediente no dice su estado (ContractFolderStatusCode)")
    found = _common(entry, folder)
    process = first(folder, "TenderingProcess")
    found.folder_id = folder_id
    found.state_code = state
    found.state = codes.STATES.get(state, NoticeState.UNKNOWN)
    found.procedure = codes.PROCEDURES.get(text(process, "ProcedureCode"), "")
    found.source, found.kind = _feed(found, feed_id)
    for period in ("TenderSubmissionDeadlinePeriod", "ParticipationRequestReceptionPeriod"):
        until = first(process, period)
        found.deadline = found.deadline or deadline(text(until, "EndDate"), text(until, "EndTime"))
    found.published_on = _published(folder)
    found.lots = [_lot(lot) for lot in each(folder, "ProcurementProjectLot")]
    # Some entries give codes only for each lot.
    found.cpv = found.cpv or list(dict.fromkeys(code for lot in found.lots for code in lot.cpv))
    for number, result in enumerate(each(folder, "TenderResult"), start=1):
        found.awards += _awards(number, result)
    return found


def _consultation(entry: Element, status: Element) -> FoundNotice:
    found = _common(entry, status)
    state = text(status, "PreliminaryMarketConsultationStatusCode")
    if not state:
        raise Malformed("la consulta no dice su estado (PreliminaryMarketConsultationStatusCode)")
    found.kind = NoticeKind.CONSULTATION
    found.folder_id = text(status, "PreliminaryMarketConsultationID")
    found.title = text(status, "ConsultationName") or found.title
    found.state_code = state
    found.state = codes.CONSULTATION_STATES.get(state, NoticeState.UNKNOWN)
    found.deadline = deadline(text(status, "LimitDate"), "")
    found.published_on = day(text(status, "PlannedDate"))
    return found


def _common(entry: Element, status: Element) -> FoundNotice:
    """What tenders and consultations share."""
    party = first(status, "LocatedContractingParty/Party")
    identities = _identities(party)
    project = first(status, "ProcurementProject")
    budget = first(project, "BudgetAmount")
    place = first(project, "RealizedLocation")
    return FoundNotice(
        source=Source.PLACSP,
        kind=NoticeKind.TENDER,
        atom_id=text(entry, "id"),
        updated=moment(text(entry, "updated")),
        state=NoticeState.UNKNOWN,
        state_code="",
        title=text(entry, "title") or text(project, "Name"),
        summary=text(entry, "summary"),
        url=_link(entry),
        contract_type=codes.CONTRACT_TYPES.get(text(project, "TypeCode"), ""),
        buyer_name=text(party, "PartyName/Name"),
        buyer_tax_id=tax_id(identities.get("NIF", identities.get("CIF", ""))),
        buyer_dir3=identities.get("DIR3", ""),
        buyer_city=text(party, "PostalAddress/CityName"),
        buyer_postcode=text(party, "PostalAddress/PostalZone"),
        hierarchy=_hierarchy(first(status, "LocatedContractingParty")),
        nuts=text(place, "CountrySubentityCode").upper(),
        place=text(place, "CountrySubentity"),
        place_city=text(place, "Address/CityName"),
        place_postcode=text(place, "Address/PostalZone"),
        cpv=_cpv(project),
        currency=_currency(budget),
        amount=amount(budget, "TaxExclusiveAmount"),
        amount_with_tax=amount(budget, "TotalAmount"),
        estimated_value=amount(budget, "EstimatedOverallContractAmount"),
        documents=_documents(status),
    )


def _feed(found: FoundNotice, feed_id: str) -> tuple[str, str]:
    """Which feed an entry comes from: its own id says so, and that of the page when it does not."""
    words = f"{found.atom_id} {feed_id}"
    source = Source.PLACSP
    if "Agregadas" in words or "sindicacion_1044" in words:
        source = Source.AGGREGATED
    if "sindicacion_1383" in words or "Encargos" in words or "MediosPropios" in words:
        return source, NoticeKind.IN_HOUSE
    minor = "AbiertosMenores" in words or "sindicacion_1143" in words
    if minor or found.procedure == codes.PROCEDURES["6"]:
        return source, NoticeKind.MINOR
    if found.state_code == "PRE":
        return source, NoticeKind.PRIOR
    return source, NoticeKind.TENDER


def _link(entry: Element) -> str:
    for link in each(entry, "link"):
        if link.get("rel", "alternate") == "alternate":
            url = link.get("href", "").strip()
            return url if url.startswith(("https://", "http://")) else ""
    return ""


def _identities(party: Element | None) -> dict[str, str]:
    """{scheme: identifier} of a party: NIF, DIR3, ID_PLATAFORMA."""
    found: dict[str, str] = {}
    for one in each(party, "PartyIdentification/ID"):
        found.setdefault((one.get("schemeName") or "").upper(), text(one))
    return found


def _hierarchy(located: Element | None) -> list[tuple[str, str]]:
    bodies = []
    above = first(located, "ParentLocatedParty")
    while above is not None and len(bodies) < 12:
        bodies.append((text(above, "PartyName/Name"), _identities(above).get("DIR3", "")))
        above = first(above, "ParentLocatedParty")
    return bodies


def _cpv(project: Element | None) -> list[str]:
    return codes_of_cpv(
        text(code)
        for code in each(project, "RequiredCommodityClassification/ItemClassificationCode")
    )


def _currency(budget: Element | None) -> str:
    for value in budget if budget is not None else ():
        if value.get("currencyID"):
            return value.get("currencyID", "EUR")[:3].upper()
    return "EUR"


def _published(folder: Element) -> date | None:
    """The first day on which anything of the folder was published on the buyer's profile."""
    dates = [
        day(text(issued))
        for status in each(folder, "ValidNoticeInfo/AdditionalPublicationStatus")
        for issued in each(status, "AdditionalPublicationDocumentReference/IssueDate")
    ]
    return min((one for one in dates if one), default=None)


def _lot(lot: Element) -> FoundLot:
    project = first(lot, "ProcurementProject")
    return FoundLot(
        number=text(lot, "ID"),
        title=text(project, "Name"),
        amount=amount(first(project, "BudgetAmount"), "TaxExclusiveAmount"),
        cpv=_cpv(project),
    )


def _awards(number: int, result: Element) -> list[FoundAward]:
    """The winners of a result: several when they won together, one without name when nobody did."""
    project = first(result, "AwardedTenderedProject")
    code = text(result, "ResultCode")
    winners = list(each(result, "WinningParty"))
    # Older entries and test ones do not give the result, only the winner.
    unsaid = AwardResult.AWARDED if winners else AwardResult.UNKNOWN
    net, gross = _net_and_gross(first(project, "LegalMonetaryTotal"))
    award = {
        "number": number,
        "result": codes.RESULTS.get(code, AwardResult.UNKNOWN) if code else unsaid,
        "lot": text(project, "ProcurementProjectLotID"),
        "amount": net,
        "amount_with_tax": gross,
        "date": day(text(result, "AwardDate")),
    }
    if not winners:
        return [FoundAward(**award)]
    return [
        FoundAward(
            supplier=text(winner, "PartyName/Name"),
            tax_id=tax_id(next(iter(_identities(winner).values()), "")),
            **award,
        )
        for winner in winners
    ]


def _net_and_gross(money: Element | None) -> tuple[Decimal | None, Decimal | None]:
    """Amounts of an award without and with tax. "Payable" is with tax, as the official list of
    fields has it, unless a greater amount stands beside it as the one with tax."""
    net = amount(money, "TaxExclusiveAmount")
    gross = amount(money, "TaxInclusiveAmount")
    payable = amount(money, "PayableAmount")
    if gross is None:
        return net, payable
    if net is None and payable is not None and payable < gross:
        return payable, gross
    return net, gross


def _documents(status: Element) -> list[tuple[str, str]]:
    """(name, address) of the published documents, the administrative and technical ones first."""
    found = []
    for kind in (
        "LegalDocumentReference",
        "TechnicalDocumentReference",
        "AdditionalDocumentReference",
    ):
        for reference in each(status, kind):
            url = text(reference, "Attachment/ExternalReference/URI")
            if url.startswith(("https://", "http://")):
                found.append((text(reference, "ID") or local(reference), url))
    return found[:MOST_DOCUMENTS]

"""Feeds written for the tests, as the procurement platform writes them. Nothing here is real."""

from io import BytesIO

HEAD = """<?xml version="1.0" encoding="{encoding}"?>
<feed xmlns="http://www.w3.org/2005/Atom"
  xmlns:at="http://purl.org/atompub/tombstones/1.0"
  xmlns:cac="urn:dgpe:names:draft:codice:schema:xsd:CommonAggregateComponents-2"
  xmlns:cac-place-ext="urn:dgpe:names:draft:codice-place-ext:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:dgpe:names:draft:codice:schema:xsd:CommonBasicComponents-2"
  xmlns:cbc-place-ext="urn:dgpe:names:draft:codice-place-ext:schema:xsd:CommonBasicComponents-2">
<id>https://contratos.example/sindicacion/sindicacion_643/pagina.atom</id>
<link rel="self" href="https://contratos.example/pagina.atom"/>
<link rel="next" href="https://contratos.example/pagina_anterior.atom"/>
<title>Licitaciones de ejemplo</title><updated>2024-06-15T12:00:00+02:00</updated>
"""
SITE = "https://contratos.example/sindicacion/licitacionesPerfilContratante/"


def feed(*entries: str, encoding: str = "UTF-8", close: bool = True) -> BytesIO:
    text = HEAD.format(encoding=encoding) + "".join(entries) + ("</feed>" if close else "")
    return BytesIO(text.encode(encoding))


def tombstone(number: int, when: str = "2024-06-20T10:00:00+02:00", reason: str = "ANULADA") -> str:
    dated = f' when="{when}"' if when else ""
    return (
        f'<at:deleted-entry ref="{SITE}{number}"{dated}><at:comment type="{reason}"/>'
        "</at:deleted-entry>\n"
    )


def entry(
    number: int = 1,
    *,
    updated: str = "2024-06-15T10:30:00+02:00",
    state: str = "PUB",
    title: str = "Estaciones de calidad del aire",
    amount: str = "120000",
    cpv: tuple[str, ...] = ("90731100",),
    buyer: str = "Alcaldía del Ayuntamiento de Villaejemplo",
    dir3: str = "",
    nuts: str = "ES618",
    until: str = "<cbc:EndDate>2024-07-01</cbc:EndDate><cbc:EndTime>14:00:00</cbc:EndTime>",
    folder: str = "EXP-2024/7",
    extra: str = "",
) -> str:
    codes = "".join(
        "<cac:RequiredCommodityClassification><cbc:ItemClassificationCode>"
        f"{code}</cbc:ItemClassificationCode></cac:RequiredCommodityClassification>"
        for code in cpv
    )
    body = (
        f'<cac:PartyIdentification><cbc:ID schemeName="DIR3">{dir3}</cbc:ID>'
        "</cac:PartyIdentification>"
        if dir3
        else ""
    )
    return f"""<entry><id>{SITE}{number}</id>
<link href="https://contratos.example/detalle?idEvl={number}"/>
<summary type="text">Id licitación: {folder}; Estado: {state}</summary>
<title>{title}</title><updated>{updated}</updated>
<cac-place-ext:ContractFolderStatus>
<cbc:ContractFolderID>{folder}</cbc:ContractFolderID>
<cbc-place-ext:ContractFolderStatusCode>{state}</cbc-place-ext:ContractFolderStatusCode>
<cac-place-ext:LocatedContractingParty><cac:Party>{body}
<cac:PartyIdentification><cbc:ID schemeName="NIF">P4100000X</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name>{buyer}</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:CityName>Villaejemplo</cbc:CityName></cac:PostalAddress>
</cac:Party></cac-place-ext:LocatedContractingParty>
<cac:ProcurementProject><cbc:Name>{title}</cbc:Name><cbc:TypeCode>2</cbc:TypeCode>
<cac:BudgetAmount>
<cbc:EstimatedOverallContractAmount currencyID="EUR">240000</cbc:EstimatedOverallContractAmount>
<cbc:TotalAmount currencyID="EUR">145200</cbc:TotalAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">{amount}</cbc:TaxExclusiveAmount></cac:BudgetAmount>
{codes}
<cac:RealizedLocation><cbc:CountrySubentity>Sevilla</cbc:CountrySubentity>
<cbc:CountrySubentityCode>{nuts}</cbc:CountrySubentityCode></cac:RealizedLocation>
</cac:ProcurementProject>
<cac:TenderingProcess><cbc:ProcedureCode>9</cbc:ProcedureCode>
<cac:TenderSubmissionDeadlinePeriod>{until}</cac:TenderSubmissionDeadlinePeriod>
</cac:TenderingProcess>{extra}
</cac-place-ext:ContractFolderStatus></entry>
"""


def result(
    *winners: tuple[str, str],
    code: str = "8",
    lot: str = "1",
    net: str = "90000",
    gross: str = "108900",
) -> str:
    """A result of a tender, won by `winners` as (name, NIF) together."""
    parties = "".join(
        f'<cac:WinningParty><cac:PartyIdentification><cbc:ID schemeName="NIF">{nif}</cbc:ID>'
        f"</cac:PartyIdentification><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>"
        "</cac:WinningParty>"
        for name, nif in winners
    )
    return f"""<cac:TenderResult><cbc:ResultCode>{code}</cbc:ResultCode>
<cbc:AwardDate>2024-09-10</cbc:AwardDate>{parties}
<cac:AwardedTenderedProject><cbc:ProcurementProjectLotID>{lot}</cbc:ProcurementProjectLotID>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>{net}</cbc:TaxExclusiveAmount>
<cbc:PayableAmount>{gross}</cbc:PayableAmount></cac:LegalMonetaryTotal>
</cac:AwardedTenderedProject></cac:TenderResult>"""


def consultation(number: int = 9, state: str = "PUB") -> str:
    return f"""<entry><id>https://contratos.example/sindicacion/sindicacion_1403/{number}</id>
<link href="https://contratos.example/consulta?id={number}"/>
<title>Consulta</title><updated>2024-05-02T09:00:00+02:00</updated>
<cac-place-ext:PreliminaryMarketConsultationStatus>
<cbc:PreliminaryMarketConsultationID>CPM-3/2024</cbc:PreliminaryMarketConsultationID>
<cbc-place-ext:PreliminaryMarketConsultationStatusCode>{state}</cbc-place-ext:PreliminaryMarketConsultationStatusCode>
<cbc:ConsultationName>Sensores de ruido en zonas de ocio</cbc:ConsultationName>
<cbc:PlannedDate>2024-05-02</cbc:PlannedDate><cbc:LimitDate>2024-05-31</cbc:LimitDate>
<cac:ProcurementProject><cbc:Name>Sensores</cbc:Name></cac:ProcurementProject>
</cac-place-ext:PreliminaryMarketConsultationStatus></entry>
"""

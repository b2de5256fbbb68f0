"""Notices in eForms written for the tests. Nothing here is real."""

SPACES = """xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
 xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"
 xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"
 xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1\""""
NOTICE = "5b8a1c9e-0000-4000-8000-00000000000"

BUYER = """<efac:Organization><efac:Company>
<cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name languageID="SPA">Ayuntamiento de Villaejemplo</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:CityName>Villaejemplo</cbc:CityName><cbc:PostalZone>41999</cbc:PostalZone>
<cbc:CountrySubentityCode>ES618</cbc:CountrySubentityCode></cac:PostalAddress>
<cac:PartyLegalEntity><cbc:CompanyID>P4199900A</cbc:CompanyID></cac:PartyLegalEntity>
</efac:Company></efac:Organization>"""
WINNER = """<efac:Organization><efac:Company>
<cac:PartyIdentification><cbc:ID>ORG-0002</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name languageID="SPA">Aire Ejemplo, S.L.</cbc:Name></cac:PartyName>
<cac:PartyLegalEntity><cbc:CompanyID>B00000001</cbc:CompanyID></cac:PartyLegalEntity>
</efac:Company></efac:Organization>"""


def contract_notice(**more) -> bytes:
    return _notice("ContractNotice", listed="competition", **more)


def award_notice(result: str, **more) -> bytes:
    return _notice("ContractAwardNotice", listed="result", result=result, **more)


def won(lot: str = "LOT-0001", amount: str = "95414") -> str:
    return f"""<efac:NoticeResult>
<efac:LotResult><cbc:TenderResultCode>selec-w</cbc:TenderResultCode>
<efac:LotTender><cbc:ID>TEN-0001</cbc:ID></efac:LotTender>
<efac:TenderLot><cbc:ID>{lot}</cbc:ID></efac:TenderLot></efac:LotResult>
<efac:LotResult><cbc:TenderResultCode>clos-nw</cbc:TenderResultCode>
<efac:TenderLot><cbc:ID>LOT-0002</cbc:ID></efac:TenderLot></efac:LotResult>
<efac:LotTender><cbc:ID>TEN-0001</cbc:ID>
<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">{amount}</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
<efac:TenderingParty><cbc:ID>TPA-0001</cbc:ID></efac:TenderingParty></efac:LotTender>
<efac:SettledContract><cbc:IssueDate>2024-05-30+02:00</cbc:IssueDate>
<efac:LotTender><cbc:ID>TEN-0001</cbc:ID></efac:LotTender></efac:SettledContract>
<efac:TenderingParty><cbc:ID>TPA-0001</cbc:ID>
<efac:Tenderer><cbc:ID>ORG-0002</cbc:ID></efac:Tenderer></efac:TenderingParty>
</efac:NoticeResult>"""


def lot(number: int, title: str, until: str = "2024-07-04") -> str:
    return f"""<cac:ProcurementProjectLot><cbc:ID>LOT-{number:04}</cbc:ID>
<cac:TenderingProcess><cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{until}+02:00</cbc:EndDate>
<cbc:EndTime>14:00:00+02:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod>
</cac:TenderingProcess>
<cac:ProcurementProject><cbc:Name languageID="SPA">{title}</cbc:Name>
<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">50000
</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>
<cac:MainCommodityClassification><cbc:ItemClassificationCode>38127000</cbc:ItemClassificationCode>
</cac:MainCommodityClassification>
<cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode>ES618</cbc:CountrySubentityCode>
</cac:Address></cac:RealizedLocation></cac:ProcurementProject></cac:ProcurementProjectLot>"""


def _notice(
    root: str,
    *,
    listed: str,
    number: int = 1,
    title: str = "Estaciones de calidad del aire",
    issued: str = "2024-06-01+02:00",
    changes: str = "",
    result: str = "",
    lots: str = "",
    extra: str = "",
) -> bytes:
    changed = (
        f"<efac:Changes><efbc:ChangedNoticeIdentifier>{changes}</efbc:ChangedNoticeIdentifier>"
        "</efac:Changes>"
        if changes
        else ""
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {SPACES}>
<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>
{changed}{result}
<efac:Organizations>{BUYER}{WINNER}</efac:Organizations>
<efac:Publication><efbc:NoticePublicationID>00123456-2024</efbc:NoticePublicationID>
</efac:Publication>
</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
<cbc:ID schemeName="notice-id">{NOTICE}{number}</cbc:ID>
<cbc:ContractFolderID>EXP-2024/7</cbc:ContractFolderID>
<cbc:IssueDate>{issued}</cbc:IssueDate><cbc:IssueTime>09:00:00+02:00</cbc:IssueTime>
<cbc:NoticeTypeCode listName="{listed}">cn-standard</cbc:NoticeTypeCode>
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID>
</cac:PartyIdentification></cac:Party></cac:ContractingParty>
<cac:TenderingProcess><cbc:ProcedureCode>open</cbc:ProcedureCode></cac:TenderingProcess>
<cac:ProcurementProject>
<cbc:Name languageID="ENG">Air quality stations</cbc:Name>
<cbc:Name languageID="SPA">{title}</cbc:Name>
<cbc:Description languageID="SPA">Suministro e instalación.</cbc:Description>
<cbc:ProcurementTypeCode>supplies</cbc:ProcurementTypeCode>
<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">120000.5
</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>
<cac:MainCommodityClassification><cbc:ItemClassificationCode>90731100</cbc:ItemClassificationCode>
</cac:MainCommodityClassification>
<cac:AdditionalCommodityClassification><cbc:ItemClassificationCode>38127000
</cbc:ItemClassificationCode></cac:AdditionalCommodityClassification>
</cac:ProcurementProject>
{lots or lot(1, title)}{extra}
</{root}>""".encode()

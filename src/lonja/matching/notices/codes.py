"""CODICE and TED codes, and what they mean here. The labels are those of `enums`."""

from __future__ import annotations

from ..enums import AwardResult, ContractType, NoticeKind, NoticeState, Procedure

STATES = {
    "PRE": NoticeState.PLANNED,
    "CREA": NoticeState.PLANNED,
    "PUB": NoticeState.OPEN,
    "EV": NoticeState.EVALUATION,
    "EV_PRE": NoticeState.EVALUATION,
    "EV_DEF": NoticeState.EVALUATION,
    "EV_PRE_DEF": NoticeState.EVALUATION,
    "ADJ_PAR": NoticeState.EVALUATION,
    "PAR_RES": NoticeState.AWARDED,
    "ADJ": NoticeState.AWARDED,
    "RES_PAR": NoticeState.AWARDED,
    "RES": NoticeState.RESOLVED,
    "CERR": NoticeState.CLOSED,
    "ANUL": NoticeState.CANCELLED,
}
"""Of a contract's folder. A code that is not here is unknown, and so never taken for open."""

CONSULTATION_STATES = {
    "CRE": NoticeState.PLANNED,
    "PUB": NoticeState.OPEN,
    "REA": NoticeState.RESOLVED,
    "ANU": NoticeState.CANCELLED,
}
"""Of a preliminary market consultation, which has codes of its own: ANU, not ANUL."""

CONTRACT_TYPES = {
    "1": ContractType.SUPPLIES,
    "2": ContractType.SERVICES,
    "3": ContractType.WORKS,
    "7": ContractType.SPECIAL,
    "8": ContractType.PRIVATE,
    "21": ContractType.SERVICES_CONCESSION,
    "22": ContractType.SERVICES_CONCESSION,
    "31": ContractType.WORKS_CONCESSION,
    "32": ContractType.WORKS_CONCESSION,
    "40": ContractType.PARTNERSHIP,
    "50": ContractType.ASSETS,
}

PROCEDURES = {
    "1": Procedure.OPEN,
    "2": Procedure.RESTRICTED,
    "3": Procedure.UNPUBLISHED,
    "4": Procedure.NEGOTIATED,
    "5": Procedure.DIALOGUE,
    "6": Procedure.MINOR,
    "7": Procedure.FRAMEWORK,
    "8": Procedure.CONTEST,
    "9": Procedure.SIMPLIFIED,
    "10": Procedure.INNOVATION,
    "11": Procedure.INNOVATION,
    "12": Procedure.DYNAMIC,
    "13": Procedure.NEGOTIATED,
    "100": Procedure.INTERNAL,
    "999": Procedure.OTHER,
}

RESULTS = {
    "1": AwardResult.PROVISIONAL,
    "2": AwardResult.AWARDED,
    "3": AwardResult.DESERTED,
    "4": AwardResult.WITHDRAWN,
    "5": AwardResult.RENOUNCED,
    "6": AwardResult.DESERTED,
    "7": AwardResult.DESERTED,
    "8": AwardResult.AWARDED,
    "9": AwardResult.FORMALISED,
    "10": AwardResult.BEST_OFFER,
}

TED_DOCUMENTS = {
    "0": (NoticeKind.PRIOR, NoticeState.PLANNED),
    "3": (NoticeKind.TENDER, NoticeState.OPEN),
    "7": (NoticeKind.AWARD, NoticeState.RESOLVED),
    "A": (NoticeKind.PRIOR, NoticeState.OPEN),
    "D": (NoticeKind.TENDER, NoticeState.OPEN),
    "E": (NoticeKind.TENDER, NoticeState.OPEN),
    "H": (NoticeKind.TENDER, NoticeState.OPEN),
    "J": (NoticeKind.AWARD, NoticeState.RESOLVED),
    "K": (NoticeKind.OTHER, NoticeState.RESOLVED),
    "M": (NoticeKind.PRIOR, NoticeState.PLANNED),
    "O": (NoticeKind.TENDER, NoticeState.OPEN),
    "P": (NoticeKind.PRIOR, NoticeState.PLANNED),
    "R": (NoticeKind.AWARD, NoticeState.RESOLVED),
    "V": (NoticeKind.AWARD, NoticeState.AWARDED),
}
"""Type of document in TED -> what it is here, and its state. Others: another notice, unknown."""

TED_CONTRACTS = {
    "SUPPLIES": ContractType.SUPPLIES,
    "SERVICES": ContractType.SERVICES,
    "WORKS": ContractType.WORKS,
    "1": ContractType.WORKS,
    "2": ContractType.SUPPLIES,
    "4": ContractType.SERVICES,
}

TED_PROCEDURES = {
    "1": Procedure.OPEN,
    "2": Procedure.RESTRICTED,
    "3": Procedure.RESTRICTED,
    "4": Procedure.NEGOTIATED,
    "6": Procedure.NEGOTIATED,
    "C": Procedure.DIALOGUE,
    "G": Procedure.INNOVATION,
    "T": Procedure.UNPUBLISHED,
    "V": Procedure.UNPUBLISHED,
}

"""States and kinds of needs, notices, introductions and outcomes, with the table of legal moves."""

from .choosing import (
    CANDIDATE_MOVES,
    TAKES_A_PLACE,
    CandidateState,
    DiscardReason,
    Frequency,
    Level,
    Origin,
    ReferenceKind,
    SoundingEvent,
)
from .encounter import (
    MEETING_MOVES,
    Afterwards,
    Answer,
    CalendarAnswer,
    MeetingStage,
    OutcomeKind,
    Side,
)
from .needs import NEED_CLOSED, NEED_MOVES, Budget, CameBy, Horizon, NeedState, Publicity, Urgency
from .notices import (
    OPEN_STATES,
    WON,
    AwardResult,
    ContractType,
    NoticeKind,
    NoticeState,
    Procedure,
    Source,
    Triage,
)

__all__ = [
    "CANDIDATE_MOVES", "MEETING_MOVES", "NEED_CLOSED", "NEED_MOVES", "OPEN_STATES",
    "TAKES_A_PLACE", "WON", "Afterwards", "Answer", "AwardResult", "Budget", "CalendarAnswer",
    "CameBy", "CandidateState", "ContractType", "DiscardReason", "Frequency", "Horizon",
    "Level", "MeetingStage", "NeedState", "NoticeKind", "NoticeState", "Origin", "OutcomeKind",
    "Procedure", "Publicity", "ReferenceKind", "Side", "SoundingEvent", "Source", "Triage",
    "Urgency",
]  # fmt: skip

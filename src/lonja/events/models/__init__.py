from .attendance import Attendance
from .event import Event, EventRole, Session
from .mandate import Mandate
from .outcome import Conclusion
from .programme import Programme
from .series import Series
from .stand import Stand, StandMember

__all__ = [
    "Attendance", "Conclusion", "Event", "EventRole", "Mandate", "Programme", "Series", "Session",
    "Stand", "StandMember",
]  # fmt: skip

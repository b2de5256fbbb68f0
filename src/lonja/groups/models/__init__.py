from .commitment import Commitment
from .deliverable import Contribution, Deliverable
from .group import GroupSeat, WorkingGroup
from .meeting import GroupMeeting

__all__ = [
    "Commitment", "Contribution", "Deliverable", "GroupMeeting", "GroupSeat", "WorkingGroup",
]  # fmt: skip

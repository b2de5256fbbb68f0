from .agreement import Agreement, CollaborationLine
from .meeting import InstitutionalMeeting, OfficeMet

__all__ = ["Agreement", "CollaborationLine", "InstitutionalMeeting", "OfficeMet"]

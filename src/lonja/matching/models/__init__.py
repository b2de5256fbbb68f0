from .notice import Award, Notice
from .notice_import import NoticeImport, RejectedEntry, Withdrawal

__all__ = ["Award", "Notice", "NoticeImport", "RejectedEntry", "Withdrawal"]

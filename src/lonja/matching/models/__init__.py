from .counting_rule import CountingRule
from .introduction import Introduction
from .need import Need, NeedStep
from .notice import Award, Notice
from .notice_import import NoticeImport, RejectedEntry, Withdrawal
from .outcome import Outcome

__all__ = [
    "Award", "CountingRule", "Introduction", "Need", "NeedStep", "Notice", "NoticeImport",
    "Outcome", "RejectedEntry", "Withdrawal",
]  # fmt: skip

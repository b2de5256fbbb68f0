from .candidate import Candidate, CandidateStep
from .counting_rule import CountingRule
from .feed import Feed
from .fit import Fit, Subscription, Told
from .follow_up import FollowUp
from .intake import Intake, Postscript
from .introduction import Introduction
from .meeting import Meeting, MeetingOption
from .need import Need, NeedStep
from .notice import Award, Notice
from .notice_import import NoticeImport, RejectedEntry, Withdrawal
from .outcome import Outcome
from .profile import Attribution, Profile, ProfileArea, Reference
from .reply import CalendarReply
from .sounding import Question, Sounding, SoundingEntry

__all__ = [
    "Attribution", "Award", "CalendarReply", "Candidate", "CandidateStep", "CountingRule", "Feed",
    "Fit", "FollowUp",
    "Intake", "Introduction", "Meeting", "MeetingOption", "Need", "NeedStep", "Notice",
    "NoticeImport", "Outcome", "Postscript", "Profile", "ProfileArea", "Question", "Reference",
    "RejectedEntry",
    "Sounding", "SoundingEntry", "Subscription", "Told", "Withdrawal",
]  # fmt: skip

from .audience import Peer, PeerReading, Reading, SocialAccount
from .benchmark import Benchmark
from .dossier import Dossier
from .newsletter import Issue
from .post import Placement, Post

__all__ = [
    "Benchmark", "Dossier", "Issue", "Peer", "PeerReading", "Placement", "Post", "Reading",
    "SocialAccount",
]  # fmt: skip

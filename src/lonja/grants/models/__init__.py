from .call import Call, Scheme
from .proposal import Participation, Proposal, Resolution

__all__ = ["Call", "Participation", "Proposal", "Resolution", "Scheme"]

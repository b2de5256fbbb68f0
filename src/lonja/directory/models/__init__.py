from .membership import Membership
from .merge import Different, Merge
from .organisation import Organisation, OrganisationKind
from .person import Person
from .seat import Seat
from .taxonomy import Area, Vertical

__all__ = [
    "Area", "Different", "Membership", "Merge", "Organisation", "OrganisationKind", "Person",
    "Seat", "Vertical",
]  # fmt: skip

from .membership import Membership
from .organisation import Organisation, OrganisationKind
from .person import Person
from .seat import Seat
from .taxonomy import Area, Vertical

__all__ = [
    "Area", "Membership", "Organisation", "OrganisationKind", "Person", "Seat", "Vertical",
]  # fmt: skip

from .membership import Membership
from .organisation import Organisation, OrganisationKind
from .person import Person
from .seat import Seat

__all__ = ["Membership", "Organisation", "OrganisationKind", "Person", "Seat"]

from .failure import Failure
from .key import Key
from .lease import Lease
from .tick import Tick

__all__ = ["Failure", "Key", "Lease", "Tick"]

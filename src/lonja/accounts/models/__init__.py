from .cached import Cached
from .link import Link
from .sign_in_policy import SignInPolicy
from .user import User

__all__ = ["Cached", "Link", "SignInPolicy", "User"]

from .calendar_key import CalendarKey
from .token import Token

__all__ = ["CalendarKey", "Token"]

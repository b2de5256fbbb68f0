from .attachment import Attachment
from .message import Message

__all__ = ["Attachment", "Message"]

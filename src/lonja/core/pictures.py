"""What a picture may do when it is opened."""

import struct
import zlib

from PIL import Image

# Pillow keeps no list of what a damaged file raises: these are what damaged ones have raised.
DAMAGED = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, SyntaxError,
    TypeError, ValueError, Image.DecompressionBombError, struct.error, zlib.error,
)  # fmt: skip

"""How the token of a personal link looks, and what anybody may read without it."""

import logging
import re

# What `links.make` and the calendars write: something, and its signature in base 64. It is looked
# for only where a word begins, or where another token ends: from each letter of a text without
# spaces, the time would grow with the square of its length.
_TOKEN = re.compile(r"(?:(?<![\w.-])|(?<=~[\w-]{43}))[\w.-]+~[\w-]{43}")


def without_tokens(text: str) -> str:
    """A text that anybody may read: its links no longer open."""
    return _TOKEN.sub("…", text)


class WithoutTokens(logging.Filter):
    """Whoever reads a log does not find in it the personal links that somebody opened."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_tokens(record.getMessage())
        record.args = ()
        return True

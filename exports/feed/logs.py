"""The log of the feed server: what happened to which feed, never an address with a token in it.

Tokens are named by ten signs of their SHA-256, as in ``rota feed token list``. Whatever else some library
might log goes through the same formatter, which takes out all that looks like a token.
"""

import logging
import re
import sys
from typing import TextIO

LEVELS = ("debug", "info", "warning")
_QUIET = ("sqlalchemy", "alembic", "asyncio", "httpx", "httpcore")
_SECRET = re.compile(r"(?<=/cal/)[^\s/?\"'\\]+|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")


class Redacting(logging.Formatter):
    """A line for each record, without anything that looks like a token."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """The text without anything that looks like a token."""
    return _SECRET.sub("…", text)


def configure(level: str, stream: TextIO = sys.stderr) -> None:
    """Send every log of this process to ``stream``, redacted."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)

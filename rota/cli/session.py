"""One run of the command line: its language, where it writes, its clock."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from textwrap import fill
from typing import IO, TYPE_CHECKING, Any

from rota.clock import Clock, SystemClock
from rota.errors import UserError, reason_of
from rota.words import Lang, Text

_WIDTH = 80
_LOST = Text("La sortie n’a pas pu être écrite ({reason}).", "The output could not be written ({reason}).")

if TYPE_CHECKING:
    from rota.cli.page import Page


class Outlet(io.TextIOBase):
    """A stream that may be closed by its reader at any moment (``rota show … | head``) without harm."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self.closed_early = False

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Of the stream beneath."""
        return getattr(self.stream, "encoding", None) or "utf-8"

    def isatty(self) -> bool:
        """Whether a person reads it as it comes."""
        return self.stream.isatty()

    def fileno(self) -> int:
        """Of the stream beneath."""
        return self.stream.fileno()

    def write(self, text: str) -> int:
        """Write, unless nobody reads any more."""
        if not self.closed_early:
            with self._heard():
                self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Send on what was written; a stream that ended before us has nothing left to send."""
        if not self.closed_early and not self.stream.closed:
            with self._heard():
                self.stream.flush()

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """A reader that left is no fault; a full disk is one that the user can act on."""
        try:
            yield
        except BrokenPipeError:
            self._give_up()
        except OSError as error:
            self._give_up()
            why = reason_of(error)
            raise UserError(Text(_LOST.fr.format(reason=why.fr), _LOST.en.format(reason=why.en))) from error

    def _give_up(self) -> None:
        """Nobody reads: what is left in the buffers goes nowhere, so that ending is silent."""
        self.closed_early = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.stream.fileno())
        os.close(nowhere)


@dataclass
class Session:
    """Where a command writes: results to ``out``, progress and diagnostics to ``err``."""

    lang: Lang
    out: Outlet
    err: Outlet
    clock: Clock = field(default_factory=SystemClock)

    @staticmethod
    def open(lang: Lang) -> "Session":
        """A session over the streams of the process."""
        for stream in (sys.stdout, sys.stderr):
            _make_writable(stream)
        return Session(lang, Outlet(sys.stdout), Outlet(sys.stderr))

    @cached_property
    def page(self) -> "Page":
        """Results, for a person."""
        from rota.cli.page import Page  # noqa: PLC0415 (rich is loaded by those who show something)

        return Page(self.out, self.lang)

    @cached_property
    def notes(self) -> "Page":
        """Diagnostics, for a person."""
        from rota.cli.page import Page  # noqa: PLC0415 (rich is loaded by those who show something)

        return Page(self.err, self.lang)

    def write(self, text: str) -> None:
        """A result as it is, with an end of line."""
        self.out.write(f"{text}\n")
        self.out.flush()

    def say(self, text: Text, **values: object) -> None:
        """A result as a plain paragraph."""
        self.write(_wrapped(text.say(self.lang, **values)))

    def write_json(self, value: object) -> None:
        """A result for a script."""
        plain = self.out.encoding.lower().replace("-", "") != "utf8"
        self.write(json.dumps(value, ensure_ascii=plain, indent=2, allow_nan=False))

    def complain(self, text: str) -> None:
        """A diagnostic, wrapped, after the results that came before it."""
        self.out.flush()
        self.err.write(f"{_wrapped(text)}\n")
        self.err.flush()

    def note(self, text: Text, **values: object) -> None:
        """A diagnostic of ours."""
        self.complain(text.say(self.lang, **values))


def _make_writable(stream: Any) -> None:
    """No name can stop a result: what the stream cannot show is marked; Windows is given UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if os.name == "nt":
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors="replace")


def _wrapped(text: str) -> str:
    """Each line of ``text`` in 80 columns; those that fit, drawings among them, stay as they are."""
    return "\n".join(
        line if len(line) <= _WIDTH else fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )

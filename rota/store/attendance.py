"""Files of attendance: each line is accounted for exactly once, and never half a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, insert, select

from rota.clock import Clock
from rota.ledger.chain import microseconds
from rota.model.facts import SiteId
from rota.store.bookings import chunks
from rota.store.errors import Refused
from rota.store.rows import moment
from rota.store.tables import ATTENDANCE_FILE, ATTENDANCE_LINE
from rota.words import Text

_LINES_AT_ONCE = 5_000


class Outcome(StrEnum):
    """What became of a line."""

    ENTRY = "entry"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceLine:
    """What became of one line of a file."""

    line: int
    """Of the file; the first is 1."""
    outcome: Outcome
    reason: str = ""
    """A code; required of a rejected line."""
    contract: UUID | None = None
    seq: int | None = None
    """The entry made from it, or that said the same already; the first where it made several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFile:
    """A file that was imported."""

    site: SiteId
    sha256: bytes
    """Of its bytes."""
    name: str
    author: str
    imported_at: datetime
    counts: dict[Outcome, int]


class Attendance:
    """The imports of one transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def file(self, site: SiteId, sha256: bytes) -> AttendanceFile | None:
        """The import of a file for a site; None when it has not been imported."""
        found = self._files(ATTENDANCE_FILE.c.site == site, ATTENDANCE_FILE.c.sha256 == sha256)
        return found[0] if found else None

    def files(self) -> tuple[AttendanceFile, ...]:
        """All imports, oldest first."""
        return self._files()

    def _files(self, *kept: ColumnElement[bool]) -> tuple[AttendanceFile, ...]:
        asked = select(ATTENDANCE_FILE).where(*kept)
        ordered = asked.order_by(ATTENDANCE_FILE.c.imported_at, ATTENDANCE_FILE.c.name)
        return tuple(
            AttendanceFile(
                site=SiteId(row["site"]),
                sha256=bytes(row["sha256"]),
                name=row["name"],
                author=row["author"],
                imported_at=moment(row["imported_at"]),
                counts=self._counts(row["site"], row["sha256"]),
            )
            for row in self._connection.execute(ordered).mappings().all()
        )

    def _counts(self, site: str, sha256: bytes) -> dict[Outcome, int]:
        outcome, its = ATTENDANCE_LINE.c.outcome, ATTENDANCE_LINE.c
        asked = select(outcome, func.count()).where(its.site == site, its.sha256 == sha256).group_by(outcome)
        return {Outcome(each): count for each, count in self._connection.execute(asked)}

    def lines(self, site: SiteId, sha256: bytes) -> tuple[AttendanceLine, ...]:
        """What became of the lines of a file, in their order."""
        its = (ATTENDANCE_LINE.c.site == site) & (ATTENDANCE_LINE.c.sha256 == sha256)
        found = self._connection.execute(select(ATTENDANCE_LINE).where(its).order_by(ATTENDANCE_LINE.c.line))
        return tuple(
            AttendanceLine(
                line=row["line"],
                outcome=Outcome(row["outcome"]),
                reason=row["reason"],
                contract=None if row["contract"] is None else UUID(bytes=bytes(row["contract"])),
                seq=row["seq"],
            )
            for row in found.mappings()
        )

    def record(
        self, site: SiteId, sha256: bytes, name: str, lines: Sequence[AttendanceLine], *, author: str
    ) -> AttendanceFile:
        """Record a file and what became of each line, in the transaction that appends its entries.

        Raises:
            Refused: the file was imported with other outcomes.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql("LOCK TABLE attendance_file IN SHARE ROW EXCLUSIVE MODE")
        known = self.file(site, sha256)
        if known is not None:
            if self.lines(site, sha256) != tuple(sorted(lines, key=_number)):
                raise Refused(_IMPORTED)
            return known
        file: dict[str, Any] = {"site": site, "sha256": sha256}
        row = file | {"name": name, "lines": len(lines), "author": author}
        self._connection.execute(
            insert(ATTENDANCE_FILE), row | {"imported_at": microseconds(self._clock.now())}
        )
        for some in chunks((file | _row(line) for line in lines), _LINES_AT_ONCE):
            self._connection.execute(insert(ATTENDANCE_LINE), some)
        recorded = self.file(site, sha256)
        assert recorded is not None, "the file was just recorded"
        return recorded


def _number(line: AttendanceLine) -> int:
    return line.line


def _row(line: AttendanceLine) -> dict[str, Any]:
    return {
        "line": line.line,
        "outcome": line.outcome.value,
        "reason": line.reason,
        "contract": None if line.contract is None else line.contract.bytes,
        "seq": line.seq,
    }


_IMPORTED = Text(
    "ce fichier est déjà importé, avec d’autres suites pour ses lignes",
    "this file is imported already, with other outcomes for its lines",
)

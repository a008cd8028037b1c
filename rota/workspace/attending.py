"""Attendance comes in: files of a hospital, months confirmed as planned, single statements."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from rota.errors import Fault
from rota.ledger.entry import Draft, Entry
from rota.model.calendar import Slot, Span
from rota.model.facts import PostId, SiteId
from rota.reconcile import (
    PLAIN,
    Entered,
    FaultyAttendance,
    Import,
    KnownFacts,
    Rejected,
    Stated,
    Status,
    claims_of,
    confirm,
    enter,
    import_file,
    read_mapping,
    standing,
)
from rota.reconcile.cells import slots_in, status_in
from rota.reconcile.claims import Claim
from rota.reconcile.faulty import refuse
from rota.reconcile.known import contracts_of
from rota.reconcile.planned import Planned, planned_of
from rota.service import Refused
from rota.sites.faults import Place, Trouble
from rota.sites.record import Wrong
from rota.store import AttendanceLine, Outcome, Unit
from rota.words import Text
from rota.workspace.noting import Note, silent
from rota.workspace.opened import AFFAIRS, HEAD, Workspace, ledgers, writer_of

Ledgers = Mapping[PostId, tuple[Entry, ...]]
_AT_ONCE = 2_000
"""Entries written between two notes."""
_EXCEPTION_WORDS = re.compile(r"[;,\s]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the lines of a file."""

    file: str
    site: SiteId
    entered: int
    duplicates: int
    rejected: tuple[tuple[int, Fault], ...]
    """Number and reason of each line refused."""
    entries: int
    unread: tuple[str, ...]
    before: bool
    """Whether this very file was imported already: nothing was added."""

    @property
    def lines(self) -> int:
        """Lines that hold something."""
        return self.entered + self.duplicates + len(self.rejected)


def known_of(workspace: Workspace, given: Ledgers) -> KnownFacts:
    """What attendance is read against, today."""
    return KnownFacts.of(workspace.facts, given, workspace.today)


def import_attendance(
    workspace: Workspace, path: Path, site: str, mapping: Path | None = None, *, note: Note = silent
) -> Imported:
    """Import a file of one site: each line is entry, duplicate or rejected; all of it or nothing.

    Args:
        workspace: Where it goes.
        path: CSV or XLSX.
        site: Whose time it is.
        mapping: How its columns and codes are read.
        note: Told how many lines are read, then how many entries are written.

    Raises:
        FaultyAttendance: the file, or its mapping, cannot be used at all.
    """
    at = workspace.site(site)
    reading = read_mapping(mapping) if mapping is not None else PLAIN

    def work(unit: Unit) -> Imported:
        known = _known_at(unit, workspace, at)
        found = import_file(path, at, reading, known=known, author=AFFAIRS, note=note)
        if unit.attendance.file(at, bytes.fromhex(found.sha256)) is not None:
            return _imported(found, 0, before=True)
        written = _written(unit, found.drafts, note)
        numbers = {entry.draft.idem: entry for entry in written}
        lines = [_line(end, numbers) for end in found.lines]
        unit.attendance.record(at, bytes.fromhex(found.sha256), found.file, lines, author=AFFAIRS)
        return _imported(found, len(written), before=False)

    return workspace.store.run(work)


def _written(unit: Unit, drafts: Sequence[Draft], note: Note) -> list[Entry]:
    """The entries of a file, written piece by piece within its transaction."""
    written: list[Entry] = []
    for first in range(0, len(drafts), _AT_ONCE):
        note(first, len(drafts), WRITING)
        written.extend(unit.ledger.append(drafts[first : first + _AT_ONCE]))
    return written


def _known_at(unit: Unit, workspace: Workspace, site: SiteId) -> KnownFacts:
    """What a file of one site is read against; of the ledgers, only what it speaks of will be read."""
    contracts = contracts_of(workspace.facts)
    ids = {post: contracts[post].id for post in _posts_at(workspace, site)}
    unit.ledger.hold(*ids.values())
    closed = {(post, month) for post, id_ in ids.items() for month in unit.ledger.closed_months(id_)}

    def stated(post: PostId, month: str) -> Sequence[Claim]:
        return tuple(claims_of(unit.ledger.claims(ids[post], month), post))

    return KnownFacts(workspace.facts, contracts, stated, frozenset(closed), workspace.today)


@dataclass(frozen=True, slots=True)
class Departure:
    """A statement that departs from the plan, of one post."""

    post: PostId
    stated: Stated


def confirm_days(
    workspace: Workspace, site: str, days: Span, post: str | None = None, exceptions: tuple[str, ...] = ()
) -> int:
    """State that all that was planned at a site over some days was done, but for the exceptions.

    What the site has stated before of a half-day stands, unless an exception speaks of it.

    Args:
        workspace: Where it is stated.
        site: The site that states.
        days: Up to today: what has not come cannot have been done.
        post: One post; all of them when left out.
        exceptions: ``[POST] DATE HALF STATUS [STAND-IN]``, one each.

    Raises:
        FaultyAttendance: an exception cannot be; nothing is taken.
    """
    at = workspace.site(site)
    posts = [workspace.post(post)] if post else list(_posts_at(workspace, at))
    last = min(days.last, workspace.today)
    if last < days.first:
        raise Refused(NOT_YET, first=days.first)
    read = [_exception(workspace, text, post) for text in exceptions]

    def work(unit: Unit) -> int:
        given = ledgers(unit, workspace.facts, posts)
        known, drafts = known_of(workspace, given), list[Draft]()
        for each in posts:
            writer = writer_of(unit, each, at, HEAD)
            mine = [one.stated for one in read if one.post == each]
            said = confirm(writer, known, given[each], Span(days.first, last), mine)
            drafts.extend(_unsaid(said, given[each], each, at, mine))
        return len(unit.ledger.append(drafts))

    return workspace.store.run(work)


def _unsaid(
    drafts: Sequence[Draft],
    entries: Sequence[Entry],
    post: PostId,
    site: SiteId,
    exceptions: Sequence[Stated],
) -> Iterator[Draft]:
    """The statements about half-days of which the site has said nothing yet, and the exceptions."""
    stated = _said(entries, post, site)
    stated -= {(each.day, slot) for each in exceptions for slot in each.slots}
    yield from (d for d in drafts if not any((d.worked_on, slot) in stated for slot in d.slots))


def _said(entries: Sequence[Entry], post: PostId, site: SiteId) -> set[tuple[date, Slot]]:
    """The half-days of which a site has said something."""
    return {
        (claim.day, slot)
        for claim in standing(claims_of(entries, post))
        if claim.site == site and claim.status is not Status.CALL_OUT
        for slot in claim.slots
    }


def to_confirm(entries: Sequence[Entry], post: PostId, site: SiteId, days: Span) -> tuple[Planned, ...]:
    """What was planned of a post at a site over some days, and the site has said nothing of."""
    stated, months = _said(entries, post, site), sorted({f"{day:%Y-%m}" for day in days})
    return tuple(
        unit
        for month in months
        for unit in planned_of(entries, post, month)
        if unit.site == site
        and unit.day in days
        and not any((unit.day, slot) in stated for slot in unit.slots)
    )


def state(workspace: Workspace, site: str, post: str, stated: Stated) -> int:
    """One statement of a site; nothing when it stands already.

    Raises:
        FaultyAttendance: it cannot be.
    """
    at, who = workspace.site(site), workspace.post(post)

    def work(unit: Unit) -> int:
        given = ledgers(unit, workspace.facts, [who])
        known = known_of(workspace, given)
        drafts = enter(writer_of(unit, who, at, HEAD), known, given[who], stated)
        return len(unit.ledger.append(drafts))

    return workspace.store.run(work)


def exceptions_of(path: Path) -> tuple[str, ...]:
    """The exceptions of a file: one a line; empty lines and those that start with ``#`` are skipped.

    Raises:
        FaultyAttendance: it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise refuse(Place(path.name), UNREADABLE, file=path.name) from None
    rows = csv.reader(text.splitlines(), delimiter=";")
    lines = [" ".join(row).strip() for row in rows]
    return tuple(line for line in lines if line and not line.startswith(("#", "post ", "post,")))


def _exception(workspace: Workspace, text: str, post: str | None) -> Departure:
    words = [word for word in _EXCEPTION_WORDS.split(text.strip()) if word]
    try:
        if words and words[0] in workspace.problem.conventions:
            post = words.pop(0)
        if post is None:
            raise Wrong(EXCEPTION_FORM, found=text)
        day, half, status, *by = words
        stated = Stated(
            day=_day(day),
            slots=slots_in(half),
            status=status_in(status),
            by=workspace.post(by[0]) if by else None,
        )
        return Departure(workspace.post(post), stated)
    except Wrong as wrong:
        raise _refused(text, wrong.trouble, wrong.near, dict(wrong.values)) from wrong
    except ValueError:
        raise _refused(text, EXCEPTION_FORM, "", {"found": text}) from None


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no time zone)


def _refused(text: str, trouble: Trouble, near: str, values: Mapping[str, object]) -> FaultyAttendance:
    return refuse(Place("", excerpt=text[:120]), trouble, near=near, **values)


def _posts_at(workspace: Workspace, site: SiteId) -> Iterator[PostId]:
    for convention in workspace.facts.conventions:
        if any(share.site == site for share in convention.shares):
            yield convention.post


def _line(end: object, numbers: Mapping[UUID, Entry]) -> AttendanceLine:
    match end:
        case Entered():
            first = numbers[end.drafts[0].idem]
            return AttendanceLine(
                line=end.line, outcome=Outcome.ENTRY, contract=first.draft.contract, seq=first.seq
            )
        case Rejected():
            return AttendanceLine(line=end.line, outcome=Outcome.REJECTED, reason=end.fault.what.en[:200])
        case _:
            line: int = getattr(end, "line")  # noqa: B009 (the third of the three ends of a line)
            return AttendanceLine(line=line, outcome=Outcome.DUPLICATE)


def _imported(found: Import, entries: int, *, before: bool) -> Imported:
    return Imported(
        file=found.file,
        site=found.site,
        entered=len(found.entered),
        duplicates=len(found.duplicates),
        rejected=tuple((line.line, line.fault) for line in found.rejected),
        entries=entries,
        unread=found.unread,
        before=before,
    )


WRITING = Text("Écriture", "Writing")
NOT_YET = Trouble(
    Text("Le {first} n’est pas encore passé.", "{first} has not come yet."),
    Text("Ne confirmer que ce qui a été fait.", "Confirm only what was done."),
)
EXCEPTION_FORM = Trouble(
    Text("« {found} » n’est pas une exception.", "“{found}” is no exception."),
    Text(
        "Écrire [POSTE] AAAA-MM-JJ am|pm|night|day absent|replaced [REMPLAÇANT].",
        "Write [POST] YYYY-MM-DD am|pm|night|day absent|replaced [STAND-IN].",
    ),
)
UNREADABLE = Trouble(
    Text("{file} ne peut pas être lu.", "{file} cannot be read."),
    Text("Donner un fichier texte en UTF-8.", "Give a text file in UTF-8."),
)

"""Attendance files: every line ends as exactly one of entry, duplicate, rejected; nothing comes twice."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from rota.errors import Fault
from rota.ledger.entry import Draft
from rota.ledger.writer import Writer
from rota.model.facts import PostId, SiteId
from rota.reconcile.claims import Claim, claim_drafts, standing
from rota.reconcile.faulty import fault_at, refuse
from rota.reconcile.grid import Grid, read_grid
from rota.reconcile.known import KnownFacts
from rota.reconcile.line_troubles import SAYS_OTHERWISE
from rota.reconcile.lines import Lines
from rota.reconcile.mapping import PLAIN, AttendanceMapping
from rota.reconcile.stating import refuse_late
from rota.reconcile.work import WrongField
from rota.sites.faults import Place, Trouble, nearest
from rota.words import Text

_NOTED = 200
"""Lines between two notes."""
AUTHOR = "medical-affairs"
"""Who sends attendance, by function."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A line that states something new."""

    line: int
    claims: tuple[Claim, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A line whose site has stated the same already, here or in an earlier file."""

    line: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that states nothing, with what is wrong in which column."""

    line: int
    fault: Fault


LineEnd: TypeAlias = Entered | Duplicate | Rejected


@dataclass(frozen=True)
class Import:
    """What one file gives: nothing is written until its drafts are appended, all of them or none."""

    file: str
    sha256: str
    site: SiteId
    lines: tuple[LineEnd, ...]
    """One for each line that holds something, in the order of the file."""
    unread: tuple[str, ...]
    """Columns that were not looked at."""

    @property
    def entered(self) -> tuple[Entered, ...]:
        """The lines that are new."""
        return tuple(line for line in self.lines if isinstance(line, Entered))

    @property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The lines already stated."""
        return tuple(line for line in self.lines if isinstance(line, Duplicate))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The lines that state nothing."""
        return tuple(line for line in self.lines if isinstance(line, Rejected))

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """What is to be appended."""
        return tuple(draft for line in self.entered for draft in line.drafts)


def import_file(
    path: Path,
    site: SiteId,
    mapping: AttendanceMapping = PLAIN,
    *,
    known: KnownFacts,
    author: str = AUTHOR,
    note: Callable[[int, int], None] = lambda _done, _whole: None,
) -> Import:
    """What a file of one site’s time system states; reading it writes nothing.

    Args:
        path: CSV or XLSX, told apart by content.
        site: The site whose time it is.
        mapping: How its columns and codes are read.
        known: The facts, and what the ledgers of its posts hold already.
        author: Who imports, by function.
        note: Told how many lines are read, out of how many.

    Raises:
        FaultyAttendance: the file as a whole cannot be used; no line of it is taken.
    """
    if site not in known.problem.sites:
        raise refuse(Place(path.name), NO_SITE, near=nearest(site, known.problem.sites), site=site)
    if mapping.site and mapping.site != site:
        raise refuse(Place(path.name), OTHER_MAPPING_SITE, site=site, other=mapping.site)
    grid = read_grid(path, mapping)
    ends: dict[int, LineEnd] = {}
    whole = len(grid.refused) + len(grid.sheet.rows)
    for line, end in _Reading(grid, site, mapping, known, author).ends():
        ends[line] = end
        if len(ends) % _NOTED == 0:
            note(len(ends), whole)
    return Import(grid.file, grid.sha256, site, tuple(ends[line] for line in sorted(ends)), grid.unread)


class _Reading:
    """One file being read against what is known."""

    def __init__(
        self, grid: Grid, site: SiteId, mapping: AttendanceMapping, known: KnownFacts, author: str
    ) -> None:
        self.grid = grid
        self.lines = Lines(grid, site, mapping, known)
        self.writers = {post: Writer(of, author, site) for post, of in known.contracts.items()}
        self.known = known
        self.stated: dict[tuple[PostId, str], _Stated] = {}
        self.here: dict[tuple[PostId, date], list[tuple[int, Claim]]] = {}

    def ends(self) -> Iterator[tuple[int, LineEnd]]:
        """How each line ends, those that could not be cut into cells first."""
        for line, fault in self.grid.refused.items():
            yield line, Rejected(line, fault)
        for line, row in self.grid.sheet.rows:
            claims = self.lines.claims(line, row)
            yield line, Rejected(line, claims) if isinstance(claims, Fault) else self._end(line, claims)

    def _end(self, line: int, claims: tuple[Claim, ...]) -> LineEnd:
        new: list[Claim] = []
        for claim in claims:
            before = self.here.get((claim.post, claim.day), ())
            if any(claim.content == other.content for _, other in before):
                continue
            clash = next((number for number, other in before if claim.concerns(other)), 0)
            if clash:
                fault = fault_at(self.grid.place(line), SAYS_OTHERWISE, other=clash)
                return Rejected(line, fault)
            new.append(claim)
        fresh = tuple(claim for claim in new if claim.content not in self._before(claim).known)
        try:
            refuse_late(self.known, fresh)
        except WrongField as late:
            place = self.grid.place(line, late.field)
            return Rejected(
                line, fault_at(place, late.wrong.trouble, near=late.wrong.near, **late.wrong.values)
            )
        for claim in new:
            self.here.setdefault((claim.post, claim.day), []).append((line, claim))
        return Entered(line, fresh, self._drafts(fresh)) if fresh else Duplicate(line)

    def _before(self, claim: Claim) -> "_Stated":
        """What the site has stated so far of the post in the month of a claim."""
        about = claim.post, claim.month
        if about not in self.stated:
            own = [each for each in self.known.stated(*about) if each.site == claim.site]
            self.stated[about] = _Stated.of(own, f"file:{self.grid.sha256}:")
        return self.stated[about]

    def _drafts(self, claims: tuple[Claim, ...]) -> tuple[Draft, ...]:
        return tuple(
            draft
            for claim in claims
            for draft in claim_drafts(
                self.writers[claim.post], claim, self._before(claim).times[claim.content]
            )
        )


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a site has stated of a post in a month."""

    times: Counter[tuple[object, ...]]
    """How often each content was ever stated."""
    known: frozenset[tuple[object, ...]]
    """Contents that say nothing new."""

    @staticmethod
    def of(own: Sequence[Claim], file: str) -> "_Stated":
        """Contents that stand, and those that this very file has stated already."""
        again = {claim.content for claim in own if claim.source.startswith(file)}
        return _Stated(
            Counter(claim.content for claim in own),
            frozenset(again | {claim.content for claim in standing(own)}),
        )


NO_SITE = Trouble(
    Text("« {site} » n’est pas le code d’un site.", "“{site}” is not the code of a site."),
    Text("Les codes valables sont dans sites.toml.", "Valid codes are in sites.toml."),
)
OTHER_MAPPING_SITE = Trouble(
    Text(
        "La correspondance est celle de {other}, non de {site}.",
        "The mapping is that of {other}, not of {site}.",
    ),
    Text("Prendre celle de {site}.", "Take the one of {site}."),
)

"""An open workspace: the store with a clock, the facts that stand, and who writes."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rota.clock import Clock, today
from rota.ledger.contract import Contract
from rota.ledger.entry import Entry
from rota.ledger.writer import Writer
from rota.model.calendar import Span
from rota.model.facts import Convention, Facts, PostId, SiteId
from rota.model.problem import Problem
from rota.service import known
from rota.service.contents import NO_POST
from rota.sites.faults import Trouble
from rota.store import Store, Unit
from rota.words import Text

HEAD, AFFAIRS, PROGRAM = "head-of-service", "medical-affairs", "rota"
"""Who writes, by function."""


def author_of(site: SiteId, role: str = HEAD) -> str:
    """Who writes for a site, by function: ``head-of-service@CH``."""
    return f"{role}@{site}"


@dataclass(frozen=True)
class Workspace:
    """A database with its clock."""

    store: Store
    clock: Clock

    @cached_property
    def _stated(self) -> tuple[Facts, str]:
        """Read together: a fingerprint read later could be that of another’s facts."""
        return self.store.read(lambda unit: (unit.facts.facts(), unit.facts.fingerprint()))

    @property
    def facts(self) -> Facts:
        """The facts that stand."""
        return self._stated[0]

    @property
    def fingerprint(self) -> str:
        """Of the facts that stand."""
        return self._stated[1]

    @cached_property
    def problem(self) -> Problem:
        """The facts as counting reads them; its span means nothing."""
        return whole_problem(self.facts)

    @property
    def today(self) -> date:
        """The present day, where the first site is."""
        return today(self.clock, self.facts.sites[0].timezone)

    def contracts(self) -> Mapping[PostId, Contract]:
        """The contract of each post under a convention."""

        def work(unit: Unit) -> dict[PostId, Contract]:
            return {c.post: unit.ledger.contract(c.post) for c in self.facts.conventions}

        return self.store.read(work)

    def ledgers(self) -> Mapping[PostId, tuple[Entry, ...]]:
        """All entries of each post, as they stand at one moment."""
        return self.store.read(lambda unit: ledgers(unit, self.facts))

    def site(self, code: str) -> SiteId:
        """A site of the facts.

        Raises:
            Refused: there is none of that code.
        """
        return known(code, self.problem.sites, NO_SITE)

    def post(self, code: str) -> PostId:
        """A post under a convention.

        Raises:
            Refused: there is none of that code.
        """
        return known(code, self.problem.conventions, NO_POST)


@contextmanager
def opened(url: str, clock: Clock) -> Iterator[Workspace]:
    """The workspace of an address, closed afterwards.

    Raises:
        NoStore: there is none.
    """
    with Store.open(url, clock=clock) as store:
        yield Workspace(store, clock)


def ledgers(
    unit: Unit, facts: Facts, posts: Collection[PostId] | None = None
) -> dict[PostId, tuple[Entry, ...]]:
    """All entries of some posts, of every post under a convention where none is named."""
    wanted = [c.post for c in facts.conventions if posts is None or c.post in posts]
    return {post: entries_of(unit, unit.ledger.contract(post)) for post in wanted}


def entries_of(unit: Unit, contract: Contract) -> tuple[Entry, ...]:
    """The entries of one contract."""
    return tuple(unit.ledger.entries(contract.id))


def writer_of(unit: Unit, post: PostId, site: SiteId, author: str = AFFAIRS) -> Writer:
    """Who writes in the ledger of a post for a site."""
    return Writer(unit.ledger.contract(post), author, site)


def whole_problem(facts: Facts) -> Problem:
    """The facts as counting reads them: over all conventions, with nothing planned."""
    first = min((c.start for c in facts.conventions), default=date(2000, 1, 1))
    last = max((c.end for c in facts.conventions), default=first)
    return Problem(facts, Span(first, last))


def convention_of(facts: Facts, post: PostId) -> Convention:
    """The convention of a post."""
    return next(c for c in facts.conventions if c.post == post)


NO_SITE = Trouble(
    Text("Le dossier n’a pas de site « {code} ».", "The folder has no site “{code}”."),
    Text("Sites : {known}.", "Sites: {known}."),
)

"""A workspace: one database with the facts, the plans, the ledger and what was imported."""

import random
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine

from rota.clock import Clock
from rota.ledger.chain import SALT_BYTES
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry
from rota.model.facts import Facts, PostId
from rota.store import opening, protections
from rota.store.engine import reading
from rota.store.errors import Unprotected
from rota.store.retry import retried
from rota.store.rows import StoredEntry
from rota.store.unit import Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What is neither data nor clock, replaced in tests."""

    salt: Callable[[], bytes] = lambda: secrets.token_bytes(SALT_BYTES)
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random


CHANCE = Chance()


class Store:
    """An open workspace; it is the :class:`rota.ledger.journal.Journal` of all its contracts.

    :meth:`run` does a unit of work: everything it writes is kept or nothing, and the whole function is run
    again when another writer was in the way. It must therefore do nothing but read and write through its
    :class:`Unit`, with ids made before.
    """

    def __init__(self, engine: Engine, *, clock: Clock, chance: Chance = CHANCE) -> None:
        self._reading = reading(engine)
        self._clock = clock
        self._chance = chance
        self.engine = engine
        """For backups and verification."""
        with self._reading.begin() as connection:
            self.unprotected = protections.faults(connection)
        """Protections that are missing or changed: while there are some, nothing is written."""

    @staticmethod
    def create(url: str, facts: Facts, *, clock: Clock, author: str = "", chance: Chance = CHANCE) -> "Store":
        """Make a workspace from the facts of a folder.

        Raises:
            NoStore: there is one already, or the address cannot be used.
        """
        engine = opening.make(url)
        with opening.closed_on_failure(engine):
            store = Store(engine, clock=clock, chance=chance)
            store.save_facts(facts, "", author=author)
        return store

    @staticmethod
    def open(url: str, *, clock: Clock, chance: Chance = CHANCE) -> "Store":
        """Open a workspace; one of an earlier version is brought to this one.

        Raises:
            NoStore: there is none.
            OtherVersion: it was made by a newer program.
            Damaged: the database reports that it is broken.
        """
        engine = opening.open_there(url, clock.now().date())
        with opening.closed_on_failure(engine):
            return Store(engine, clock=clock, chance=chance)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address, without its password."""
        return self.engine.url.render_as_string(hide_password=True)

    def run(self, work: Callable[[Unit], T]) -> T:
        """Do a unit of work that writes.

        Raises:
            Unprotected: protections are missing: nothing is written.
            StoreBusy: the database could not be had through all tries.
        """
        if self.unprotected:
            raise Unprotected(self.unprotected)
        return self._done(self.engine, work)

    def read(self, work: Callable[[Unit], T]) -> T:
        """Do a unit of work that only reads, on one state of the database."""
        return self._done(self._reading, work)

    def contract(self, post: PostId) -> Contract:
        """The contract of a post."""
        return self.read(lambda unit: unit.ledger.contract(post))

    def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Append all drafts in order, or none; those already there are given back."""
        return self.run(lambda unit: unit.ledger.append(drafts))

    def entries(self, contract: UUID, *, after: int = 0) -> Iterator[Entry]:
        """Entries of a contract; read by pages, no lock is held between them."""

        def page(above: int) -> list[Entry]:
            return self.read(lambda unit: unit.ledger.page(contract, above))

        while found := page(after):
            yield from found
            after = found[-1].seq

    def stored(self, contract: UUID, *, after: int = 0) -> Iterator[StoredEntry]:
        """Rows of a contract as they stand, believed in nothing; read by pages."""

        def page(above: int) -> list[StoredEntry]:
            return self.read(lambda unit: unit.ledger.stored(contract, above))

        while found := page(after):
            yield from found
            after = found[-1].seq

    def head(self, contract: UUID) -> tuple[int, bytes]:
        """Number and hash of the last entry; 0 and the genesis when there is none."""
        return self.read(lambda unit: unit.ledger.head(contract))

    def facts(self) -> Facts:
        """The facts that stand."""
        return self.read(lambda unit: unit.facts.facts())

    def fingerprint(self) -> str:
        """Of the facts that stand."""
        return self.read(lambda unit: unit.facts.fingerprint())

    def save_facts(self, facts: Facts, expected_fingerprint: str, *, author: str = "") -> str:
        """Store facts made from those with ``expected_fingerprint``; give their own.

        Raises:
            FactsChanged: others were saved meanwhile.
        """
        return self.run(lambda unit: unit.facts.save(facts, expected_fingerprint, author=author))

    def _done(self, engine: Engine, work: Callable[[Unit], T]) -> T:
        def once() -> T:
            with engine.begin() as connection:
                return work(self._unit(connection))

        return retried(once, sleep=self._chance.sleep, chance=self._chance.jitter)

    def _unit(self, connection: Connection) -> Unit:
        return Unit(connection, self._clock, self._chance.salt)

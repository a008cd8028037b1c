"""Versions of the facts, and the contracts that their conventions open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from rota.clock import Clock
from rota.errors import UserError
from rota.ledger.chain import microseconds
from rota.ledger.contract import Contract, contract_of
from rota.model.facts import Facts
from rota.sites import fingerprint
from rota.store.content import content_of, facts_of
from rota.store.errors import FactsChanged, NoStore
from rota.store.rows import contract_from, contract_row, moment
from rota.store.tables import CONTRACT, ENTRY, FACTS_VERSION
from rota.words import Text


@dataclass(frozen=True, slots=True)
class SavedFacts:
    """One version of the facts."""

    facts: Facts
    fingerprint: str
    author: str
    """A function, not a name; ``@`` and a site where it was that site’s."""
    at: datetime


class FactsVersions:
    """The facts of one transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def facts(self, fingerprint: str | None = None) -> Facts:
        """The facts that stand, or the latest that had ``fingerprint``.

        Raises:
            NoStore: there are none.
        """
        asked = select(FACTS_VERSION.c.content).order_by(FACTS_VERSION.c.id.desc()).limit(1)
        if fingerprint is not None:
            asked = asked.where(FACTS_VERSION.c.fingerprint == fingerprint)
        content = self._connection.scalar(asked)
        if content is None:
            raise NoStore(_NO_FACTS)
        return facts_of(content)

    def fingerprint(self) -> str:
        """Of the facts that stand; empty when there are none yet."""
        found = self._latest()
        return "" if found is None else found[1]

    def latest(self, count: int) -> tuple[SavedFacts, ...]:
        """The last versions, that which stands first."""
        asked = select(FACTS_VERSION).order_by(FACTS_VERSION.c.id.desc()).limit(count)
        return tuple(
            SavedFacts(facts_of(row.content), row.fingerprint, row.author, moment(row.saved_at))
            for row in self._connection.execute(asked)
        )

    def save(self, facts: Facts, expected_fingerprint: str, *, author: str = "") -> str:
        """Store facts that were made from those with ``expected_fingerprint``; give their own.

        Facts that stand already change nothing, so that saving twice is harmless.

        Raises:
            FactsChanged: others were saved meanwhile.
            UserError: a convention with entries would have other sites.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql("LOCK TABLE facts_version IN SHARE ROW EXCLUSIVE MODE")
        latest, content = self._latest(), content_of(facts)
        number, standing, stated = latest or (0, "", "")
        if stated == content:
            return standing
        if standing != expected_fingerprint:
            raise FactsChanged(standing)
        row = {
            "id": number + 1,
            "fingerprint": (saved := fingerprint(facts)),
            "content": content,
            "saved_at": microseconds(self._clock.now()),
            "author": author,
        }
        self._connection.execute(insert(FACTS_VERSION), row)
        for convention in facts.conventions:
            self._open(contract_of(convention))
        return saved

    def _latest(self) -> tuple[int, str, str] | None:
        asked = (
            select(FACTS_VERSION.c.id, FACTS_VERSION.c.fingerprint, FACTS_VERSION.c.content)
            .order_by(FACTS_VERSION.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(asked).first()
        return None if row is None else (row.id, row.fingerprint, row.content)

    def _open(self, contract: Contract) -> None:
        """Open a contract; one that is there keeps its opening once entries hang on it."""
        key = CONTRACT.c.id == contract.id.bytes
        row = self._connection.execute(select(CONTRACT).where(key)).mappings().first()
        if row is not None:
            standing = contract_from(row)
            if standing == contract:
                return
            used = select(ENTRY.c.seq).where(ENTRY.c.contract == contract.id.bytes).limit(1)
            if self._connection.scalar(used) is not None:
                _refuse_other_sites(standing, contract)
                return
            self._connection.execute(delete(CONTRACT).where(key))
        self._connection.execute(insert(CONTRACT), contract_row(contract, self._clock.now()))


def _refuse_other_sites(standing: Contract, contract: Contract) -> None:
    if standing.sites != contract.sites:
        raise UserError(
            Text(
                f"le registre du poste {contract.post} est ouvert entre {', '.join(standing.sites)} : "
                "terminer cette convention et en ouvrir une autre, à une autre date, pour changer de sites",
                f"the ledger of post {contract.post} is open between {', '.join(standing.sites)}: end this "
                "convention and start another, on another date, to change sites",
            )
        )


_NO_FACTS = Text("aucun dossier dans cette base", "no folder in this database")

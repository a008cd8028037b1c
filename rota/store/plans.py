"""Versions of plans: draft, proposed, agreed by each site, published, superseded.

Everything is only added: a change is a new version, an undo is a new version that says what an earlier one
said, and what happens to a version is an event. Two heads who save at the same moment ask for the same
number; the second is shown what the first one saved.
"""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from rota.clock import Clock
from rota.ledger.chain import microseconds
from rota.model.facts import SiteId
from rota.store.errors import Damaged, PlanRefused
from rota.store.plan_version import Event, Happened, PlanChanged, PlanState, PlanVersion, version_of
from rota.store.rows import moment
from rota.store.tables import PLAN, PLAN_BODY, PLAN_EVENT, PLAN_VERSION
from rota.words import Text


class Plans:
    """The plans of one transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def names(self) -> tuple[str, ...]:
        """Names of all plans, in order."""
        return tuple(self._connection.scalars(select(PLAN.c.name).order_by(PLAN.c.name)))

    def history(self, plan: str) -> tuple[PlanVersion, ...]:
        """All versions, oldest first; none when there is no such plan.

        Raises:
            Damaged: a version does not say what it was saved with.
        """
        asked = (
            select(PLAN_VERSION, PLAN_BODY.c.body)
            .join(PLAN_BODY, PLAN_BODY.c.sha256 == PLAN_VERSION.c.sha256)
            .where(PLAN_VERSION.c.plan == plan)
            .order_by(PLAN_VERSION.c.version)
        )
        rows = self._connection.execute(asked).mappings().all()
        for row in rows:
            if sha256(row["body"].encode()).digest() != row["sha256"]:
                raise _changed(plan, row["version"])
        events = self._events(plan)
        published = max((version for version, event, _ in events if event == "published"), default=0)
        return tuple(version_of(row, events, published, rows[-1]["version"]) for row in rows)

    def head(self, plan: str) -> PlanVersion | None:
        """The last version."""
        versions = self.history(plan)
        return versions[-1] if versions else None

    def version(self, plan: str, version: int) -> PlanVersion:
        """One version.

        Raises:
            PlanRefused: there is none of that number.
        """
        found = next((each for each in self.history(plan) if each.version == version), None)
        if found is None:
            raise PlanRefused(Text(f"pas de version {version} de {plan}", f"no version {version} of {plan}"))
        return found

    def published(self, plan: str) -> PlanVersion | None:
        """The version that is in force."""
        return next((v for v in self.history(plan) if v.state is PlanState.PUBLISHED), None)

    def save(
        self, plan: str, body: str, *, based_on: int, author: str, site: SiteId, undoes: int | None = None
    ) -> PlanVersion:
        """Save a new version made from version ``based_on`` (0: from none); the same one twice is one.

        Raises:
            PlanChanged: another version was saved meanwhile.
        """
        head = self._held(plan)
        if head is not None and head.version == based_on + 1 and _same(head, body, author, site, undoes):
            return head
        if (head.version if head else 0) != based_on:
            raise PlanChanged(head)
        now = microseconds(self._clock.now())
        if head is None and plan not in self.names():
            self._connection.execute(insert(PLAN), {"name": plan, "made_at": now})
        key = sha256(body.encode()).digest()
        if self._connection.scalar(select(PLAN_BODY.c.sha256).where(PLAN_BODY.c.sha256 == key)) is None:
            self._connection.execute(insert(PLAN_BODY), {"sha256": key, "body": body})
        row = {"plan": plan, "version": based_on + 1, "sha256": key, "undoes": undoes, "made_at": now}
        self._connection.execute(insert(PLAN_VERSION), row | {"author": author, "author_site": site})
        return self.version(plan, based_on + 1)

    def undo(self, plan: str, version: int, *, based_on: int, author: str, site: SiteId) -> PlanVersion:
        """Take up again what ``version`` said, as a new version.

        Raises:
            PlanChanged: another version was saved meanwhile.
            PlanRefused: there is no such version.
        """
        body = self.version(plan, version).body
        return self.save(plan, body, based_on=based_on, author=author, site=site, undoes=version)

    def propose(
        self, plan: str, version: int, sites: Iterable[SiteId], *, author: str, site: SiteId
    ) -> PlanVersion:
        """Ask ``sites`` to agree to a version; the site that asks agrees by asking.

        Raises:
            PlanChanged: it is not the last version any more.
        """
        self._last(plan, version)
        asked = sorted({*sites, site})
        for each in asked:
            self._note(plan, version, "asked", each, author)
        self._note(plan, version, "agreed", site, author)
        return self.version(plan, version)

    def agree(self, plan: str, version: int, *, author: str, site: SiteId) -> PlanVersion:
        """A site agrees to a version.

        Raises:
            PlanChanged: it is not the last version any more.
            PlanRefused: it was not proposed, or the site was not asked.
        """
        found = self._last(plan, version)
        if not found.asked:
            raise PlanRefused(_NOT_PROPOSED)
        if site not in found.asked:
            raise PlanRefused(
                Text(f"l’accord de {site} n’est pas demandé", f"{site} is not among the sites asked to agree")
            )
        self._note(plan, version, "agreed", site, author)
        return self.version(plan, version)

    def publish(self, plan: str, version: int, *, author: str, site: SiteId) -> PlanVersion:
        """Put a version in force; the one before is superseded.

        Raises:
            PlanChanged: it is not the last version any more.
            PlanRefused: sites have still to agree.
        """
        found = self._last(plan, version)
        missing = sorted(set(found.asked) - set(found.agreed))
        if missing or not found.asked:
            listed = ", ".join(missing)
            raise PlanRefused(
                Text(f"accord encore attendu : {listed}", f"agreement still awaited: {listed}")
                if missing
                else _NOT_PROPOSED
            )
        if found.state is not PlanState.PUBLISHED:
            self._note(plan, version, "published", site, author)
        return self.version(plan, version)

    def happened(self, plan: str, version: int) -> tuple[Happened, ...]:
        """What happened to a version, in order."""
        asked = (
            select(PLAN_EVENT)
            .where(PLAN_EVENT.c.plan == plan, PLAN_EVENT.c.version == version)
            .order_by(PLAN_EVENT.c.happened_at, PLAN_EVENT.c.event, PLAN_EVENT.c.site)
        )
        return tuple(
            Happened(row["event"], SiteId(row["site"]), row["author"], moment(row["happened_at"]))
            for row in self._connection.execute(asked).mappings()
        )

    def _held(self, plan: str) -> PlanVersion | None:
        """The last version, with others kept from changing the plan until the transaction ends."""
        if self._connection.dialect.name == "postgresql":
            key = sha256(f"rota plan {plan}".encode()).digest()[:8]
            lock = f"SELECT pg_advisory_xact_lock({int.from_bytes(key, 'big', signed=True)})"
            self._connection.exec_driver_sql(lock)
        return self.head(plan)

    def _last(self, plan: str, version: int) -> PlanVersion:
        head = self._held(plan)
        if head is None or head.version != version:
            raise PlanChanged(head)
        return head

    def _events(self, plan: str) -> list[Event]:
        asked = select(PLAN_EVENT.c.version, PLAN_EVENT.c.event, PLAN_EVENT.c.site)
        found = self._connection.execute(asked.where(PLAN_EVENT.c.plan == plan))
        return [(row.version, row.event, row.site) for row in found]

    def _note(self, plan: str, version: int, event: str, site: SiteId, author: str) -> None:
        """Note an event; one that happened already is not noted again."""
        if (version, event, site) in self._events(plan):
            return
        row = {"plan": plan, "version": version, "event": event, "site": site, "author": author}
        self._connection.execute(insert(PLAN_EVENT), row | {"happened_at": microseconds(self._clock.now())})


def _same(head: PlanVersion, body: str, author: str, site: SiteId, undoes: int | None) -> bool:
    return (head.body, head.author, head.author_site, head.undoes) == (body, author, site, undoes)


def _changed(plan: str, version: int) -> Damaged:
    name = f"{plan}/v{version}"
    return Damaged(
        Text(
            f"le planning {name} a été modifié dans la base : il n’a plus l’empreinte de ce qui fut gardé",
            f"plan {name} was changed in the database: it no longer has the hash of what was saved",
        )
    )


_NOT_PROPOSED = Text("ce planning n’a pas été proposé", "this plan was not proposed")

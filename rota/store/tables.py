"""The tables, as SQLModel classes: what the store reads and writes.

Nothing here creates them: the SQL files of ``migrations/sql`` do, with their triggers and constraints, and a
test holds the two against each other. SQLModel does not check values of ``table=True`` classes, so every
rule stands in the database.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, LargeBinary, Table, Text
from sqlmodel import Field, SQLModel

_WHOLE = BigInteger()


def _column(kind: Any, *, key: bool = False, null: bool = False) -> Any:
    return Field(
        default=None,
        sa_column=Column(kind, primary_key=key, nullable=null, autoincrement=False if key else "auto"),
    )


class ContractRow(SQLModel, table=True):
    """The opening of a chain; it can only go while no entry hangs on it."""

    __tablename__ = "contract"
    __table_args__ = (Index("contract_post", "post", "started"),)
    id: bytes = _column(LargeBinary, key=True)
    post: str = _column(Text)
    started: str = _column(Text)
    opening: bytes = _column(LargeBinary)
    genesis: bytes = _column(LargeBinary)
    opened_at: int = _column(_WHOLE)


class EntryRow(SQLModel, table=True):
    """One entry: its exact bytes, its place in the chain, and the fields that are queried."""

    __tablename__ = "entry"
    __table_args__ = (
        ForeignKeyConstraint(["contract"], ["contract.id"], name="entry_contract"),
        ForeignKeyConstraint(["contract", "ref"], ["entry.contract", "entry.seq"], name="entry_ref"),
    )
    contract: bytes = _column(LargeBinary, key=True)
    seq: int = _column(_WHOLE, key=True)
    idem: bytes = _column(LargeBinary)
    group_id: bytes = _column(LargeBinary)
    kind: str = _column(Text)
    unit: str = _column(Text)
    debit: str = _column(Text)
    credit: str = _column(Text)
    amount: int = _column(_WHOLE)
    month: str = _column(Text)
    worked_on: str | None = _column(Text, null=True)
    site: str | None = _column(Text, null=True)
    ref: int | None = _column(_WHOLE, null=True)
    corrects_month: str = _column(Text)
    author_site: str = _column(Text)
    statement: str = _column(Text)
    recorded_at: int = _column(_WHOLE)
    """Microseconds since the epoch."""
    salt: bytes = _column(LargeBinary)
    payload: bytes = _column(LargeBinary)
    leaf: bytes = _column(LargeBinary)
    prev: bytes = _column(LargeBinary)
    hash: bytes = _column(LargeBinary)


class BookingRow(SQLModel, table=True):
    """What stands now: a post works once at most on a slot of a day. The only table that forgets."""

    __tablename__ = "booking"
    __table_args__ = (
        ForeignKeyConstraint(["contract", "seq"], ["entry.contract", "entry.seq"], name="booking_entry"),
        Index("booking_of_entry", "contract", "seq"),
    )
    post: str = _column(Text, key=True)
    day: str = _column(Text, key=True)
    slot: str = _column(Text, key=True)
    contract: bytes = _column(LargeBinary)
    seq: int = _column(_WHOLE)
    group_id: bytes = _column(LargeBinary)
    site: str = _column(Text)


class FactsVersionRow(SQLModel, table=True):
    """What the hospitals stated, each time it changed."""

    __tablename__ = "facts_version"
    id: int = _column(_WHOLE, key=True)
    fingerprint: str = _column(Text)
    content: str = _column(Text)
    """The files of the folder, canonical JSON by name."""
    saved_at: int = _column(_WHOLE)
    author: str = _column(Text)


class PlanRow(SQLModel, table=True):
    """A plan that has versions, by its name."""

    __tablename__ = "plan"
    name: str = _column(Text, key=True)
    made_at: int = _column(_WHOLE)


class PlanBodyRow(SQLModel, table=True):
    """The text of a plan file; versions that say the same share it."""

    __tablename__ = "plan_body"
    sha256: bytes = _column(LargeBinary, key=True)
    body: str = _column(Text)


class PlanVersionRow(SQLModel, table=True):
    """One version; its number is taken once, which is how two heads never overwrite each other."""

    __tablename__ = "plan_version"
    __table_args__ = (
        ForeignKeyConstraint(["plan"], ["plan.name"], name="plan_version_plan"),
        ForeignKeyConstraint(["sha256"], ["plan_body.sha256"], name="plan_version_body"),
        ForeignKeyConstraint(
            ["plan", "undoes"], ["plan_version.plan", "plan_version.version"], name="plan_version_undoes"
        ),
    )
    plan: str = _column(Text, key=True)
    version: int = _column(_WHOLE, key=True)
    sha256: bytes = _column(LargeBinary)
    undoes: int | None = _column(_WHOLE, null=True)
    author: str = _column(Text)
    author_site: str = _column(Text)
    made_at: int = _column(_WHOLE)


class PlanEventRow(SQLModel, table=True):
    """A site was asked to agree to a version, agreed, or the version was published."""

    __tablename__ = "plan_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["plan", "version"], ["plan_version.plan", "plan_version.version"], name="plan_event_version"
        ),
    )
    plan: str = _column(Text, key=True)
    version: int = _column(_WHOLE, key=True)
    event: str = _column(Text, key=True)
    site: str = _column(Text, key=True)
    author: str = _column(Text)
    happened_at: int = _column(_WHOLE)


class AttendanceFileRow(SQLModel, table=True):
    """A file of attendance that was imported whole."""

    __tablename__ = "attendance_file"
    site: str = _column(Text, key=True)
    sha256: bytes = _column(LargeBinary, key=True)
    name: str = _column(Text)
    lines: int = _column(_WHOLE)
    author: str = _column(Text)
    imported_at: int = _column(_WHOLE)


class AttendanceLineRow(SQLModel, table=True):
    """What became of one line of a file."""

    __tablename__ = "attendance_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site", "sha256"],
            ["attendance_file.site", "attendance_file.sha256"],
            name="attendance_line_file",
        ),
        ForeignKeyConstraint(
            ["contract", "seq"], ["entry.contract", "entry.seq"], name="attendance_line_entry"
        ),
    )
    site: str = _column(Text, key=True)
    sha256: bytes = _column(LargeBinary, key=True)
    line: int = _column(_WHOLE, key=True)
    outcome: str = _column(Text)
    reason: str = _column(Text)
    contract: bytes | None = _column(LargeBinary, null=True)
    seq: int | None = _column(_WHOLE, null=True)


class FeedRow(SQLModel, table=True):
    """A calendar feed: of whom, in which language, how much it tells."""

    __tablename__ = "feed"
    id: bytes = _column(LargeBinary, key=True)
    subject: str = _column(Text)
    """``post`` or ``service``."""
    code: str = _column(Text)
    lang: str = _column(Text)
    detail: str = _column(Text)
    proposals: int = _column(_WHOLE)
    secret: bytes = _column(LargeBinary)
    """What the names of its events are made with."""
    made_at: int = _column(_WHOLE)


class FeedTokenRow(SQLModel, table=True):
    """What opens a feed on one device: never the token, only its SHA-256."""

    __tablename__ = "feed_token"
    __table_args__ = (
        ForeignKeyConstraint(["feed"], ["feed.id"], name="feed_token_feed"),
        ForeignKeyConstraint(["replaces"], ["feed_token.digest"], name="feed_token_replaces"),
        Index("feed_token_of_feed", "feed"),
    )
    digest: bytes = _column(LargeBinary, key=True)
    feed: bytes = _column(LargeBinary)
    device: str = _column(Text)
    made_at: int = _column(_WHOLE)
    until: str | None = _column(Text, null=True)
    """The last day on which it opens the feed."""
    replaces: bytes | None = _column(LargeBinary, null=True)
    revoked_at: int | None = _column(_WHOLE, null=True)


class FeedEventRow(SQLModel, table=True):
    """What was last told of one event of a feed; never deleted, so that its stamps never start again."""

    __tablename__ = "feed_event"
    __table_args__ = (ForeignKeyConstraint(["feed"], ["feed.id"], name="feed_event_feed"),)
    feed: bytes = _column(LargeBinary, key=True)
    uid: str = _column(Text, key=True)
    sequence: int = _column(_WHOLE)
    content: str = _column(Text)
    made_at: int = _column(_WHOLE)
    changed_at: int = _column(_WHOLE)
    gone: int = _column(_WHOLE)


class FeedBodyRow(SQLModel, table=True):
    """A feed as it was last rendered."""

    __tablename__ = "feed_body"
    __table_args__ = (ForeignKeyConstraint(["feed"], ["feed.id"], name="feed_body_feed"),)
    feed: bytes = _column(LargeBinary, key=True)
    revision: int = _column(_WHOLE)
    source: str = _column(Text)
    """Digest of what it was rendered from."""
    digest: bytes = _column(LargeBinary)
    body: bytes = _column(LargeBinary)
    published_at: int = _column(_WHOLE)


class FeedFetchRow(SQLModel, table=True):
    """The last day on which a token was used; no hour, no address."""

    __tablename__ = "feed_fetch"
    __table_args__ = (ForeignKeyConstraint(["token"], ["feed_token.digest"], name="feed_fetch_token"),)
    token: bytes = _column(LargeBinary, key=True)
    day: str = _column(Text)


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


CONTRACT = _table("contract")
ENTRY = _table("entry")
BOOKING = _table("booking")
FACTS_VERSION = _table("facts_version")
PLAN = _table("plan")
PLAN_BODY = _table("plan_body")
PLAN_VERSION = _table("plan_version")
PLAN_EVENT = _table("plan_event")
ATTENDANCE_FILE = _table("attendance_file")
ATTENDANCE_LINE = _table("attendance_line")
FEED = _table("feed")
FEED_TOKEN = _table("feed_token")
FEED_EVENT = _table("feed_event")
FEED_BODY = _table("feed_body")
FEED_FETCH = _table("feed_fetch")

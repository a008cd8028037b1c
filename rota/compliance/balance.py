"""A balance: where the time of one post stands, the same for both sites.

Half-days stand in 60ths, minutes beside them; no figure mixes the two. All figures are those of ``until``:
the last day of the period, or the day asked when it comes sooner.
"""

from dataclasses import dataclass
from datetime import date

from rota.compliance.reading import DutyTime
from rota.model.calendar import Period, Span
from rota.model.facts import AbsenceKind, DutyKind, LineId, PostId, SiteId


@dataclass(frozen=True, slots=True)
class SiteTime:
    """The time of one site. ``due = carried + owed − done − leave + other``."""

    site: SiteId
    carried: int
    """Due when the period began: > 0 the site had had too little."""
    owed: int
    """Service owed to it over the months of the period."""
    done: int
    """Day service and duty credited to it."""
    leave: int
    """Absences at its charge."""
    other: int
    """Moved between the sites, settled, or counted for no site."""
    due: int
    """Still owed at the end; < 0 the site has had more."""
    worked: int
    """Minutes worked."""
    standby: int
    """Minutes on call at home: waiting, which is no work."""
    calls: int
    """Minutes of call-outs not yet turned into half-days."""


@dataclass(frozen=True, slots=True)
class LeaveRight:
    """Leave of a kind and year at the charge of one site."""

    site: SiteId
    kind: AbsenceKind
    year: int
    taken: int
    left: int
    """< 0 more was taken than the site’s part."""


@dataclass(frozen=True, slots=True)
class RecoveryRight:
    """Recovery after duty at one site."""

    site: SiteId
    earned: int
    taken: int
    left: int


@dataclass(frozen=True, slots=True)
class Debt:
    """Time one site owes another after recovery, leave or swaps."""

    debtor: SiteId
    creditor: SiteId
    parts: int
    """Above 0."""


@dataclass(frozen=True, slots=True)
class DutyCount:
    """Duties of one line that fill one kind of time."""

    line: LineId
    site: SiteId
    kind: DutyKind
    time: DutyTime
    count: int


@dataclass(frozen=True, slots=True)
class AdditionalTime:
    """Work beyond the service owed in the four-month period, so far."""

    span: Span
    owed: int
    discharged: int
    """Done, on leave, or counted for no site."""
    beyond: int
    """Beyond all that was ever owed, as the end of the period would count it."""
    counted: int
    """The part of it that is booked as additional time."""
    waits: int
    """Additional time neither paid nor given back yet."""


@dataclass(frozen=True, slots=True)
class WorkedTime:
    """Minutes of the four-month period against the ceiling."""

    span: Span
    """The days known, up to ``until``."""
    minutes: int
    """Worked, and on the way between two sites within a day."""
    allowed: int
    """By those days: the ceiling of a mean week × their number."""
    whole: Span
    allowed_whole: int
    """By the whole four-month period."""


@dataclass(frozen=True, slots=True)
class ShareSoFar:
    """The share of a site in one reference period of the convention, as far as it is known."""

    site: SiteId
    period: Period
    span: Span
    part: int
    whole: int
    share: int
    """Hundredths of a per cent, rounded down."""
    minimum: int
    """Hundredths of a per cent."""
    missing: int
    """Half-days missing under the minimum, started ones counted; 0 when it is kept."""


@dataclass(frozen=True, slots=True)
class PendingPlan:
    """Published work that nobody has confirmed or cancelled."""

    site: SiteId
    late: int
    """Plans of days up to ``until``."""
    ahead: int
    """Plans of later days of the period."""
    parts: int
    minutes: int
    oldest: date | None
    """The day of the oldest late one."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the time of one post stands."""

    post: PostId
    period: Span
    until: date
    since: date
    """The first day the ledger knows of."""
    sites: tuple[SiteTime, ...]
    leave: tuple[LeaveRight, ...]
    recovery: tuple[RecoveryRight, ...]
    debts: tuple[Debt, ...]
    duties: tuple[DutyCount, ...]
    additional: AdditionalTime
    worked: WorkedTime
    shares: tuple[ShareSoFar, ...]
    pending: tuple[PendingPlan, ...]

"""What the hospitals state: the content of a site folder, frozen, before any horizon is chosen.

Codes (``id``) are short role codes without spaces; names are free text and may hold anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from rota.model.calendar import DayKind, Period, Slot, Span
from rota.model.units import FULL_TIME, Minutes, Parts

SiteId = NewType("SiteId", str)
ServiceId = NewType("ServiceId", str)
ActivityId = NewType("ActivityId", str)
NeedId = NewType("NeedId", str)
LineId = NewType("LineId", str)
PostId = NewType("PostId", str)
AbsenceId = NewType("AbsenceId", str)
WishId = NewType("WishId", str)
Skill = NewType("Skill", str)

WeekSlot = tuple[int, Slot]
"""A half-day of the week: Monday is 0, and am or pm."""


class SiteKind(StrEnum):
    """What a hospital is; a label, no rule depends on it."""

    CHU = "chu"
    CH = "ch"
    EPSM = "epsm"
    CLCC = "clcc"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A hospital, or one of its places, that has a part of posts."""

    id: SiteId
    name: str
    kind: SiteKind
    mark: str
    """One letter that stands for the site in a grid."""
    timezone: str
    country: str
    region: str
    """Subdivision code of the public-holiday calendar; empty for the whole country."""
    open: frozenset[WeekSlot]
    """Half-days of a week on which day service runs."""
    lodging: bool
    """Whether a doctor on duty can sleep there."""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """The way from one site to another; the way back may differ."""

    origin: SiteId
    destination: SiteId
    minutes: Minutes
    km: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A clinical service of one site."""

    id: ServiceId
    site: SiteId
    name: str
    hours: Mapping[Slot, tuple[time, time]]
    """Start and end of the morning and of the afternoon, local wall times."""
    unprogrammed: frozenset[WeekSlot] = frozenset()
    """Half-days kept for emergencies: nothing can be planned there."""


class ActivityKind(StrEnum):
    """Kinds of work, for tables and reports."""

    CLINIC = "clinic"
    THEATRE = "theatre"
    WARD = "ward"
    PROCEDURE = "procedure"
    EMERGENCY = "emergency"
    STAFF = "staff"
    TEACHING = "teaching"
    RESEARCH = "research"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A kind of work that services ask for."""

    id: ActivityId
    name: str
    kind: ActivityKind
    programmed: bool = False
    """Patients are given an appointment for it, so it never stands on a half-day kept for emergencies."""
    clinical: bool = True
    remote: bool = False
    """It may be attended from another site."""
    open: bool = False
    """It may be done on any half-day the site is open, beyond any need: it takes what is left of the week."""
    follow_up_days: int = 0
    """Calendar days within which the doctor must be seen again at the site; 0 for none."""
    autonomy_months: int = 0
    """Seniority below which a senior shared post must be there too; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Days on which something happens: a weekday (every, odd or even ISO weeks) or an RRULE.

    Exactly one of ``weekday``, ``rrule`` and ``on`` is given.
    """

    weekday: int | None = None
    weeks: str = "all"
    """``all``, ``odd`` or ``even`` ISO weeks; only with ``weekday``."""
    rrule: str = ""
    """An RFC 5545 rule, counted from ``start``."""
    on: date | None = None
    """A single day."""
    start: date | None = None
    until: date | None = None
    except_on: tuple[date, ...] = ()
    also_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a service asks of the shared posts on one half-day, after its own full-time doctors."""

    id: NeedId
    service: ServiceId
    activity: ActivityId
    slot: Slot
    recurrence: Recurrence
    minimum: int
    """Doctors without whom the half-day is a hole."""
    ideal: int
    """Doctors beyond whom nobody is asked."""
    skill: Skill | None = None
    on_holidays: bool = False


class DutyKind(StrEnum):
    """On site (garde) or from home (astreinte)."""

    ON_SITE = "on-site"
    ON_CALL = "on-call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One duty of a line on days of some kinds."""

    days: frozenset[DayKind]
    slots: tuple[Slot, ...]
    start: time
    end: time
    """Not after ``start``: the duty ends on the following day."""
    parts: Parts
    """What it counts, in 60ths of a half-day: a night on site 120, on call 0 (call-outs count later)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """One place to fill every night, Saturday afternoon, Sunday or holiday of a service."""

    id: LineId
    service: ServiceId
    name: str
    kind: DutyKind
    shifts: tuple[Shift, ...]
    asked_per_month: int
    """Duties a whole month the shared posts together are asked to take."""
    others: str = ""
    """Who takes the rest: free text shown to the reader."""
    skill: Skill | None = None
    seniority_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A shared post, known by its role code."""

    id: PostId
    specialty: str
    home: SiteId
    """The site from which nights away and trips are counted."""
    started: date
    """First day of the doctor's seniority."""
    skills: frozenset[Skill] = frozenset()
    half_days_per_week: int = FULL_TIME
    volunteers: frozenset[str] = frozenset()
    """Limits the doctor has agreed in writing to pass: ``additional-time``, ``on-call``."""

    def seniority_months(self, day: date) -> int:
        """Whole months since the doctor started."""
        months = (day.year - self.started.year) * 12 + day.month - self.started.month
        return months - (day.day < self.started.day)


class Credit(StrEnum):
    """Which site a quantity counts for."""

    WHERE_DONE = "where-done"
    RATIO = "ratio"
    """Split between the sites in the ratio of the post."""
    SITE_OF_DAY = "site-of-day"
    """The site whose day it is in the typical week of the convention."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the share of a site is counted: the denominator, declared by the convention."""

    duty: Credit = Credit.WHERE_DONE
    leave: Credit = Credit.RATIO
    training: Credit = Credit.RATIO
    recovery: Credit = Credit.RATIO
    remote: Credit = Credit.WHERE_DONE
    """A remote meeting is done at the site that holds it."""
    holiday: Credit = Credit.NONE
    rest_after_duty: Credit = Credit.NONE
    """``where-done``: the site of the duty is credited with the half-days the rest frees."""
    travel_parts: Parts = Parts(0)
    """Credited to the site for each half-day there away from the home site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteShare:
    """The part of a post that one site has."""

    site: SiteId
    percent: int
    services: tuple[ServiceId, ...]
    duties_per_month_max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumShare:
    """A site has at least this part of the time, over each reference period."""

    site: SiteId
    percent: int
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What the hospitals of one post have agreed."""

    post: PostId
    employer: SiteId
    start: date
    end: date
    shares: tuple[SiteShare, ...]
    """In the order of the folder; they add up to 100 %."""
    minimums: tuple[MinimumShare, ...] = ()
    counting: Counting = Counting()
    split_days: bool = False
    """Whether a morning at one site and the afternoon at another are allowed."""
    travel_buffer: Minutes = Minutes(0)
    typical_days: Mapping[WeekSlot, SiteId] = field(default_factory=lambda: MappingProxyType({}))
    """The site of each half-day of the typical week, where the annex of the convention names it."""
    pattern_weeks: int = 1
    """Weeks after which the typical week repeats: 1, or 2 for alternating weeks."""
    duty_first_at: SiteId | None = None
    figures: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Figures of rules that the convention sets, by figure id; those of LAW may only be tightened."""

    @property
    def span(self) -> Span:
        """First to last day of the convention."""
        return Span(self.start, self.end)


class AbsenceKind(StrEnum):
    """Neutral codes: never a medical reason."""

    ANNUAL = "annual"
    RTT = "rtt"
    TRAINING = "training"
    RECOVERY = "recovery"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A doctor is away from the first half-day to the last, both included."""

    id: AbsenceId
    post: PostId
    kind: AbsenceKind
    first: date
    last: date
    first_slot: Slot = Slot.AM
    last_slot: Slot = Slot.PM
    """Away in the afternoon means away in the night that follows it too."""

    def holds(self, day: date, slot: Slot) -> bool:
        """Whether the doctor is away in ``slot`` of ``day``."""
        if not self.first <= day <= self.last:
            return False
        after_start = day > self.first or self.first_slot is Slot.AM or slot is not Slot.AM
        before_end = day < self.last or self.last_slot is not Slot.AM or slot is Slot.AM
        return after_start and before_end


class WishAim(StrEnum):
    """What is wished."""

    OFF = "off"
    WORK = "work"
    SITE = "site"
    DUTY = "duty"
    NO_DUTY = "no-duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish of the doctor, or of one of the services, about days of a post."""

    id: WishId
    owner: str
    """The post or the service that wishes."""
    post: PostId
    aim: WishAim
    recurrence: Recurrence
    slot: Slot | None = None
    """None for the whole day."""
    site: SiteId | None = None
    """Only with the aim ``site``."""
    grade: int = 1
    """1 would like, 2 wants, 3 insists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalance:
    """What was done before the first plan, since ``since`` and up to the day before ``until``."""

    post: PostId
    since: date
    until: date
    parts: Mapping[SiteId, Parts]
    """60ths of half-days credited to each site, counted as the convention says."""
    minutes: Minutes = Minutes(0)
    """Worked in the four-month period of ``until``."""
    duties: Mapping[LineId, int] = field(default_factory=lambda: MappingProxyType({}))
    """Duties done, for fairness."""
    weekends: int = 0
    """Week-ends with duty, for fairness."""
    owed: Mapping[SiteId, Parts] = field(default_factory=lambda: MappingProxyType({}))
    """60ths of half-days that the other sites owe to each site: given back over the weeks that follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a site folder says, in the order of its files."""

    name: str
    sites: tuple[Site, ...]
    travels: tuple[Travel, ...]
    services: tuple[Service, ...]
    activities: tuple[Activity, ...]
    needs: tuple[Need, ...]
    lines: tuple[DutyLine, ...]
    posts: tuple[Post, ...]
    conventions: tuple[Convention, ...]
    absences: tuple[Absence, ...] = ()
    wishes: tuple[Wish, ...] = ()
    balances: tuple[OpeningBalance, ...] = ()

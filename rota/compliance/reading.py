"""Entries as days and work: what happened when, once corrections are netted.

An entry belongs to its day when that day lies in the month in which it counts; else (the opening of a month,
the adjustment of a closed one) to the first day of that month. An answer that says nothing of its own
speaks of what it answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rota.ledger.accounts import UNSHARED, Account
from rota.ledger.entry import COUNTED, Draft, Entry, LedgerUnit
from rota.ledger.standing import taken_back
from rota.model.calendar import DayKind, Slot
from rota.model.facts import ActivityId, LineId, PostId, ServiceId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem

_Key = tuple[date, tuple[Slot, ...], SiteId, str]


class DutyTime(StrEnum):
    """The part of the time out of day service that a duty fills; one duty may fill two."""

    NIGHT = "night"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    """A Sunday or public holiday, by day."""
    WEEKDAY = "weekday"
    """A weekday by day, where a line has one."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One thing that was done, corrections netted."""

    day: date
    slots: tuple[Slot, ...]
    site: SiteId
    service: ServiceId
    activity: ActivityId | None
    line: LineId | None
    remote: bool
    parts: int
    """60ths of a half-day credited."""
    minutes: int
    """Worked, called out and its flat travel included."""
    standby: int
    """Minutes of waiting on call at home."""

    def placement(self, post: PostId) -> Placement:
        """What was done, as a plan would say it."""
        return Placement(post, self.day, self.slots, self.service, self.activity, self.line, self.remote)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by sequence number, each once: the order they come in changes nothing."""
    return tuple({entry.seq: entry for entry in sorted(entries, key=_seq)}.values())


def by_day(entries: Iterable[Entry]) -> tuple[tuple[date, Entry], ...]:
    """Entries with the day they belong to, that of what they answer where they name none."""
    known = {entry.seq: entry.draft for entry in entries}
    return tuple((_day(entry.draft, _about(entry.draft, known)), entry) for entry in entries)


def work(entries: Iterable[Entry], problem: Problem) -> tuple[Worked, ...]:
    """All that was done, by day; what was taken back is gone.

    One entry of a task takes its slots; the others that share its hours belong to it. Where none that counts
    half-days takes any, it is a part of a half-day that other work takes: it has none.
    """
    ordered = in_order(entries)
    known = {entry.seq: entry.draft for entry in ordered}
    told = [(entry.draft, _about(entry.draft, known)) for entry in ordered if entry.draft.kind in COUNTED]
    slots = _slots(told)
    sums: defaultdict[_Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for draft, about in told:
        if about.worked_on and about.site and "/" in about.what:
            named = slots.get(_hours(about), ())
            total = sums[about.worked_on, named, about.site, about.what]
            for place, of in enumerate(("done:", "worked:", "standby:")):
                total[place] += draft.amount * (_is(draft.credit, of) - _is(draft.debit, of))
    done = (_worked(problem, key, *amounts) for key, amounts in sums.items() if any(amounts))
    return tuple(sorted((each for each in done if each is not None), key=_place))


def times(problem: Problem, worked: Worked) -> Iterator[DutyTime]:
    """What a duty fills: the night, the day, or both."""
    if Slot.NIGHT in worked.slots:
        yield DutyTime.NIGHT
    if set(worked.slots) - {Slot.NIGHT}:
        match problem.day_kind(worked.site, worked.day):
            case DayKind.SATURDAY:
                yield DutyTime.SATURDAY
            case DayKind.SUNDAY | DayKind.HOLIDAY:
                yield DutyTime.SUNDAY
            case DayKind.WEEKDAY:
                yield DutyTime.WEEKDAY


def _slots(told: Iterable[tuple[Draft, Draft]]) -> Mapping[object, tuple[Slot, ...]]:
    """The slots of each task: those of its half-days where it counts any, else of its hours."""
    found: dict[object, tuple[Slot, ...]] = {}
    counting: set[object] = set()
    for draft, about in told:
        hours = _hours(about)
        counts = draft.unit is LedgerUnit.HALF_DAY_60
        if counts and hours not in counting:
            counting.add(hours)
            found[hours] = ()
        if about.slots and (counts or hours not in counting):
            found[hours] = about.slots
    return found


def _hours(about: Draft) -> tuple[object, ...]:
    return about.worked_on, about.site, about.what, about.start


def _seq(entry: Entry) -> int:
    return entry.seq


def _place(worked: Worked) -> tuple[date, str]:
    return worked.day, repr(worked)


def origin(draft: Draft, known: Mapping[int, Draft]) -> Draft:
    """The entry that one takes back, however often; itself when it takes none back."""
    while (earlier := draft.ref or taken_back(draft)) is not None and earlier in known:
        draft = known[earlier]
    return draft


def _about(draft: Draft, known: Mapping[int, Draft]) -> Draft:
    return draft if draft.worked_on is not None else origin(draft, known)


def _day(draft: Draft, about: Draft) -> date:
    day = about.worked_on
    if day is not None and f"{day:%Y-%m}" == draft.month:
        return day
    return date.fromisoformat(f"{draft.month}-01")


def _is(account: Account, start: str) -> bool:
    """Whether an account is of a kind; service that counts for no site is done all the same."""
    return account.startswith(start) or (start == "done:" and account == UNSHARED)


def _worked(problem: Problem, key: _Key, parts: int, minutes: int, standby: int) -> Worked | None:
    day, slots, site, what = key
    service, activity, *more = what.split("/")
    line = LineId(activity) if LineId(activity) in problem.lines else None
    if line is None and ActivityId(activity) not in problem.activities:
        return None
    return Worked(
        day=day,
        slots=slots,
        site=site,
        service=ServiceId(service),
        activity=ActivityId(activity) if line is None else None,
        line=line,
        remote=more == ["remote"],
        parts=parts,
        minutes=minutes,
        standby=standby,
    )

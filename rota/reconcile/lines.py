"""One row of a file becomes what a site states, or is rejected with its reason and its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from rota.errors import Fault
from rota.model.calendar import Slot
from rota.model.facts import PostId, Service, SiteId
from rota.reconcile import line_troubles as troubles
from rota.reconcile.cells import day_in, half_days_in, hour_in, minutes_in, slots_in, status_in
from rota.reconcile.claims import Claim
from rota.reconcile.faulty import fault_at
from rota.reconcile.fields import Field, Status
from rota.reconcile.grid import Grid
from rota.reconcile.known import KnownFacts
from rota.reconcile.mapping import AttendanceMapping
from rota.reconcile.slots import Stretch, slots_of_hours, stretch
from rota.reconcile.stating import allow, cut
from rota.reconcile.work import WORK_FIELDS, Work, WrongField, work_in
from rota.sites.faults import nearest
from rota.sites.record import Wrong

T = TypeVar("T")

_NIGHT_END_HOUR = 8
"""A call-out that starts before it belongs to the duty of the evening before."""


@dataclass
class Lines:
    """Reads the rows of one file of one site."""

    grid: Grid
    site: SiteId
    mapping: AttendanceMapping
    known: KnownFacts
    _memory: dict[tuple[str, str], object] = field(default_factory=dict)
    """Values already read: files repeat the same few words."""
    _works: dict[tuple[tuple[Field, str], ...], Work] = field(default_factory=dict)

    def claims(self, line: int, row: Mapping[str, str]) -> tuple[Claim, ...] | Fault:
        """What one row states, or why it states nothing."""
        try:
            return tuple(self._read(line, row))
        except WrongField as rejected:
            wrong = rejected.wrong
            place = self.grid.place(line, rejected.field, wrong.needle)
            return fault_at(place, wrong.trouble, near=wrong.near, **wrong.values)

    def _read(self, line: int, row: Mapping[str, str]) -> Iterator[Claim]:
        self._own_site(row)
        post = PostId(self._take(row, Field.POST, self._post))
        day = self._take(row, Field.DATE, lambda text: day_in(text, self.mapping.dates))
        status = self._maybe(row, Field.STATUS, status_in) or Status.PRESENT
        work = self._work(row)
        hours = self._hours(row, day)
        day, slots = self._when(row, day, hours, work.service, status)
        allow(self.known, self.site, post, day)
        minutes = self._maybe(row, Field.MINUTES, lambda text: minutes_in(text, hours=self.mapping.hours))
        source = f"file:{self.grid.sha256}:{line}"
        whole = Claim(
            post=post,
            site=self.site,
            day=day,
            slots=slots,
            status=status,
            what=work.what,
            start=hours[0] if hours else None,
            end=hours[1] if hours else None,
            minutes=minutes or (hours[1] - hours[0] if hours else None),
            by=self._stand_in(row, post, status),
            source=source,
        )
        parts = self._maybe(row, Field.HALF_DAYS, half_days_in)
        if parts == 0:
            raise WrongField(Field.HALF_DAYS, Wrong(troubles.NOTHING_DONE))
        yield from cut(self.known, whole, work, parts)

    def _own_site(self, row: Mapping[str, str]) -> None:
        code = self._maybe(row, Field.SITE, str)
        if code is not None and code != self.site:
            raise WrongField(Field.SITE, Wrong(troubles.OTHER_SITE, found=code, site=self.site))

    def _post(self, text: str) -> str:
        if text not in self.known.contracts:
            raise Wrong(troubles.NO_POST, near=nearest(text, self.known.contracts), found=text)
        return text

    def _work(self, row: Mapping[str, str]) -> Work:
        words = tuple((each, text) for each in WORK_FIELDS if (text := self._maybe(row, each, str)))
        if words not in self._works:
            self._works[words] = work_in(self.known.problem, self.site, dict(words))
        return self._works[words]

    def _hours(self, row: Mapping[str, str], day: date) -> Stretch | None:
        start, end = self._maybe(row, Field.START, hour_in), self._maybe(row, Field.END, hour_in)
        if start is None and end is None:
            return None
        if start is None or end is None:
            raise WrongField(Field.END if end is None else Field.START, Wrong(troubles.HALF_HOURS))
        return stretch(self.known.problem, self.site, day, start, end)

    def _when(
        self,
        row: Mapping[str, str],
        day: date,
        hours: Stretch | None,
        service: Service | None,
        status: Status,
    ) -> tuple[date, tuple[Slot, ...]]:
        """The day and the half-days; a call-out before the morning belongs to the night before."""
        slots = self._maybe(row, Field.HALF, slots_in)
        start = self._maybe(row, Field.START, hour_in)
        if status is Status.CALL_OUT and start is not None and start.hour < _NIGHT_END_HOUR:
            return day - timedelta(days=1), (Slot.NIGHT,)
        if slots is not None:
            return day, slots
        if hours is None:
            raise WrongField(Field.HALF, Wrong(troubles.NO_TIME))
        return day, slots_of_hours(self.known.problem, self.site, service, day, hours)

    def _stand_in(self, row: Mapping[str, str], post: PostId, status: Status) -> PostId | None:
        by = self._maybe(row, Field.REPLACED_BY, self._post)
        if by is None:
            return None
        if status is not Status.REPLACED or by == post:
            raise WrongField(Field.REPLACED_BY, Wrong(troubles.NO_STAND_IN))
        return PostId(by)

    def _take(self, row: Mapping[str, str], field: Field, read: Callable[[str], T]) -> T:
        value = self._maybe(row, field, read)
        if value is None:
            raise WrongField(field, Wrong(troubles.EMPTY, field=field.value))
        return value

    def _maybe(self, row: Mapping[str, str], field: Field, read: Callable[[str], T]) -> T | None:
        """The value of a cell, its local code translated; None when it is empty."""
        column = self.grid.columns.get(field)
        text = row.get(column, "") if column else ""
        if not text:
            return None
        key = (field.value, text)
        if key not in self._memory:
            self._memory[key] = self._fresh(field, text, read)
        found = self._memory[key]
        if isinstance(found, Wrong):
            raise WrongField(field, found)
        return found  # type: ignore[return-value]

    def _fresh(self, field: Field, text: str, read: Callable[[str], object]) -> object:
        word = self.mapping.values.get(field, {}).get(text.casefold(), text)
        try:
            return read(word)
        except Wrong as wrong:
            return wrong

"""What one feed tells: its name, its time zone and its events, before any format."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from exports.ical.event import AllDay, Event, Kind, Timed
from exports.ical.events import events_of
from exports.ical.levels import times_only
from exports.ical.service import service_events
from rota.model.calendar import Span, wall_clock
from rota.model.facts import PostId, ServiceId
from rota.store.calendar_feed import About, Detail, Subject
from rota.words import Text
from rota.workspace.telling import Told

FORMAT = 1
"""Goes up when the same events are written otherwise: every feed is then rendered again."""

WEEKS_BACK = 8
"""Whole weeks of the past that a feed keeps, at least."""
_FAR = date(9999, 12, 1)
_NAME = Text("Planning {code}", "Rota {code}")
_PLAIN = Text("Planning", "Rota")
_NOTHING = Text("Aucun service prévu", "Nothing is planned")


@dataclass(frozen=True, slots=True)
class Content:
    """What one feed tells."""

    name: str
    home: str
    """Time zone of a reader who has no other."""
    since: date
    """No event ends before this day."""
    events: tuple[Event, ...]

    @property
    def digest(self) -> str:
        """Equal contents have equal digests."""
        return sha256(repr((FORMAT, self)).encode()).hexdigest()


def content_of(told: Told, about: About, today: date, *, fewer_weeks: int = 0) -> Content | None:
    """What the feed tells today; None when its post or service is no more.

    The window opens on the first day of a month, :data:`WEEKS_BACK` weeks back at least, so that an
    unchanged plan gives the same feed all month. It never leaves behind what was told last: an empty feed
    would leave stale events in calendars.

    Args:
        told: what the workspace tells.
        about: which feed.
        today: the present day.
        fewer_weeks: taken off the past of a feed that would be too large.
    """
    problem, plan = told.problem, told.plan(proposals=about.proposals)
    if about.code not in (problem.posts if about.subject is Subject.POST else problem.services):
        return None
    shown = Span(date.min, _FAR)
    if about.subject is Subject.POST:
        post = PostId(about.code)
        found = events_of(problem, plan, post, proposed=told.proposals, shown=shown)
        home, name = problem.sites[problem.posts[post].home].timezone, about.code
    else:
        service = problem.services[ServiceId(about.code)]
        found = service_events(problem, plan, service.id, shown=shown, proposed=told.proposals)
        home, name = problem.sites[service.site].timezone, service.name
    since = _since(found, today, WEEKS_BACK - fewer_weeks)
    events = [event for event in found if _last_day(event) >= since]
    if about.detail is Detail.TIMES:
        return Content(_PLAIN.say(about.lang), home, since, tuple(times_only(event) for event in events))
    return Content(_NAME.say(about.lang, code=name), home, since, tuple(events))


def nothing(content: Content, day: date) -> Content:
    """The feed with a note that nothing is planned: some programs keep the old events of one without any."""
    note = Event(key="nothing", kind=Kind.NOTE, when=AllDay(day, day), title=_NOTHING)
    return Content(content.name, content.home, content.since, (note,))


def _since(events: tuple[Event, ...], today: date, weeks: int) -> date:
    """The first day of the month in which the window opens; a Monday where the feed would be too large."""
    last = max((_last_day(event) for event in events), default=today)
    opens = min(today, last) - timedelta(weeks=weeks)
    return opens.replace(day=1) if weeks == WEEKS_BACK else opens - timedelta(days=opens.weekday())


def _last_day(event: Event) -> date:
    when = event.when
    return wall_clock(when.end, when.timezone).date() if isinstance(when, Timed) else when.last

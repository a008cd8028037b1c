"""A plan with one of everything a calendar can hold, over both kinds of clock change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from exports.ical import write_calendars
from rota.model.calendar import Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts, PostId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.units import Minutes
from rota.words import Lang
from tests import builders as b

WHO = PostId("ASP-1")
SPRING = date(2026, 3, 23)
"""The Monday before the clocks go forward."""
AUTUMN = date(2026, 10, 19)
"""The Monday before the clocks go back."""


class StandingClock:
    """A clock that shows what it is told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 2, 1, 12, 0, 0, 987_654, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def go_on(self) -> datetime:
        """A day later; the moment as calendars write it."""
        self.moment += timedelta(days=1)
        return self.moment.replace(microsecond=0)


def facts(**more: object) -> Facts:
    """The two hospitals of the builders with real names, addresses and a lunch break between the halves."""
    plain = b.facts()
    hours = {Slot.AM: (time(8, 30), time(12, 30)), Slot.PM: (time(14), time(18, 30))}
    names = {b.CH: "CH de Vitré", b.CHU: "CHU de Rennes"}
    streets = {b.CH: "30 route de Rennes, 35500 Vitré", b.CHU: "2 rue Henri-Le-Guilloux, 35000 Rennes"}
    services = {b.CH_MED: "Hépato-gastro-entérologie", b.CHU_MED: "Maladies de l’appareil digestif"}
    told = {b.WARD: "Secteur", b.CLINIC: "Consultation", b.THEATRE: "Bloc", b.STAFF: "Staff"}
    convention = b.convention(WHO, split_days=True, start=date(2025, 11, 3), travel_buffer=Minutes(15))
    given = replace(
        plain,
        sites=tuple(replace(s, name=names[s.id], address=streets[s.id]) for s in plain.sites),
        services=tuple(replace(s, name=services[s.id], hours=hours) for s in plain.services),
        activities=tuple(replace(a, name=told[a.id]) for a in plain.activities),
        lines=tuple(replace(ln, name=f"Ligne de {names[b.CH]}") for ln in plain.lines),
        conventions=(convention,),
    )
    return replace(given, **more)  # type: ignore[arg-type]


def leave(first: date, last: date, code: str = "A1", **more: object) -> Absence:
    plain = Absence(id=AbsenceId(code), post=WHO, kind=AbsenceKind.ANNUAL, first=first, last=last)
    return replace(plain, **more)  # type: ignore[arg-type]


def week(monday: date, *, absences: tuple[Absence, ...] = ()) -> tuple[Problem, Plan]:
    """A week at both sites: a split day, a remote meeting, a night on call, a Saturday night on site."""
    problem = b.problem(facts(absences=absences), start=monday)
    day = [monday + timedelta(days=n) for n in range(7)]
    return problem, b.plan(
        problem,
        b.half_day(WHO, day[0], Slot.AM, b.CH_MED, b.CLINIC),
        b.half_day(WHO, day[0], Slot.PM, b.CH_MED, b.CLINIC),
        b.half_day(WHO, day[1], Slot.AM, b.CH_MED, b.THEATRE),
        b.half_day(WHO, day[1], Slot.PM, b.CHU_MED),
        b.half_day(WHO, day[2], Slot.AM, b.CHU_MED, b.STAFF, remote=True),
        b.duty(WHO, day[2], line=b.CALL, service=b.CHU_MED),
        b.duty(WHO, day[5]),
    )


def write(
    given: tuple[Problem, Plan],
    folder: Path,
    clock: StandingClock,
    *,
    lang: Lang = Lang.FR,
    tentative: bool = False,
) -> bytes:
    """The calendar of the first post."""
    problem, plan = given
    files = write_calendars(problem, plan, folder, lang=lang, clock=clock, tentative=tentative)
    return files[0].read_bytes()


def swap(
    given: tuple[Problem, Plan], *, remove: Placement | None = None, add: Placement | None = None
) -> tuple[Problem, Plan]:
    """The same week with a placement taken out, or put in, or both."""
    problem, plan = given
    return problem, plan.change(remove=(remove,) if remove else (), add=(add,) if add else ())

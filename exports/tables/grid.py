"""The grid of a month: days across; for each post its mornings, afternoons and nights down."""

from collections.abc import Iterator, Sequence
from datetime import date

from exports.papers import Cell, Column, Legend, Row, Side, Table, Tone
from exports.tables import marks as m
from exports.tables.asked import TableKind
from exports.tables.month import Month, PostMonth
from rota.compliance.labels import LEAVE_KINDS
from rota.compliance.reading import Worked
from rota.explain.grid import State
from rota.model.calendar import SLOT_ORDER, DayKind, Slot
from rota.model.facts import DutyKind
from rota.words import WEEKDAYS, Lang, Text

_POST, _HALF, _DAY = 22.0, 7.0, 8.0
"""Widths in millimetres: 31 days fill a page of A4 in landscape."""


def grid(month: Month, marks: m.Marks, *, plain: bool = False) -> Table:
    """The grid; ``plain`` for programs, which read the code of the post on each of its rows."""
    days = tuple(month.asked.span)
    tones = {day: _tone(month, day) for day in days}
    heads = (Cell(Text("", ""), Tone.HEAD), Cell(Text("", ""), Tone.HEAD))
    names = tuple(Cell(_initial(day), _head(tones[day]), strong=True) for day in days)
    return Table(
        code="grid",
        columns=(
            Column("post", Text("Poste", "Post"), _POST),
            Column("half", Text("", ""), _HALF, Side.CENTRE),
            *(Column(f"{day:%d}", str(day.day), _DAY, Side.CENTRE, _head(tones[day])) for day in days),
        ),
        heads=(Row((*heads, *names)),),
        rows=tuple(row for each in month.posts for row in _rows(month, each, marks, tones, plain)),
        frozen=2,
        size=6.3,
    )


def legend(month: Month, marks: m.Marks) -> Legend:
    """What each mark in the grid means."""
    works = [done for each in month.posts for done in each.works if done.day in month.asked.span]
    return Legend(tuple(_legend(month, marks, works)), columns=5)


def _rows(month: Month, of: PostMonth, marks: m.Marks, tones: dict[date, Tone], plain: bool) -> Iterator[Row]:
    post = month.problem.posts[of.post]
    convention = month.problem.conventions[of.post]
    shares = " ".join(
        f"{month.problem.sites[share.site].mark} {share.percent} %" for share in convention.shares
    )
    code = Cell(str(of.post), strong=True)
    labels = [code] * 3 if plain else [code, Cell(post.specialty, Tone.MUTED), Cell(shares, Tone.MUTED)]
    for label, slot in zip(labels, SLOT_ORDER, strict=True):
        cells = (_cell(month, of, (day, slot), marks, tones[day]) for day in month.asked.span)
        yield Row((label, Cell(m.SLOTS[slot], Tone.MUTED), *cells), opens=slot is Slot.AM)


def _cell(month: Month, of: PostMonth, at: tuple[date, Slot], marks: m.Marks, tone: Tone) -> Cell:
    works, flags = of.at(*at), ""
    if month.asked.kind is TableKind.REALISED:
        if not works and at in of.waiting:
            told = _told(marks, of.announced_at(*at))
            return Cell(_with(told, m.WAITING), Tone.MUTED)
        flags = m.CHANGED if of.changed(*at) else ""
    if works:
        on_call = any(w.line and month.problem.lines[w.line].kind is DutyKind.ON_CALL for w in works)
        flags += m.CALLED if on_call and at[0] in of.called else ""
        strong = any(done.line is not None for done in works)
        return Cell(_with(_told(marks, works), flags), marks.tone(works[0].site), strong)
    free = _free(month, of, at)
    return Cell(_with(free, flags), tone if free.fr in {"", m.HOLIDAY.fr} else Tone.LEAVE)


def _told(marks: m.Marks, works: Sequence[Worked]) -> Text:
    told = [marks.work(done) for done in works]
    return Text(" ".join(each.fr for each in told), " ".join(each.en for each in told))


def _with(told: Text, flags: str) -> Text:
    return Text(f"{told.fr}{flags}", f"{told.en}{flags}")


def _free(month: Month, of: PostMonth, at: tuple[date, Slot]) -> Text:
    """What a cell without work is."""
    cell = month.cell(of.post, *at)
    match month.judged.state(cell):
        case State.AWAY:
            absence = month.problem.absence(of.post, *at)
            assert absence is not None, "who is away has an absence"
            return m.LEAVE[absence.kind]
        case State.REST:
            return m.REST
        case State.HOLIDAY:
            return m.HOLIDAY
        case State.OUTSIDE:
            return m.OUTSIDE
        case _:
            return Text("", "")


def _tone(month: Month, day: date) -> Tone:
    """What a day is at any of the sites of the table."""
    sites = {site for each in month.posts for site in each.contract.sites}
    kinds = {month.problem.day_kind(site, day) for site in sites}
    if DayKind.HOLIDAY in kinds:
        return Tone.HOLIDAY
    return Tone.WEEKEND if kinds & {DayKind.SATURDAY, DayKind.SUNDAY} else Tone.PLAIN


def _head(tone: Tone) -> Tone:
    return Tone.HEAD if tone is Tone.PLAIN else tone


def _initial(day: date) -> Text:
    name = WEEKDAYS[day.weekday()]
    return Text(name.say(Lang.FR)[:2], name.say(Lang.EN)[:2])


def _legend(month: Month, marks: m.Marks, works: Sequence[Worked]) -> Iterator[tuple[Cell, Text]]:
    problem = month.problem
    for site in problem.facts.sites:
        if any(site.id in each.contract.sites for each in month.posts):
            yield Cell(site.mark, marks.tone(site.id), strong=True), Text.same(site.name)
    for activity in problem.facts.activities:
        if any(done.activity == activity.id for done in works):
            yield Cell(marks.activities[activity.id]), Text.same(activity.name)
    for kind, name in m.DUTY_NAMES.items():
        if any(done.line and problem.lines[done.line].kind is kind for done in works):
            yield Cell(m.DUTIES[kind], strong=True), name
    for absence, told in m.LEAVE.items():
        yield Cell(told, Tone.LEAVE), LEAVE_KINDS[absence]
    yield Cell(m.REST, Tone.REST), m.REST_NAME
    yield Cell(m.HOLIDAY, Tone.HOLIDAY), m.HOLIDAY_NAME
    yield Cell(m.OUTSIDE, Tone.LEAVE), m.OUTSIDE_NAME
    for slot, short in m.SLOTS.items():
        yield Cell(short, Tone.MUTED), m.SLOT_NAMES[slot]
    realised = month.asked.kind is TableKind.REALISED
    for flag, meaning in m.FLAGS.items():
        if realised or flag == m.REMOTE:
            yield Cell(flag), meaning

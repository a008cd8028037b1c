"""The detail of a month: what each row of the totals adds up, and what did not go as planned."""

from collections.abc import Iterator

from exports.papers import Column, Content, Figure, Measure, Row, Side, Table
from exports.tables.marks import KINDS, SLOT_NAMES
from exports.tables.month import Month, PostMonth
from exports.tables.moves import Kind, Move
from rota.compliance.labels import LEAVE_KINDS, TIMES
from rota.compliance.reading import DutyTime, Worked
from rota.ledger.worth import REMOTE
from rota.model.calendar import SLOT_ORDER, Slot
from rota.model.facts import AbsenceKind, ActivityId, LineId, ServiceId
from rota.model.problem import Problem
from rota.words import Text

_REMOTE = Text(" (à distance)", " (remote)")
_NOTHING = Text("rien", "nothing")
_CALL_OUTS = Text("déplacements cumulés (5 h)", "call-outs added up (5 h)")


def detail_table(month: Month) -> Table:
    """Every move of the month."""
    amounts = (
        ("done", Text("Demi-journées", "Half-days")),
        ("leave", Text("Absences", "Leave")),
        ("worked", Text("Heures", "Hours")),
        ("standby", Text("Attente d’astreinte (h)", "Waiting on call (h)")),
    )
    return Table(
        code="detail",
        columns=(
            Column("post", Text("Poste", "Post"), 30),
            Column("day", Text("Jour", "Day"), 20, Side.CENTRE),
            Column("slots", Text("Moment", "Part of the day"), 26),
            Column("site", Text("Site", "Site"), 16),
            Column("kind", Text("Nature", "Kind"), 24),
            Column("service", Text("Service", "Service"), 28),
            Column("what", Text("Activité, ligne, motif", "Activity, line, kind"), 52),
            *(Column(code, head, 18, Side.RIGHT) for code, head in amounts),
            *(Column(time.value, TIMES[time], 16, Side.RIGHT) for time in DutyTime),
            Column("called", Text("avec déplacement", "called out"), 16, Side.RIGHT),
        ),
        rows=tuple(
            Row(tuple(_cells(month.problem, each, move)), opens=number == 0)
            for each in month.posts
            for number, move in enumerate(each.moves)
        ),
    )


def _cells(problem: Problem, of: PostMonth, move: Move) -> Iterator[Content]:
    service, what = _names(problem, move)
    yield of.post
    yield move.day
    yield _moment(move.slots)
    yield move.site
    yield KINDS[move.kind]
    yield service
    yield what
    yield Figure(move.done, Measure.HALF_DAYS)
    yield Figure(move.leave, Measure.HALF_DAYS)
    yield Figure(move.worked, Measure.MINUTES)
    yield Figure(move.standby, Measure.MINUTES)
    for time in DutyTime:
        yield Figure(move.counts.get(time, 0))
    yield Figure(move.called)


def changes_table(month: Month) -> Table:
    """Half-days on which something else was done than was published."""
    rows = [
        Row((each.post, day, SLOT_NAMES[slot], _told(month, each.announced_at(day, slot)),
             _told(month, each.at(day, slot))))
        for each in month.posts
        for day in month.asked.span
        for slot in SLOT_ORDER
        if each.changed(day, slot)
    ]  # fmt: skip
    return Table(
        code="changes",
        columns=(
            Column("post", Text("Poste", "Post"), 30),
            Column("day", Text("Jour", "Day"), 20, Side.CENTRE),
            Column("slot", Text("Moment", "Part of the day"), 26),
            Column("planned", Text("Prévu", "Planned"), 95),
            Column("done", Text("Réalisé", "Done"), 95),
        ),
        rows=tuple(rows),
    )


def _told(month: Month, works: tuple[Worked, ...]) -> Content:
    """What stands in a half-day, in full."""
    told = [_work(month.problem, done) for done in works]
    if not told:
        return _NOTHING
    return Text(" + ".join(each.fr for each in told), " + ".join(each.en for each in told))


def _work(problem: Problem, done: Worked) -> Text:
    name = _name(problem, str(done.activity or done.line))
    ends = _REMOTE if done.remote else Text("", "")
    return Text(f"{name}{ends.fr}, {done.service}", f"{name}{ends.en}, {done.service}")


def _names(problem: Problem, move: Move) -> tuple[Content, Content]:
    """The service, and what was done in it."""
    if move.kind is Kind.LEAVE:
        known = move.what in set(AbsenceKind)
        return None, LEAVE_KINDS[AbsenceKind(move.what)] if known else Text("jour férié", "public holiday")
    service, named, what = move.what.partition("/")
    if not named:
        return None, _CALL_OUTS if move.kind is Kind.CALL_OUT else move.what
    remote = what.endswith(REMOTE)
    name = _name(problem, what.removesuffix(REMOTE))
    told = Text(f"{name}{_REMOTE.fr}", f"{name}{_REMOTE.en}") if remote else name
    return (service if ServiceId(service) in problem.services else None), told


def _name(problem: Problem, code: str) -> str:
    if LineId(code) in problem.lines:
        return problem.lines[LineId(code)].name
    known = problem.activities.get(ActivityId(code))
    return known.name if known else code


def _moment(slots: tuple[Slot, ...]) -> Text:
    names = [SLOT_NAMES[slot] for slot in slots]
    return Text(" + ".join(each.fr for each in names), " + ".join(each.en for each in names))

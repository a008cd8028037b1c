"""What people write to put something in a cell: ``SERVICE/ACTIVITY``, ``LINE`` or ``off``."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from rota.errors import UserError
from rota.explain.grid import Cell
from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import DutyLine, LineId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.sites.faults import Trouble, fill, nearest
from rota.words import Text

OFF = "off"
REMOTE = "remote"

Code = TypeVar("Code", bound=str)


class Refused(UserError):
    """Something typed that means nothing here, with the remedy."""

    def __init__(self, trouble: Trouble, *, near: str = "", **values: object) -> None:
        self.trouble, self.near, self.values = trouble, near, values
        meant = fill(_MEANT, {"near": near}) if near else Text("", "")
        what, remedy = fill(trouble.what, values), fill(trouble.remedy, values)
        super().__init__(Text(f"{what.fr} {meant.fr}{remedy.fr}", f"{what.en} {meant.en}{remedy.en}"))


def known(code: str, codes: Iterable[Code], trouble: Trouble) -> Code:
    """The code, when the folder has it.

    Raises:
        Refused: it does not.
    """
    found = {str(other): other for other in codes}
    if code not in found:
        shown = ", ".join(sorted(found)[:12]) + (", …" if len(found) > 12 else "")
        raise Refused(trouble, near=nearest(code, found), code=code, known=Text(shown, shown))
    return found[code]


def cell_of(problem: Problem, post: str, day: date, slot: Slot) -> Cell:
    """A cell within the span.

    Raises:
        Refused: no such post, or another day.
    """
    who = known(post, problem.posts, NO_POST)
    if day not in problem.span:
        raise Refused(OUTSIDE, day=day, first=problem.span.first, last=problem.span.last)
    return Cell(who, day, slot)


def content_of(problem: Problem, cell: Cell, text: str) -> Placement | None:
    """What ``text`` puts in ``cell``; None for ``off``.

    Raises:
        Refused: unknown codes, or something the cell cannot hold.
    """
    if text.lower() == OFF:
        return None
    service, slash, rest = text.partition("/")
    if not slash:
        return _duty(problem, cell, known(text, problem.lines, NO_LINE))
    found = known(service, problem.services, NO_SERVICE)
    if rest in problem.lines and problem.lines[LineId(rest)].service == found:
        return _duty(problem, cell, LineId(rest))
    code, slash, how = rest.partition("/")
    activity = known(code, problem.activities, NO_ACTIVITY)
    if slash and (how != REMOTE or not problem.activities[activity].remote):
        raise Refused(NOT_REMOTE, text=text, activity=activity)
    if cell.slot not in HALF_DAYS:
        raise Refused(NIGHT_WORK, activity=activity)
    return Placement(cell.post, cell.day, (cell.slot,), found, activity, remote=bool(slash))


def _duty(problem: Problem, cell: Cell, code: LineId) -> Placement:
    line: DutyLine = problem.lines[code]
    for duty in problem.duty_slots[code]:
        if duty.day == cell.day and cell.slot in duty.shift.slots:
            return Placement(cell.post, cell.day, duty.shift.slots, line.service, line=code)
    raise Refused(NO_SHIFT, line=code, day=cell.day, slot=str(cell.slot))


_MEANT = Text("Vouliez-vous dire « {near} » ? ", "Did you mean “{near}”? ")

NO_POST = Trouble(
    Text("Le dossier n’a pas de poste « {code} ».", "The folder has no post “{code}”."),
    Text("Postes : {known}.", "Posts: {known}."),
)
NO_SERVICE = Trouble(
    Text("Le dossier n’a pas de service « {code} ».", "The folder has no service “{code}”."),
    Text("Services : {known}.", "Services: {known}."),
)
NO_ACTIVITY = Trouble(
    Text("Le dossier n’a pas d’activité « {code} ».", "The folder has no activity “{code}”."),
    Text("Activités : {known}.", "Activities: {known}."),
)
NO_LINE = Trouble(
    Text(
        "« {code} » n’est ni SERVICE/ACTIVITÉ, ni une ligne de garde, ni « off ».",
        "“{code}” is no SERVICE/ACTIVITY, no duty line, and not “off”.",
    ),
    Text("Lignes : {known}.", "Lines: {known}."),
)
NOT_REMOTE = Trouble(
    Text("« {text} » : {activity} ne se suit pas ainsi.", "“{text}”: {activity} cannot be attended so."),
    Text(
        "Écrire SERVICE/ACTIVITÉ, ou SERVICE/ACTIVITÉ/remote quand elle se suit à distance.",
        "Write SERVICE/ACTIVITY, or SERVICE/ACTIVITY/remote where it may be attended remotely.",
    ),
)
NIGHT_WORK = Trouble(
    Text(
        "La nuit ne porte que des gardes et astreintes, pas {activity}.",
        "A night holds duty only, not {activity}.",
    ),
    Text("Donner une ligne de garde, ou am ou pm.", "Give a duty line, or am or pm."),
)
NO_SHIFT = Trouble(
    Text(
        "La ligne {line} n’a pas de garde le {day} dans cette partie du jour ({slot}).",
        "Line {line} has no duty on {day} in that part of the day ({slot}).",
    ),
    Text("Choisir am, pm ou night selon la ligne.", "Choose am, pm or night as the line has it."),
)
OUTSIDE = Trouble(
    Text("Le {day} est hors du planning.", "{day} is outside the plan."),
    Text("Il va du {first} au {last}.", "It runs from {first} to {last}."),
)

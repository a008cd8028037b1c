"""The planner as one frozen value, and the functions from one state to the next: undo is a list.

No Textual here: what can be pressed is tested without a screen.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rota.check import Report, check, recheck
from rota.explain.edits import clear, displaced, put
from rota.explain.grid import Cell, Judged
from rota.model.calendar import Slot
from rota.model.facts import PostId, ServiceId
from rota.model.plan import Pin, Placement, Plan
from rota.model.problem import Problem
from rota.rules import BY_ID
from rota.rules.base import RuleId
from rota.scheduler.outcome import Outcome
from rota.service.planning import PAST
from rota.words import Text
from tui.reading import Reading

_PINS = RuleId("pins")


class Show(StrEnum):
    """What the grid holds."""

    POST = "post"
    SERVICE = "service"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: one post, one service or all posts, over one week or four."""

    show: Show = Show.POST
    service: ServiceId | None = None
    """Only for one service."""
    weeks: int = 1
    """In the views of several posts; one post shows all its weeks one under the other."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person decides: the plan and the pins."""

    plan: Plan
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A draft that was left, and what was done to it."""

    before: Draft
    what: Text


@dataclass(frozen=True, slots=True)
class Proof:
    """What a search said of a draft: it holds for that very draft only."""

    draft: Draft
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Clip:
    """Some days of one post, copied."""

    first: date
    days: int
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class AppState:
    """All that the planner shows."""

    reading: Reading
    cursor: Cell
    saved: Draft
    """What the file holds."""
    view: View = View()
    undone: tuple[Step, ...] = ()
    done: tuple[Step, ...] = ()
    clip: Clip | None = None
    proof: Proof | None = None

    @property
    def judged(self) -> Judged:
        """The plan with its report."""
        return self.reading.judged

    @property
    def problem(self) -> Problem:
        """What the plan answers."""
        return self.judged.problem

    @property
    def draft(self) -> Draft:
        """What would be saved."""
        return Draft(self.judged.plan, self.problem.pins)

    @property
    def unsaved(self) -> bool:
        """Whether the file holds something else."""
        return self.draft != self.saved


class Refusal(Exception):
    """Something that cannot be done here, with the reason."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def start(judged: Judged, saved: Draft | None = None, proof: Proof | None = None) -> AppState:
    """The planner on a plan, the cursor on its first half-day."""
    cursor = Cell(next(iter(judged.problem.posts)), judged.plan.span.first, Slot.AM)
    return AppState(Reading(judged), cursor, saved or Draft(judged.plan, judged.problem.pins), proof=proof)


def judge(judged: Judged, draft: Draft) -> Judged:
    """The same question with another draft; only what differs is read again."""
    problem, report = judged.problem, judged.report
    if draft.plan != judged.plan:
        report = recheck(problem, judged.plan, report, draft.plan)
    if draft.pins != problem.pins:
        problem = problem.pinned(draft.pins)
        report = _pins_read(problem, draft.plan, report)
    return judged.then(problem, draft.plan, report)


def _pins_read(problem: Problem, plan: Plan, report: Report) -> Report:
    """The report with the pins judged anew."""
    others = {key: findings for key, findings in report.by_subject.items() if key[0] != _PINS}
    return Report({**others, **check(problem, plan, (BY_ID[_PINS],)).by_subject})


def change(state: AppState, draft: Draft, what: Text) -> AppState:
    """The state with another draft, which can be undone; the same state when nothing differs."""
    if draft == state.draft:
        return state
    reading = Reading(judge(state.judged, draft))
    return replace(state, reading=reading, done=(*state.done, Step(state.draft, what)), undone=())


def undo(state: AppState) -> AppState:
    """The last step taken back."""
    if not state.done:
        raise Refusal(Text("Rien à annuler.", "Nothing to undo."))
    *done, step = state.done
    reading = Reading(judge(state.judged, step.before))
    return replace(
        state, reading=reading, done=tuple(done), undone=(*state.undone, Step(state.draft, step.what))
    )


def redo(state: AppState) -> AppState:
    """The last step taken back, taken again."""
    if not state.undone:
        raise Refusal(Text("Rien à refaire.", "Nothing to redo."))
    *undone, step = state.undone
    reading = Reading(judge(state.judged, step.before))
    return replace(
        state, reading=reading, undone=tuple(undone), done=(*state.done, Step(state.draft, step.what))
    )


def pin_at(problem: Problem, cell: Cell) -> Pin | None:
    """The pin that holds a cell, by itself or as part of a duty."""
    for pin in problem.pins:
        if (pin.post, pin.day) == (cell.post, cell.day):
            slots = (pin.slot,) if pin.placement is None else (pin.slot, *pin.placement.slots)
            if cell.slot in slots:
                return pin
    return None


def edit(state: AppState, cell: Cell, placement: Placement | None) -> AppState:
    """Another content of a cell; a pin of the cell follows what is decided."""
    plan, problem = state.judged.plan, state.problem
    _not_frozen(problem, cell)
    pushed = plan.at(cell.post, cell.day, cell.slot) if placement is None else displaced(plan, placement)
    touched = [Cell(cell.post, one.day, slot) for one in pushed for slot in one.slots]
    for other in touched:
        _not_frozen(problem, other)
    after = clear(plan, cell.post, cell.day, cell.slot) if placement is None else put(plan, placement)
    own, gone = pin_at(problem, cell), {pin_at(problem, other) for other in touched}
    pins = tuple(pin for pin in problem.pins if pin != own and pin not in gone)
    if own is not None:
        pins = (*pins, pin_of(cell, placement))
    return change(state, Draft(after, pins), Text("changement d’une case", "edit of a cell"))


def _not_frozen(problem: Problem, cell: Cell) -> None:
    pin = pin_at(problem, cell)
    if pin is not None and pin.owner == PAST:
        raise Refusal(FROZEN)
    if cell.day not in problem.span:
        raise Refusal(OUTSIDE)


def pin_of(cell: Cell, placement: Placement | None) -> Pin:
    """A pin on a cell, owned by the service whose work it is; by the post where it is free."""
    if placement is None:
        return Pin(cell.post, cell.post, cell.day, cell.slot, None)
    return Pin(placement.service, cell.post, cell.day, placement.slots[0], placement)


def pin(state: AppState, cells: tuple[Cell, ...]) -> AppState:
    """Pins cells as they are; takes the pins away when all of them are pinned."""
    problem = state.problem
    open_cells = [cell for cell in cells if _may_pin(problem, cell)]
    if not open_cells:
        raise Refusal(FROZEN)
    held = {pin_at(problem, cell) for cell in open_cells}
    kept = tuple(one for one in problem.pins if one not in held)
    if None not in held:
        return change(state, Draft(state.judged.plan, kept), Text("épingles ôtées", "pins taken away"))
    added = dict.fromkeys(pin_of(cell, next(iter(state.judged.at(cell)), None)) for cell in open_cells)
    pins = (*kept, *added)
    return change(state, Draft(state.judged.plan, pins), Text("épingles posées", "pins set"))


def _may_pin(problem: Problem, cell: Cell) -> bool:
    held = pin_at(problem, cell)
    inside = cell.day in problem.span and problem.employed(cell.post, cell.day)
    return inside and (held is None or held.owner != PAST)


def copy(state: AppState, first: date, days: int) -> AppState:
    """Takes a copy of some days of the post under the cursor."""
    chosen = tuple(
        one
        for one in state.judged.plan.placements
        if one.post == state.cursor.post and 0 <= (one.day - first).days < days
    )
    return replace(state, clip=Clip(first, days, chosen))


def paste(state: AppState, first: date) -> tuple[AppState, int]:
    """Puts the copied days at ``first`` for the post under the cursor; and how much could not be.

    What the post cannot be asked there (another service, leave, a closed day, a pin) is left out.
    """
    clip, post, problem = state.clip, state.cursor.post, state.problem
    if clip is None:
        raise Refusal(NOTHING_COPIED)
    wanted = [replace(one, post=post, day=first + (one.day - clip.first)) for one in clip.placements]
    possible = set(state.judged.candidates_of(post))
    cells = [
        Cell(post, date.fromordinal(first.toordinal() + n), slot) for n in range(clip.days) for slot in Slot
    ]
    free = {cell for cell in cells if cell.day in problem.span and pin_at(problem, cell) is None}
    put_there = [
        one
        for one in wanted
        if one in possible
        and all(Cell(post, one.day, slot) in free for slot in one.slots)
        and all(problem.absence(post, one.day, slot) is None for slot in one.slots)
    ]
    gone = tuple(one for cell in free for one in state.judged.plan.at(post, cell.day, cell.slot))
    kept = tuple(one for one in gone if all(Cell(post, one.day, slot) in free for slot in one.slots))
    plan = state.judged.plan.change(remove=kept, add=tuple(put_there))
    pasted = change(state, Draft(plan, problem.pins), Text("collage", "paste"))
    return pasted, len(wanted) - len(put_there)


def move(state: AppState, cell: Cell) -> AppState:
    """The cursor on another cell of the plan; elsewhere it stays."""
    if cell.post not in state.problem.posts or cell.day not in state.judged.plan.span:
        return state
    return replace(state, cursor=cell)


def trouble(state: AppState, step: int) -> AppState:
    """The cursor on the next (1) or the previous (-1) flagged cell, by day, going round."""
    found = state.reading.troubled
    if not found:
        raise Refusal(Text("Aucune case en défaut.", "No cell is at fault."))
    key = state.reading.place
    here = key(state.cursor)
    if step > 0:
        return move(state, next((cell for cell in found if key(cell) > here), found[0]))
    return move(state, next((cell for cell in reversed(found) if key(cell) < here), found[-1]))


def posts_shown(state: AppState) -> tuple[PostId, ...]:
    """The posts of the view, in the order of the folder."""
    match state.view.show:
        case Show.POST:
            return (state.cursor.post,)
        case Show.ALL:
            return tuple(state.problem.posts)
        case Show.SERVICE:
            return tuple(
                post
                for post in state.problem.posts
                if any(service.id == state.view.service for service in state.problem.services_of(post))
            )


FROZEN = Text(
    "Cette case est passée ou déjà travaillée : elle ne change plus.",
    "This cell is past or already worked: it changes no more.",
)
OUTSIDE = Text("Ce jour est hors du planning.", "That day is outside the plan.")
NOTHING_COPIED = Text("Rien n’a été copié.", "Nothing was copied.")

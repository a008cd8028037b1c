"""Leave: asked for, refused or warned where a right is exhausted, declared, withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.ledger.absences import Request, Verdict, request
from rota.ledger.entry import Entry
from rota.model.calendar import Slot
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts, PostId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.reconcile.worked import known_placements, worked_placements
from rota.service import Refused
from rota.sites.faults import Trouble, nearest
from rota.store import Unit
from rota.words import Text
from rota.workspace.keeping import keep, last_day
from rota.workspace.opened import AFFAIRS, Workspace, author_of, entries_of, whole_problem
from rota.workspace.trying import tried


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and what came of it."""

    absence: Absence
    request: Request
    declared: bool
    """Whether it stands now."""
    planned: tuple[Placement, ...]
    """Published work on these days: the plan is to be made again."""


def absence_of(
    post: PostId, kind: AbsenceKind, first: date, last: date, halves: tuple[Slot, Slot]
) -> Absence:
    """An absence; the same request twice is one."""
    name = AbsenceId(f"{post}-{kind.value}-{first.isoformat()}-{halves[0]}".upper())
    return Absence(
        id=name, post=post, kind=kind, first=first, last=last, first_slot=halves[0], last_slot=halves[1]
    )


def ask(
    workspace: Workspace, absence: Absence, *, agreed: bool, site: SiteId | None = None, write: bool = True
) -> Asked:
    """Ask for leave: declared when the right suffices; where a site’s part does not, once it has ``agreed``.

    Args:
        workspace: Where.
        absence: What is asked; it takes the place of the absence of the same code.
        agreed: Whether the site whose part is exhausted agrees.
        site: In whose name it is declared, where one site does it.
        write: False to be told what would come of it; nothing is declared then.

    Raises:
        Refused: the days are taken by another absence, were worked, lie outside the convention or in a
            closed month.
        FactsChanged: someone else changed the facts meanwhile.
    """
    _refuse_misplaced(workspace, absence)
    stands = [each for each in workspace.facts.absences if each.id == absence.id]
    refuse_closed(workspace, stands, [absence])
    facts, stated = replace(workspace.facts, absences=_put(workspace.facts, absence)), workspace.fingerprint

    def work(unit: Unit) -> Asked:
        keep(unit, workspace.facts, last_day(facts, absence.post, workspace.today), [absence.post])
        contract = unit.ledger.contract(absence.post)
        entries = entries_of(unit, contract)
        answer = request(whole_problem(facts), entries, absence)
        planned = known_placements(
            {absence.post: entries}, workspace.problem, first=absence.first, last=absence.last
        )
        held = held_by(absence, planned)
        refuse_worked(workspace.problem, entries, absence)
        fine = answer.verdict is Verdict.GRANTED or (answer.verdict is Verdict.WARNED and agreed)
        asked = Asked(absence, answer, fine, held)
        if fine and write:
            _declare(unit, facts, stated, workspace.today, _By(absence.post, site))
        return asked

    return workspace.store.run(work) if write else tried(workspace.store, work)


def _put(facts: Facts, absence: Absence) -> tuple[Absence, ...]:
    """The absences with this one, in the place of the one of the same code."""
    if all(each.id != absence.id for each in facts.absences):
        return (*facts.absences, absence)
    return tuple(absence if each.id == absence.id else each for each in facts.absences)


def held_by(absence: Absence, placements: Sequence[Placement]) -> tuple[Placement, ...]:
    """The placements that fall within an absence."""
    return tuple(p for p in placements if any(absence.holds(p.day, slot) for slot in p.slots))


def refuse_worked(problem: Problem, entries: Sequence[Entry], absence: Absence) -> None:
    """Refuse an absence that comes after the work was counted: one half-day would discharge two.

    Raises:
        Refused: work counts within it already.
    """
    if absence in problem.absences(absence.post):
        return
    worked = [p for p in held_by(absence, worked_placements({absence.post: entries}, problem)) if p.activity]
    if worked:
        first = min(placement.day for placement in worked)
        raise Refused(WORKED, absence=absence.id, count=len(worked), first=first)


def withdraw(workspace: Workspace, name: str, *, site: SiteId | None = None) -> Absence:
    """Take a declared absence back, in the name of a site where one does it.

    Raises:
        Refused: there is none of that name, or it touches a closed month.
    """
    known = {str(absence.id): absence for absence in workspace.facts.absences}
    if name not in known:
        raise Refused(NO_ABSENCE, near=nearest(name, known), name=name)
    absence, stated = known[name], workspace.fingerprint
    refuse_closed(workspace, [absence], [])
    left = tuple(each for each in workspace.facts.absences if each.id != absence.id)
    facts = replace(workspace.facts, absences=left)

    def work(unit: Unit) -> None:
        _declare(unit, facts, stated, workspace.today, _By(absence.post, site))

    workspace.store.run(work)
    return absence


def refuse_closed(workspace: Workspace, before: Iterable[Absence], after: Iterable[Absence]) -> None:
    """Refuse absences that come, go or change within a closed month: a correction does that, openly.

    Raises:
        Refused: with the first of them.
    """
    closed = workspace.store.read(
        lambda unit: {
            contract.post: unit.ledger.closed_months(contract.id) for contract in unit.ledger.contracts()
        }
    )
    for absence in sorted(set(before) ^ set(after), key=lambda each: each.id):
        for month in sorted(closed.get(absence.post, ())):
            if f"{absence.first:%Y-%m}" <= month <= f"{absence.last:%Y-%m}":
                raise Refused(CLOSED, absence=absence.id, month=month, post=absence.post)


@dataclass(frozen=True, slots=True)
class _By:
    """Whose absence is declared, and by which site."""

    post: PostId
    site: SiteId | None


def _declare(unit: Unit, facts: Facts, stated: str, today: date, by: _By) -> None:
    unit.facts.save(facts, stated, author=AFFAIRS if by.site is None else author_of(by.site, AFFAIRS))
    keep(unit, facts, today, [by.post])


def _refuse_misplaced(workspace: Workspace, absence: Absence) -> None:
    span = workspace.problem.conventions[absence.post].span
    if absence.first not in span or absence.last not in span or absence.last < absence.first:
        raise Refused(OUTSIDE, first=span.first, last=span.last)
    for other in workspace.problem.absences(absence.post):
        if other.id != absence.id and other.first <= absence.last and absence.first <= other.last:
            raise Refused(TAKEN, other=other.id, first=other.first, last=other.last)


NO_ABSENCE = Trouble(
    Text("Aucune absence « {name} ».", "There is no absence “{name}”."),
    Text("Voir rota leave list.", "See rota leave list."),
)
WORKED = Trouble(
    Text(
        "{absence} : {count} demi-journée(s) de ces jours comptent déjà comme travaillées, dès le {first}.",
        "{absence}: {count} half-day(s) of these days count as worked already, from {first} on.",
    ),
    Text(
        "Si elles n’ont pas été faites, les reprendre d’abord : rota correct.",
        "If they were not done, take them back first: rota correct.",
    ),
)
OUTSIDE = Trouble(
    Text("Ces jours ne sont pas tous sous convention.", "These days are not all under the convention."),
    Text("Elle va du {first} au {last}.", "It runs from {first} to {last}."),
)
TAKEN = Trouble(
    Text(
        "L’absence {other} tient déjà des jours du {first} au {last}.",
        "Absence {other} holds days from {first} to {last} already.",
    ),
    Text("La retirer d’abord : rota leave withdraw.", "Withdraw it first: rota leave withdraw."),
)
CLOSED = Trouble(
    Text(
        "L’absence {absence} de {post} change en {month}, qui est clos.",
        "The absence {absence} of {post} changes in {month}, which is closed.",
    ),
    Text(
        "La laisser telle quelle et corriger l’écriture : rota correct.",
        "Leave it as it is and correct the entry: rota correct.",
    ),
)

"""A month of some posts, read once from the workspace: what both tables are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from exports.tables.asked import Asked, TableKind
from exports.tables.moves import Kind, Move, moves, planned, what_of
from rota.check import Report
from rota.compliance.balance import Balance
from rota.compliance.balancing import balances
from rota.compliance.reading import Worked, work
from rota.explain.grid import Cell, Judged
from rota.ledger.book import fold
from rota.ledger.contract import Contract
from rota.ledger.entry import Entry, EntryKind
from rota.model.calendar import Slot, Span
from rota.model.facts import Convention, PostId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import Unit
from rota.words import Text
from rota.workspace.opened import Workspace, entries_of

_EVE = timedelta(days=1)


@dataclass(frozen=True)
class PostMonth:
    """The month of one post."""

    contract: Contract
    entries: Sequence[Entry]
    balance: Balance
    moves: tuple[Move, ...]
    """What counts in the table: planned or done."""
    works: tuple[Worked, ...]
    """The same by half-day, from the eve of the month on."""
    announced: tuple[Worked, ...]
    """What plans in force announced."""
    waiting: frozenset[tuple[date, Slot]]
    """Half-days of the month that were announced and never answered."""

    @property
    def post(self) -> PostId:
        """Whose month it is."""
        return self.contract.post

    def at(self, day: date, slot: Slot) -> tuple[Worked, ...]:
        """What stands in a half-day."""
        return self._cells.get((day, slot), ())

    def announced_at(self, day: date, slot: Slot) -> tuple[Worked, ...]:
        """What was announced there."""
        return self._announced.get((day, slot), ())

    def changed(self, day: date, slot: Slot) -> bool:
        """Whether something else was done than was announced; what waits for its answer has not changed."""
        told, done = self.announced_at(day, slot), self.at(day, slot)
        return (day, slot) not in self.waiting and sorted(map(what_of, told)) != sorted(map(what_of, done))

    @cached_property
    def _cells(self) -> Mapping[tuple[date, Slot], tuple[Worked, ...]]:
        return _by_cell(self.works)

    @cached_property
    def _announced(self) -> Mapping[tuple[date, Slot], tuple[Worked, ...]]:
        return _by_cell(self.announced)

    @cached_property
    def called(self) -> frozenset[date]:
        """Days of on-call duties from which the doctor was called out."""
        return frozenset(move.day for move in self.moves if move.called)


@dataclass(frozen=True)
class Month:
    """The month of all posts asked."""

    asked: Asked
    problem: Problem
    posts: tuple[PostMonth, ...]

    @cached_property
    def judged(self) -> Judged:
        """The grid, to be asked what a free cell is; nothing is checked."""
        placements = [w.placement(each.post) for each in self.posts for w in each.works if w.slots]
        first, last = self.asked.span.first - _EVE, self.asked.span.last
        return Judged(self.problem, Plan.of(Span(first, last), placements), Report({}))

    def cell(self, post: PostId, day: date, slot: Slot) -> Cell:
        """A cell of the grid."""
        return Cell(post, day, slot)


def read(workspace: Workspace, asked: Asked) -> Month:
    """The month.

    Raises:
        Refused: no post is asked about, or nothing is known of the month.
    """
    conventions = _conventions(workspace, asked)
    if not conventions:
        raise Refused(NO_POSTS, month=asked.month)

    def given(unit: Unit) -> list[tuple[Contract, tuple[Entry, ...]]]:
        contracts = [unit.ledger.contract(each.post) for each in conventions]
        return [(contract, entries_of(unit, contract)) for contract in contracts]

    found = workspace.store.read(given)
    posts = tuple(_post(workspace, asked, contract, entries) for contract, entries in found)
    month = Month(asked, workspace.problem, posts)
    if not any(move.kind is not Kind.LEAVE for each in posts for move in each.moves):
        trouble = NOT_PUBLISHED if asked.kind is TableKind.PROVISIONAL else NOT_DONE
        raise Refused(trouble, month=asked.month)
    return month


def _conventions(workspace: Workspace, asked: Asked) -> list[Convention]:
    return [
        each
        for each in workspace.facts.conventions
        if each.span.meet(asked.span)
        and asked.post in {None, each.post}
        and (asked.site is None or any(share.site == asked.site for share in each.shares))
    ]


def _post(workspace: Workspace, asked: Asked, contract: Contract, entries: Sequence[Entry]) -> PostMonth:
    problem, span = workspace.problem, asked.span
    seen = Span(span.first - _EVE, span.last)
    plans = planned(entries)
    booked = moves(entries, problem, asked.month, span)
    announced = tuple(each for each in work(plans, problem) if each.day in seen)
    if asked.kind is TableKind.PROVISIONAL:
        leave = tuple(move for move in booked if move.kind is Kind.LEAVE)
        told = tuple(sorted((*moves(plans, problem, asked.month, span), *leave), key=lambda m: m.key))
        works = announced
    else:
        told, works = booked, tuple(each for each in work(entries, problem) if each.day in seen)
    return PostMonth(
        contract=contract,
        entries=entries,
        balance=balances(entries, contract, workspace.facts, span.last, span),
        moves=told,
        works=works,
        announced=announced,
        waiting=_waiting(entries),
    )


def _waiting(entries: Sequence[Entry]) -> frozenset[tuple[date, Slot]]:
    """Half-days of plans that nobody has answered."""
    return frozenset(
        (draft.worked_on, slot)
        for draft in fold(entries).pending.values()
        if draft.kind is EntryKind.PLAN and draft.worked_on is not None
        for slot in draft.slots
    )


def _by_cell(works: Sequence[Worked]) -> Mapping[tuple[date, Slot], tuple[Worked, ...]]:
    found: dict[tuple[date, Slot], tuple[Worked, ...]] = {}
    for each in works:
        for slot in each.slots:
            found[each.day, slot] = (*found.get((each.day, slot), ()), each)
    return found


NO_POSTS = Trouble(
    Text(
        "Aucun poste demandé n’est sous convention en {month}.",
        "No post asked is under a convention in {month}.",
    ),
    Text("Voir les conventions du dossier : posts.toml.", "See the conventions of the folder: posts.toml."),
)
NOT_PUBLISHED = Trouble(
    Text("Aucun planning n’est publié pour {month}.", "No plan is published for {month}."),
    Text("Le publier d’abord : rota publish.", "Publish it first: rota publish."),
)
NOT_DONE = Trouble(
    Text("Le registre ne compte encore rien de {month}.", "The ledger counts nothing of {month} yet."),
    Text(
        "Importer la présence, puis rapprocher : rota attendance import, rota reconcile --apply.",
        "Import attendance, then reconcile: rota attendance import, rota reconcile --apply.",
    ),
)

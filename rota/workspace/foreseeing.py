"""What a verb would change, before it is done: it is done, both states are read, and all of it is undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from rota.compliance.balance import Balance
from rota.ledger.writer import month_span
from rota.model.facts import PostId, SiteId
from rota.service import Refused
from rota.store import Store, Unit
from rota.workspace.opened import Workspace
from rota.workspace.standing import balances_of
from rota.workspace.trying import tried

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moved:
    """What stands for one site of one post before something is done, and after it; 60ths of half-days."""

    post: PostId
    site: SiteId
    done: tuple[int, int]
    leave: tuple[int, int]
    due: tuple[int, int]

    @property
    def moves(self) -> bool:
        """Whether anything changes."""
        return any(before != after for before, after in (self.done, self.leave, self.due))


@dataclass(frozen=True, slots=True)
class Foreseen(Generic[T]):
    """What a verb would answer, and the balances of a month before it and after it."""

    answer: T
    balances: tuple[Moved, ...]
    """Of every site of the posts asked for, whether it changes or not."""


def foresee(
    workspace: Workspace, verb: Callable[[Workspace], T], month: str, posts: Sequence[PostId]
) -> Foreseen[T]:
    """Do something, read what it has changed, and undo it: nothing of it stays.

    Args:
        workspace: Where it would be done.
        verb: A verb of the workspace, or several; it may write through the workspace it is given only.
        month: Whose balances are told, as they stand at its end.
        posts: Of which posts.

    Raises:
        UserError: what the verb itself would raise.
    """

    def work(unit: Unit) -> Foreseen[T]:
        inside = _inside(workspace, unit)
        before = _balances(inside, month, posts)
        answer = verb(inside)
        return Foreseen(answer, _moved(before, _balances(inside, month, posts)))

    return tried(workspace.store, work)


class _Within:
    """A store of which every unit of work is part of one that stands open."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def run(self, work: Callable[[Unit], T]) -> T:
        """A unit of work, within the one that stands open."""
        return work(self._unit)

    read = run


def _inside(workspace: Workspace, unit: Unit) -> Workspace:
    """The workspace as it stands within a unit of work, with the facts that were read before it."""
    inside = Workspace(cast("Store", _Within(unit)), workspace.clock)
    vars(inside).update(_stated=(workspace.facts, workspace.fingerprint), problem=workspace.problem)
    return inside


def _balances(workspace: Workspace, month: str, posts: Sequence[PostId]) -> tuple[Balance, ...]:
    span = month_span(month)
    try:
        return balances_of(workspace, span, min(span.last, workspace.today), posts)
    except Refused:
        return ()


def _moved(before: Sequence[Balance], after: Sequence[Balance]) -> tuple[Moved, ...]:
    found = []
    for old, new in zip(before, after, strict=True):
        for was, now in zip(old.sites, new.sites, strict=True):
            done, leave, due = (was.done, now.done), (was.leave, now.leave), (was.due, now.due)
            found.append(Moved(old.post, was.site, done, leave, due))
    return tuple(found)

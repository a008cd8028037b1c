"""A unit of work that is done, answers, and is undone."""

from collections.abc import Callable
from typing import TypeVar, cast

from rota.store import Store, Unit

T = TypeVar("T")


def tried(store: Store, work: Callable[[Unit], T]) -> T:
    """What a unit of work answers; nothing of what it wrote stays.

    Raises:
        UserError: what the work itself raises.
    """

    def undone(unit: Unit) -> T:
        raise _Undone(work(unit))

    try:
        return store.run(undone)
    except _Undone as found:
        return cast("T", found.answer)


class _Undone(Exception):
    def __init__(self, answer: object) -> None:
        super().__init__()
        self.answer = answer

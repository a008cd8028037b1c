"""A unit of work is run again as a whole when the database could not carry it out, or may have done so.

What may pass: a serialisation failure, a deadlock, a lost connection (also one lost while committing: the
ids of the writer make the second run harmless), a lock that SQLite did not get in time, and a unique key that
someone else took first (run again, the work sees what the other wrote and tells it in its own words).
"""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from rota.errors import UserError
from rota.ledger.journal import AlreadyAnswered, ClosedMonth
from rota.store.errors import Damaged, PlanRefused, Refused, StoreBusy
from rota.words import Text

T = TypeVar("T")

TRIES = 8
TRIES_WHEN_TAKEN = 2
"""Further tries when someone took a key first; one that stays taken is taken by the work itself."""
PAUSE_SECONDS = (0.005, 0.2)
_PASSING_STATES = frozenset({"40001", "40P01", "55P03"})
_TAKEN_STATE = "23505"
_LOST_STATES = ("08", "57P0")
_BUSY_SQLITE = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
_TAKEN_SQLITE = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
_BROKEN_SQLITE = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


def retried(work: Callable[[], T], *, sleep: Callable[[float], None], chance: Callable[[], float]) -> T:
    """What ``work`` gives, run again up to :data:`TRIES` times in all.

    Args:
        work: A whole unit of work, its reads included.
        sleep: Waits some seconds.
        chance: A number from 0 to 1, for pauses that do not meet again.

    Raises:
        UserError: the database refuses, or could not be had through all tries.
    """
    low, high = PAUSE_SECONDS
    left, again = TRIES, TRIES_WHEN_TAKEN
    while True:
        left -= 1
        try:
            return work()
        except DBAPIError as error:
            if taken(error):
                left = min(left, again)
                again -= 1
            if left <= 0 or not (passing(error) or taken(error)):
                raise told(error) from error
        sleep(low + (high - low) * chance())


def passing(error: DBAPIError) -> bool:
    """Whether another try may succeed."""
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return bool(_sqlite_name(error.orig) & _BUSY_SQLITE)
    state = _state(error)
    return state in _PASSING_STATES or state.startswith(_LOST_STATES) or _without_answer(error)


def taken(error: DBAPIError) -> bool:
    """Whether a unique key is taken."""
    if isinstance(error.orig, sqlite3.Error):
        return bool(_sqlite_name(error.orig) & _TAKEN_SQLITE)
    return _state(error) == _TAKEN_STATE


def told(error: DBAPIError) -> UserError:
    """What a refusal of the database means for the user."""
    code = next((code for code in _MEANINGS if f"rota:{code}" in str(error.orig)), None)
    if code is not None:
        kind, text = _MEANINGS[code]
        return kind(text)
    if isinstance(error.orig, sqlite3.Error) and _sqlite_name(error.orig) & _BROKEN_SQLITE:
        return Damaged(_DAMAGED)
    if passing(error):
        return StoreBusy(_BUSY)
    said = " ".join(str(error.orig).split())[:300]
    return Refused(Text(f"la base refuse : {said}", f"the database refuses: {said}"))


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _without_answer(error: DBAPIError) -> bool:
    """The server could not be reached, or hung up without a word."""
    return type(error).__name__ == "OperationalError" and not _state(error)


def _sqlite_name(error: sqlite3.Error) -> set[str]:
    """The extended and the plain name of an SQLite error."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return {name, "_".join(name.split("_")[:2])}


_MEANINGS: dict[str, tuple[type[UserError], Text]] = {
    "closed": (
        ClosedMonth,
        Text(
            "le mois est clos : le corriger par un ajustement du mois ouvert",
            "the month is closed: correct it by an adjustment in the open month",
        ),
    ),
    "answered": (
        AlreadyAnswered,
        Text(
            "l’écriture a déjà été confirmée, annulée ou contre-passée",
            "the entry was already posted, voided or reversed",
        ),
    ),
    "unproposed": (
        Refused,
        Text(
            "rien à signer : l’autre site n’a pas proposé cet état du mois, ou le mois a changé depuis",
            "nothing to sign: the other site has not proposed this state of the month, or it changed since",
        ),
    ),
    "unasked": (
        PlanRefused,
        Text("l’accord de ce site n’est pas demandé", "this site was not asked to agree"),
    ),
    "unagreed": (
        PlanRefused,
        Text("tous les sites n’ont pas donné leur accord", "not all sites have agreed"),
    ),
    "append-only": (
        Refused,
        Text(
            "ce qui est écrit ici ne se modifie ni ne s’efface",
            "what is written here is neither changed nor deleted",
        ),
    ),
}
_DAMAGED = Text(
    "la base est endommagée : repartir d’une sauvegarde (rota backup les vérifie)",
    "the database is damaged: start again from a backup (rota backup verifies them)",
)
_BUSY = Text(
    "la base est occupée ou injoignable malgré plusieurs essais : rien n’a été perdu, réessayer ; "
    "renvoyer la même demande est sans danger",
    "the database is busy or out of reach after several tries: nothing was lost, try again; sending the same "
    "request again is harmless",
)

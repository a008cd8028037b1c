"""What must hold before a month is closed: named checks; some answers are given by the caller."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rota.ledger.book import fold
from rota.ledger.clearing import debts
from rota.ledger.contract import Contract
from rota.ledger.entry import Entry
from rota.words import Text


class Condition(StrEnum):
    """A check of closing."""

    NO_PENDING = "no-pending"
    NO_CONTRADICTION = "no-contradiction"
    CLEARED = "cleared"
    COMPLETE = "complete"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition and whether it holds."""

    condition: Condition
    holds: bool
    text: Text
    """What was found."""


@dataclass(frozen=True, slots=True)
class Attended:
    """What reconciliation says of a month."""

    contradictions: int
    """Half-days that two sites claim, not settled."""
    lines: int
    """Attendance lines received for the month."""
    accounted: int
    """Of them, those that ended as an entry, a duplicate or a refusal with its reason."""


def conditions(
    contract: Contract, entries: Sequence[Entry], month: str, attended: Attended, faults: int
) -> tuple[Checked, ...]:
    """Every condition of closing ``month``; ``faults`` is how many the verifier found in the chain."""
    return (
        _pending(entries, month),
        _contradictions(attended),
        _cleared(contract, entries, month),
        _complete(attended),
        _chain(faults),
    )


def _pending(entries: Iterable[Entry], month: str) -> Checked:
    left = sum(draft.month == month for draft in fold(entries).pending.values())
    text = Text(f"{left} écriture(s) prévue(s) sans réponse", f"{left} planned entries without answer")
    return Checked(Condition.NO_PENDING, left == 0, text)


def _contradictions(attended: Attended) -> Checked:
    left = attended.contradictions
    text = Text(
        f"{left} demi-journée(s) réclamée(s) par deux sites", f"{left} half-days claimed by two sites"
    )
    return Checked(Condition.NO_CONTRADICTION, left == 0, text)


def _cleared(contract: Contract, entries: Iterable[Entry], month: str) -> Checked:
    left = {pair: parts for pair, parts in debts(entries, month).items() if set(pair) <= set(contract.sites)}
    told = ", ".join(f"{debtor} → {creditor} {parts}/60" for (debtor, creditor), parts in left.items())
    text = Text(
        f"dettes ni réglées ni reportées : {told or 0}", f"debts neither settled nor carried: {told or 0}"
    )
    return Checked(Condition.CLEARED, not left, text)


def _complete(attended: Attended) -> Checked:
    done, all_lines = attended.accounted, attended.lines
    text = Text(
        f"{done} ligne(s) de présence sur {all_lines} traitées", f"{done} of {all_lines} lines accounted for"
    )
    return Checked(Condition.COMPLETE, done == all_lines, text)


def _chain(faults: int) -> Checked:
    text = Text(f"{faults} faute(s) dans la chaîne", f"{faults} faults in the chain")
    return Checked(Condition.CHAIN, faults == 0, text)

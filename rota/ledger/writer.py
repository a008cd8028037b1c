"""Who writes, and the ids of what is written, made from what it is about: repeating is harmless."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid5

from rota.ledger.accounts import Account
from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, EntryKind, LedgerUnit
from rota.model.calendar import SLOT_ORDER, Slot, Span, month_of
from rota.model.facts import SiteId


class Details(TypedDict, total=False):
    """What a draft may say beyond what it moves."""

    worked_on: date | None
    slots: tuple[Slot, ...]
    start: int | None
    end: int | None
    site: SiteId | None
    what: str
    ref: int | None
    claim: int | None
    plan_version: int | None
    corrects_month: str
    reason: str
    source: str
    statement: str


@dataclass(frozen=True, slots=True)
class Movement:
    """An amount that goes from one account to another."""

    debit: Account
    credit: Account
    amount: int
    unit: LedgerUnit = LedgerUnit.HALF_DAY_60

    def back(self) -> "Movement":
        """The movement that undoes it."""
        return Movement(self.credit, self.debit, self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class Writer:
    """Someone who writes in the ledger of one contract, by function."""

    contract: Contract
    author: str
    """A function, not a name: ``head-of-service``, ``medical-affairs``, ``rota``."""
    site: SiteId
    """The site the author writes for."""

    def draft(
        self, kind: EntryKind, movement: Movement, month: str, group: UUID, **details: Unpack[Details]
    ) -> Draft:
        """A draft whose id is made from its content and its group.

        Two drafts that say the same in the same group have the same id: the second changes nothing.
        """
        said = sorted((name, _told(value)) for name, value in details.items())
        about = (kind.value, movement.unit.value, movement.debit, movement.credit, movement.amount, month)
        return Draft(
            idem=id_of(self.contract.id, group.hex, *about, *said),
            group=group,
            contract=self.contract.id,
            kind=kind,
            unit=movement.unit,
            debit=movement.debit,
            credit=movement.credit,
            amount=movement.amount,
            month=month,
            author=self.author,
            author_site=self.site,
            **details,
        )

    def statement(self, kind: EntryKind, month: str, told: str, *, source: str, reason: str = "") -> Draft:
        """The draft of a closing or reopening."""
        group = self.group(kind.value, month, told, self.site)
        return Draft(
            idem=group,
            group=group,
            contract=self.contract.id,
            kind=kind,
            unit=LedgerUnit.NONE,
            debit=Account(""),
            credit=Account(""),
            amount=0,
            month=month,
            source=source,
            reason=reason,
            author=self.author,
            author_site=self.site,
            statement=told,
        )

    def group(self, *about: object) -> UUID:
        """The id of a group of entries, from what it is about."""
        return id_of(self.contract.id, "group", *about)


def id_of(contract: UUID, *about: object) -> UUID:
    """An id made from the contract and what something is about."""
    return uuid5(contract, "|".join(_told(part) for part in about))


def signed(
    debit: Account, credit: Account, amount: int, unit: LedgerUnit = LedgerUnit.HALF_DAY_60
) -> tuple[Movement, ...]:
    """The movement of ``amount``: the other way round when it is negative, none when it is zero."""
    if amount == 0:
        return ()
    movement = Movement(debit, credit, abs(amount), unit)
    return (movement,) if amount > 0 else (movement.back(),)


def month_name(day: date) -> str:
    """``2026-12``."""
    return day.isoformat()[:7]


def month_span(month: str) -> Span:
    """The days of a month named ``2026-12``."""
    return month_of(date.fromisoformat(f"{month}-01"))


def following(month: str) -> str:
    """The month after ``month``."""
    return month_name(date.fromordinal(month_span(month).last.toordinal() + 1))


def preceding(month: str) -> str:
    """The month before ``month``."""
    return month_name(date.fromordinal(month_span(month).first.toordinal() - 1))


def _told(part: object) -> str:
    if type(part) is str:
        return part
    if isinstance(part, tuple):
        if SLOT_ORDER.keys().isdisjoint(part):
            return "+".join(map(_told, part))
        places = [SLOT_ORDER.get(each, 0) for each in part]
        return "+".join(_told(each) for _, each in sorted(zip(places, part, strict=True), key=_place))
    return str(part)


def _place(pair: tuple[int, object]) -> int:
    return pair[0]

"""The state machine over the journal in memory: 3,000 operations, nothing lost, nothing invented."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from rota.ledger.contract import Contract
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.journal import Journal
from tests.ledger.machine import JournalFactory, machine
from tests.ledger.memory import MemoryJournal

SETTINGS = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


class LosesVoids(MemoryJournal):
    """Acknowledges an entry now and then without keeping it."""

    def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        entries = super().append(drafts)
        if any(draft.kind is EntryKind.VOID for draft in drafts):
            self._entries[drafts[0].contract].pop()
        return entries


class ForgetsClosing(MemoryJournal):
    """Takes entries in closed months."""

    def closed_months(self, contract: UUID) -> frozenset[str]:
        return super().closed_months(contract) & {""}


class AnswersTwice(MemoryJournal):
    """Takes a second answer."""

    def _refuse(self, entries: list[Entry], draft: Draft) -> None:
        if draft.ref is None:
            super()._refuse(entries, draft)


def journals(of: type[MemoryJournal]) -> JournalFactory:
    def factory(contract: Contract) -> AbstractContextManager[Journal]:
        return nullcontext(of(contract))

    return factory


def test_whatever_is_written_the_ledger_holds() -> None:
    run_state_machine_as_test(machine(journals(MemoryJournal)), settings=SETTINGS)


@pytest.mark.parametrize("broken", [LosesVoids, ForgetsClosing, AnswersTwice])
def test_a_broken_journal_is_found_out(broken: type[MemoryJournal]) -> None:
    quick = settings(SETTINGS, max_examples=300, phases=[Phase.generate], print_blob=False)
    with pytest.raises(BaseException, match=r"."):
        run_state_machine_as_test(machine(journals(broken)), settings=quick)

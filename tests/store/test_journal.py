"""What every journal does: in memory, on SQLite, on PostgreSQL."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from rota.ledger.book import fold
from rota.ledger.chain import leaf, link
from rota.ledger.closing import Objection, propose, propose_reopen, sign, sign_reopen
from rota.ledger.entry import Draft, Entry, EntryKind
from rota.ledger.journal import AlreadyAnswered, ClosedMonth, Journal, SameIdOtherContent
from rota.ledger.verify import verify
from rota.ledger.writer import Writer
from rota.model.calendar import Slot
from rota.store import Store
from rota.store.errors import Refused
from rota.store.rows import COPIED
from tests import builders
from tests.builders import CH, CHU
from tests.ledger.memory import MemoryJournal
from tests.store.clocks import START, CountingClock, StoppedClock
from tests.store.drafts import answer, contract, draft, minutes, plan
from tests.store.servers import DATABASES, emptied, empty


@pytest.fixture(params=("memory", *DATABASES))
def journal(request: pytest.FixtureRequest) -> Iterator[Journal]:
    """A journal of two contracts."""
    if request.param == "memory":
        yield MemoryJournal(contract(1), contract(2))
    elif request.param == "sqlite":
        with empty("sqlite") as url, Store.create(url, builders.facts(2), clock=CountingClock()) as store:
            yield store
    else:
        address = request.getfixturevalue("kept")
        emptied(address)
        with Store.open(address, clock=CountingClock()) as store:
            store.save_facts(builders.facts(2), "")
            yield store


def _close(journal: Journal, month: str) -> None:
    for site, kind in ((CH, propose), (CHU, sign)):
        entry = kind(Writer(contract(), "medical-affairs", site), month, list(journal.entries(contract().id)))
        assert not isinstance(entry, Objection), entry
        journal.append([entry])


def _kept(journal: Journal, of: UUID | None = None) -> list[Entry]:
    return list(journal.entries(of or contract().id))


def test_contract_of_a_post_is_that_of_its_convention(journal: Journal) -> None:
    assert journal.contract(builders.post(2).id) == contract(2)


def test_empty_journal_hangs_on_the_genesis(journal: Journal) -> None:
    assert journal.head(contract().id) == (0, contract().genesis)
    assert _kept(journal) == []


def test_entries_are_numbered_and_chained(journal: Journal) -> None:
    written = journal.append([draft(1), minutes(2), draft(3)])
    prev = contract().genesis
    for seq, entry in enumerate(written, start=1):
        assert entry.seq == seq
        assert entry.prev == prev
        assert entry.payload == entry.draft.payload()
        assert entry.leaf == leaf(entry.salt, entry.payload)
        assert entry.hash == link(contract().id, seq, entry.recorded_at, prev, entry.leaf)
        prev = entry.hash
    assert journal.head(contract().id) == (3, prev)
    assert _kept(journal) == list(written)


def test_each_contract_has_its_own_chain(journal: Journal) -> None:
    journal.append([draft(1), draft(2, of=contract(2)), draft(3)])
    assert [entry.seq for entry in _kept(journal)] == [1, 2]
    assert [entry.seq for entry in _kept(journal, contract(2).id)] == [1]


def test_entries_after_a_number_are_those_above_it(journal: Journal) -> None:
    journal.append([draft(number) for number in range(1, 6)])
    assert [entry.seq for entry in journal.entries(contract().id, after=3)] == [4, 5]


def test_sending_again_gives_back_what_is_there(journal: Journal) -> None:
    drafts = [draft(1), plan(2), minutes(3)]
    first = journal.append(drafts)
    assert journal.append(drafts) == first
    assert journal.append(drafts[1:]) == first[1:]
    assert len(_kept(journal)) == 3


def test_sending_a_part_again_appends_the_rest(journal: Journal) -> None:
    (first,) = journal.append([draft(1)])
    again, fresh = journal.append([draft(1), draft(2)])
    assert again == first
    assert fresh.seq == 2


def test_one_draft_twice_in_a_group_is_one_entry(journal: Journal) -> None:
    first, second = journal.append([draft(1), draft(1)])
    assert first == second
    assert len(_kept(journal)) == 1


def test_same_id_with_another_payload_is_an_error_and_writes_nothing(journal: Journal) -> None:
    journal.append([draft(1)])
    with pytest.raises(SameIdOtherContent):
        journal.append([draft(2), draft(1, amount=30)])
    with pytest.raises(SameIdOtherContent):
        journal.append([draft(3), draft(3, amount=30)])
    assert len(_kept(journal)) == 1


def test_plan_is_answered_once(journal: Journal) -> None:
    journal.append([plan(1), plan(2, slot=Slot.PM)])
    journal.append([answer(3, EntryKind.POST, plan(1), 1), answer(4, EntryKind.VOID, plan(2), 2)])
    for number, kind in ((5, EntryKind.POST), (6, EntryKind.VOID)):
        with pytest.raises(AlreadyAnswered):
            journal.append([draft(9), answer(number, kind, plan(1), 1)])
    assert len(_kept(journal)) == 4


def test_two_answers_in_one_group_are_one_too_many(journal: Journal) -> None:
    journal.append([plan(1)])
    with pytest.raises(AlreadyAnswered):
        journal.append([answer(2, EntryKind.POST, plan(1), 1), answer(3, EntryKind.VOID, plan(1), 1)])
    assert len(_kept(journal)) == 1


def test_entry_is_reversed_once(journal: Journal) -> None:
    journal.append([draft(1)])
    journal.append([answer(2, EntryKind.REVERSE, draft(1), 1)])
    with pytest.raises(AlreadyAnswered):
        journal.append([answer(3, EntryKind.REVERSE, draft(1), 1)])
    assert fold(_kept(journal)).balances == {}


def test_closed_month_takes_statements_only(journal: Journal) -> None:
    journal.append([draft(1)])
    _close(journal, "2026-12")
    with pytest.raises(ClosedMonth):
        journal.append([draft(5, month="2027-01"), draft(6)])
    journal.append([draft(7, month="2027-01")])
    assert len(_kept(journal)) == 4


def test_sending_into_a_closed_month_what_is_there_is_harmless(journal: Journal) -> None:
    (first,) = journal.append([draft(1)])
    _close(journal, "2026-12")
    assert journal.append([draft(1)]) == (first,)


def test_month_reopened_by_two_sites_takes_entries_again(journal: Journal) -> None:
    journal.append([draft(1)])
    _close(journal, "2026-12")
    for site, kind in ((CHU, propose_reopen), (CH, sign_reopen)):
        known = _kept(journal)
        entry = kind(Writer(contract(), "medical-affairs", site), "2026-12", known, "late-claim")
        assert not isinstance(entry, Objection), entry
        journal.append([entry])
    journal.append([draft(2)])
    _close(journal, "2026-12")
    with pytest.raises(ClosedMonth):
        journal.append([draft(3)])


def test_group_is_written_whole_or_not_at_all(journal: Journal) -> None:
    journal.append([plan(1)])
    journal.append([answer(2, EntryKind.POST, plan(1), 1)])
    with pytest.raises(AlreadyAnswered):
        journal.append([draft(3), minutes(4), answer(5, EntryKind.VOID, plan(1), 1)])
    assert [entry.seq for entry in _kept(journal)] == [1, 2]


def test_random_journals_agree(sqlite_url: str) -> None:
    """The same operations, each sent twice, give the same drafts in the same order, or the same refusal."""
    chance = random.Random(20261201)
    memory = MemoryJournal(contract())
    with Store.create(sqlite_url, builders.facts(1), clock=CountingClock()) as store:
        for number in range(300):
            drafts = _some(chance, number, memory)
            told = [_outcome(journal, drafts) for journal in (memory, memory, store, store)]
            assert told[0] == told[2] == told[3], (number, drafts, told)
            if isinstance(told[0], list):
                assert told[0] == told[1]
        standing = [entry.draft for entry in memory.entries(contract().id)]
        assert [entry.draft for entry in store.entries(contract().id)] == standing
        folded = fold(store.entries(contract().id))
        assert store.read(lambda unit: unit.ledger.balances(contract().id)) == folded.balances


def _some(chance: random.Random, number: int, journal: MemoryJournal) -> list[Draft]:
    known = list(journal.entries(contract().id))
    chosen = chance.choice(known) if known else None
    match chance.randrange(6):
        case 0 if chosen and chosen.draft.kind is EntryKind.PLAN:
            kind = chance.choice((EntryKind.POST, EntryKind.VOID))
            return [answer(1000 + number, kind, chosen.draft, chosen.seq)]
        case 1 if chosen and chosen.draft.kind is EntryKind.DIRECT:
            return [answer(1000 + number, EntryKind.REVERSE, chosen.draft, chosen.seq)]
        case 2 if chosen:
            return [draft(number), chosen.draft]
        case 3 if chosen:
            return [draft(number), replace(chosen.draft, what="other")]
        case 4:
            months = ("2026-11", "2026-12")
            return [draft(number * 10 + each, month=chance.choice(months)) for each in range(3)]
        case _:
            day = builders.MONDAY + timedelta(days=number)
            return [plan(number, day), minutes(5000 + number)]


def _outcome(journal: Journal, drafts: list[Draft]) -> list[tuple[int, Draft]] | str:
    try:
        return [(entry.seq, entry.draft) for entry in journal.append(drafts)]
    except (SameIdOtherContent, AlreadyAnswered, ClosedMonth) as error:
        return type(error).__name__


def test_time_rises_though_the_clock_goes_back(sqlite_url: str) -> None:
    clock = StoppedClock()
    with Store.create(sqlite_url, builders.facts(), clock=clock) as store:
        store.append([draft(1), draft(2)])
        clock.at = START - timedelta(days=1)
        store.append([draft(3)])
        times = [entry.recorded_at for entry in store.entries(contract().id)]
    assert times == [START + timedelta(microseconds=each) for each in range(3)]


def test_rows_verify_with_their_columns(store: Store) -> None:
    store.append([plan(1), draft(2), minutes(3)])
    _close(store, "2026-12")
    report = verify(contract(), store.stored(contract().id), columns=COPIED)
    assert (report.faults, report.count, report.head) == ((), 5, store.head(contract().id)[1])


def test_closing_that_the_entries_do_not_say_is_refused(store: Store) -> None:
    store.append([draft(1)])
    forged = Writer(contract(), "medical-affairs", CH).statement(
        EntryKind.PROPOSE_CLOSE, "2026-12", "0" * 64, source="upto:1"
    )
    with pytest.raises(Refused):
        store.append([forged])
    assert store.read(lambda unit: unit.ledger.periods(contract().id)) == {}


def test_periods_tell_where_a_month_stands(store: Store) -> None:
    def told() -> dict[str, str]:
        return dict(store.read(lambda unit: unit.ledger.periods(contract().id)))

    store.append([draft(1)])
    proposal = propose(Writer(contract(), "medical-affairs", CH), "2026-12", list(_kept(store)))
    assert isinstance(proposal, Draft)
    store.append([proposal])
    assert told() == {"2026-12": "proposed"}
    store.append([draft(2)])
    assert told() == {"2026-12": "open"}, "an entry of the month cancels the proposal"
    _close(store, "2026-12")
    assert told() == {"2026-12": "closed"}
    assert store.read(lambda unit: unit.ledger.closed_months(contract().id)) == {"2026-12"}


def test_payloads_come_back_as_they_were_sent(store: Store) -> None:
    sent = draft(1, what="SANTÉ/ÉCHO", reason="prévu", source="file:" + "0" * 64 + ":12", claim=None)
    store.append([sent])
    (row,) = store.stored(contract().id)
    assert row.payload == sent.payload()
    assert (row.kind, row.amount, row.month, row.worked_on) == ("direct", 60, "2026-12", "2026-12-07")

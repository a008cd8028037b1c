"""Two heads at the same moment: the last free half-day, the same plan, the same facts."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from rota.ledger.contract import contract_of
from rota.ledger.journal import DoubleBooking
from rota.store import PlanChanged, Store
from rota.store.errors import FactsChanged
from rota.store.rows import contract_row
from rota.store.tables import CONTRACT
from tests import builders
from tests.builders import CH, CHU
from tests.store.clocks import START, CountingClock
from tests.store.drafts import contract, first_bad, plan

Heads = tuple[Store, Store]
Take = Callable[[int, int], bool]
"""Head 0 or 1 tries to take the half-day of a round; whether it got it."""
OTHER = contract_of(replace(builders.convention(builders.post().id), employer=CHU))
"""Another contract of the same post: its chain has another lock."""


@contextmanager
def two_heads(url: str) -> Iterator[Heads]:
    """Each head with a workspace of its own."""
    with ExitStack() as stack:
        first = stack.enter_context(Store.create(url, builders.facts(), clock=CountingClock()))
        second = stack.enter_context(Store.open(url, clock=CountingClock()))
        first.run(lambda unit: unit.connection.execute(CONTRACT.insert(), contract_row(OTHER, START)))
        yield first, second


def not_one_of_two(take: Take, rounds: int) -> int:
    """Rounds in which not exactly one of two heads got what both wanted."""
    barrier = threading.Barrier(2)

    def head(number: int, at: int) -> bool:
        barrier.wait(30)
        return take(number, at)

    wrong = 0
    with ThreadPoolExecutor(2) as heads:
        for at in range(rounds):
            asked = [heads.submit(head, number, at) for number in range(2)]
            wrong += sum(each.result(60) for each in asked) != 1
    return wrong


def _booking(heads: Heads, *, other_contract: bool) -> Take:
    def take(number: int, at: int) -> bool:
        day = builders.MONDAY + timedelta(days=at)
        of = OTHER if other_contract and number else contract()
        try:
            heads[number].append([plan(2 * at + number, day, site=(CH, CHU)[number], of=of)])
        except DoubleBooking:
            return False
        return True

    return take


def _race(url: str, rounds: int, *, other_contract: bool) -> None:
    with two_heads(url) as heads:
        assert not_one_of_two(_booking(heads, other_contract=other_contract), rounds) == 0
        assert sum(1 for of in (contract(), OTHER) for _ in heads[0].entries(of.id)) == rounds
        assert all(first_bad(heads[0], of)[0] is None for of in (contract(), OTHER))


@pytest.mark.parametrize("other_contract", [False, True], ids=["one contract", "two contracts"])
def test_last_free_half_day_goes_to_one_head(postgresql_url: str, other_contract: bool) -> None:
    _race(postgresql_url, 25, other_contract=other_contract)


@pytest.mark.slow
@pytest.mark.parametrize("other_contract", [False, True], ids=["one contract", "two contracts"])
def test_last_free_half_day_goes_to_one_head_500_times(postgresql_url: str, other_contract: bool) -> None:
    _race(postgresql_url, 500, other_contract=other_contract)


def test_last_free_half_day_goes_to_one_head_on_sqlite(sqlite_url: str) -> None:
    _race(sqlite_url, 20, other_contract=True)


def test_naive_version_gives_it_to_both(postgresql_url: str) -> None:
    """The control: the same race sees what has no lock and no constraint fail."""
    with psycopg.connect(postgresql_url) as first, psycopg.connect(postgresql_url) as second:
        first.execute("CREATE TABLE naive (round int, head int)")
        first.commit()

        def take(number: int, at: int) -> bool:
            head = (first, second)[number]
            free = head.execute("SELECT count(*) FROM naive WHERE round = %s", (at,)).fetchone() == (0,)
            if free:
                head.execute("INSERT INTO naive VALUES (%s, %s)", (at, number))
            head.commit()
            return free

        assert not_one_of_two(take, 50) > 0


def test_second_head_is_shown_the_version_of_the_first(url: str) -> None:
    shown: list[str] = []
    with two_heads(url) as heads:

        def save(number: int, at: int) -> bool:
            site = (CH, CHU)[number]
            body = f'{{"by": "{site}", "round": {at}}}'
            try:
                heads[number].run(
                    lambda unit: unit.plans.save("2026-12", body, based_on=at, author="head", site=site)
                )
            except PlanChanged as changed:
                shown.append(changed.theirs.body if changed.theirs else "")
                return False
            return True

        assert not_one_of_two(save, 15) == 0
        history = heads[0].read(lambda unit: unit.plans.history("2026-12"))
    assert [version.version for version in history] == list(range(1, 16))
    assert shown == [version.body for version in history]


def test_second_folder_saved_is_told_of_the_first(url: str) -> None:
    with two_heads(url) as heads:
        stated = [heads[0].fingerprint()]

        def save(number: int, at: int) -> bool:
            try:
                stated.append(heads[number].save_facts(builders.facts(name=f"{number} {at}"), stated[at]))
            except FactsChanged:
                return False
            return True

        assert not_one_of_two(save, 10) == 0
        assert heads[0].fingerprint() == stated[-1]


def test_two_writers_of_one_contract_leave_no_gap(url: str) -> None:
    with two_heads(url) as heads, ThreadPoolExecutor(2) as writers:

        def write(number: int) -> None:
            for at in range(20):
                day = builders.MONDAY + timedelta(days=2 * at + number)
                heads[number].append([plan(2 * at + number, day)])

        for done in [writers.submit(write, number) for number in range(2)]:
            done.result(120)
        assert first_bad(heads[0], contract()) == (None, 40)

"""A duty that the convention counts for both sites took no slot: two of them could stand in one night."""

from dataclasses import replace
from datetime import date

import pytest

from rota.ledger import publishing
from rota.ledger.journal import DoubleBooking
from rota.model.facts import Counting, Credit
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.store import Store
from tests.builders import CHU
from tests.ledger.given import WINTER, Ledger, convention, facts, night
from tests.store.clocks import CountingClock
from tests.store.servers import DATABASES, empty

FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize("database", DATABASES)
def test_it_takes_its_night(database: str) -> None:
    stated = facts(of=convention(counting=Counting(duty=Credit.RATIO)))
    problem = Problem(stated, WINTER)
    with empty(database) as url, Store.create(url, stated, clock=CountingClock()) as store:
        ledger = Ledger(problem, store)
        plan = Plan.of(problem.span, [night(problem, FRIDAY).placement])
        first = publishing.planned(ledger.ch, problem, plan, 1)
        assert [draft.credit for draft in first] == ["done:CH", "done:CHU", "worked:CH"]
        ledger.write(first)
        other = [replace(draft, site=CHU) for draft in publishing.planned(ledger.ch, problem, plan, 2)]
        with pytest.raises(DoubleBooking):
            store.append(other)

"""A debt between the sites that was carried as its month closed was not given back by the next plan."""

from datetime import date

from rota.ledger.clearing import carry, owes
from rota.ledger.entry import EntryKind
from rota.ledger.owed import owed_each_month
from rota.model.units import HALF_DAY
from rota.reconcile import history
from tests.builders import CH, CHU
from tests.compliance.given import ASP, Month


def test_it_is_owed_all_the_while() -> None:
    month = Month().opened("2026-12", "2027-01")
    (debt,) = owes(CHU, CH, HALF_DAY)
    month.append([month.writer.draft(EntryKind.DIRECT, debt, "2026-12", month.writer.group("agreed"))])
    january, february = date(2027, 1, 1), date(2027, 2, 1)
    before = owed_each_month(month.facts.conventions[0], month.entries)
    assert before[january] == {CH: HALF_DAY, CHU: -HALF_DAY}
    month.append(carry(month.writer, month.entries, "2026-12"))
    after = owed_each_month(month.facts.conventions[0], month.entries)
    assert (after[january], after[february]) == (before[january], before[january])
    (balance,) = history(month.facts, {ASP: month.entries}, january).balances
    assert balance.owed == {CH: HALF_DAY}

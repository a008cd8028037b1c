"""The exports of ``sample_sites/vitre_attendance``: read whole, reconciled, settled; January gives back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks import make_attendance as made
from rota import plan_file
from rota.ledger import opening, publishing
from rota.ledger.contract import contract_of
from rota.ledger.entry import Entry
from rota.ledger.writer import Writer
from rota.model.calendar import Span
from rota.model.counting import credit
from rota.model.facts import Facts, PostId, SiteId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.reconcile import (
    Decision,
    Difference,
    Import,
    Kind,
    KnownFacts,
    agree,
    agreed,
    choices,
    completeness,
    history,
    import_file,
    read_mapping,
    reconcile,
    resolve,
)
from rota.reconcile.mapping import PLAIN
from rota.scheduler import solve
from rota.scheduler.outcome import Settings
from rota.sites import fingerprint, read
from tests.ledger.memory import MemoryJournal
from tests.reconcile.given import ledgers

pytestmark = pytest.mark.long

MONTHS = ("2026-11", "2026-12", "2027-01")
EXPORTS = {"CH": "ch.csv", "CHU": "chu.xlsx", "EPSM": "epsm.csv"}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read(made.SITE)


@pytest.fixture(scope="module")
def plan(facts: Facts) -> Plan:
    return plan_file.read(made.PLAN, facts, fingerprint(facts)).plan


@pytest.fixture
def of(facts: Facts, plan: Plan) -> MemoryJournal:
    """The ledgers with the plan published."""
    journal = MemoryJournal(*(contract_of(convention) for convention in facts.conventions))
    problem = Problem(facts, made.SPAN)
    for convention in facts.conventions:
        writer = Writer(journal.contract(convention.post), "head-of-service", convention.employer)
        for month in MONTHS:
            journal.append(
                opening.open_month(writer, problem, known_entries(journal, convention.post), month)
            )
        entries = known_entries(journal, convention.post)
        journal.append(publishing.publish(writer, problem, plan, 1, entries))
    return journal


def known_entries(of: MemoryJournal, post: PostId) -> tuple[Entry, ...]:
    return tuple(of.entries(of.contract(post).id))


def bring(of: MemoryJournal, facts: Facts, site: str) -> Import:
    mapping = made.FOLDER / f"{site.lower()}.toml"
    read_by = read_mapping(mapping) if mapping.exists() else PLAIN
    known = KnownFacts.of(facts, ledgers(of, facts), date(2027, 1, 4))
    found = import_file(made.FOLDER / EXPORTS[site], SiteId(site), read_by, known=known)
    of.append(found.drafts)
    return found


def all_differences(of: MemoryJournal, facts: Facts) -> tuple[Difference, ...]:
    known = KnownFacts.of(facts, ledgers(of, facts))
    return tuple(each for month in MONTHS for each in reconcile(month, known, ledgers(of, facts)))


def settle(of: MemoryJournal, facts: Facts) -> None:
    for each in all_differences(of, facts):
        shared = each.kind is Kind.CONTRADICTION
        decision = Decision(each.id, choices(each)[0], {each.planned[0].site: 60} if shared else {})
        for party in each.parties:
            site = SiteId(party) if party in {"CH", "CHU", "EPSM"} else each.site
            of.append(
                (agree(Writer(of.contract(each.post), "head-of-service", site), each, decision, party),)
            )
    found, books = all_differences(of, facts), ledgers(of, facts)
    decided = agreed(found, [entry for post in books.values() for entry in post])
    known = KnownFacts.of(facts, books)
    done = resolve(found, decided, known=known, entries=books, author="rota", site=SiteId("CH"))
    of.append(done.drafts)


def test_the_exports_are_those_the_generator_writes(tmp_path: Path) -> None:
    for path in made.exports(tmp_path):
        stored = made.FOLDER / path.name
        if path.suffix != ".xlsx":
            assert path.read_bytes() == stored.read_bytes(), path.name


def test_every_line_of_the_exports_is_taken(of: MemoryJournal, facts: Facts) -> None:
    for site in EXPORTS:
        first = bring(of, facts, site)
        assert [line.fault.what.en for line in first.rejected] == []
        assert len(first.entered) > 20
        again = bring(of, facts, site)
        assert (again.drafts, len(again.duplicates)) == ((), len(first.lines))


def test_the_month_is_reconciled_settled_and_complete(of: MemoryJournal, facts: Facts) -> None:
    for site in EXPORTS:
        bring(of, facts, site)
    found = all_differences(of, facts)
    kinds = [each.kind for each in found]
    accidents = {
        Kind.ABSENT: 3,
        Kind.SWAPPED: 1,
        Kind.EXTRA: 1,
        Kind.CALL_OUT: 1,
        Kind.CONTRADICTION: 1,
    }
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {**accidents, Kind.DONE: len(kinds) - 7}, [
        each.text.fr for each in found if each.kind is not Kind.DONE
    ]
    settle(of, facts)
    assert all_differences(of, facts) == ()
    books = ledgers(of, facts)
    assert {completeness(month, post, books, ()).percent for month in MONTHS for post in books} == {100}


def test_january_knows_what_is_owed(of: MemoryJournal, facts: Facts) -> None:
    for site in EXPORTS:
        bring(of, facts, site)
    settle(of, facts)
    found = history(facts, ledgers(of, facts), date(2027, 1, 4))
    assert all(balance.until == date(2027, 1, 1) for balance in found.balances)
    assert all(len(balance.owed) <= 1 for balance in found.balances)
    assert any(balance.owed for balance in found.balances)
    assert {each.day for each in found.past} >= {date(2026, 11, 30), date(2026, 12, 31)}


def given(facts: Facts, past: tuple[Placement, ...], post: str, site: str) -> int:
    """What a plan of January credits to one site of a post, no law broken."""
    problem = Problem(facts, Span(date(2027, 1, 4), date(2027, 1, 31)), past=past)
    outcome = solve(problem, Settings(gap=0.01))
    assert outcome.plan is not None
    assert outcome.report is not None
    assert outcome.report.lawful
    tasks = [task_of(problem, placement) for placement in outcome.plan.placements if placement.post == post]
    return sum(credit(problem, task).get(SiteId(site), 0) for task in tasks)


def test_the_site_that_is_owed_has_more_of_january(of: MemoryJournal, facts: Facts) -> None:
    for site in EXPORTS:
        bring(of, facts, site)
    settle(of, facts)
    found = history(facts, ledgers(of, facts), date(2027, 1, 4))
    owed = {balance.post: dict(balance.owed) for balance in found.balances}
    assert owed[PostId("ASP-PEDIA-1")] == {"CHU": 108}
    forgiven = replace(facts, balances=tuple(replace(each, owed={}) for each in found.balances))
    assert given(found.of(facts), found.past, "ASP-PEDIA-1", "CHU") > given(
        forgiven, found.past, "ASP-PEDIA-1", "CHU"
    )

"""A balance told from an extract is the one told from all entries; likewise what is signed for a month."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from rota.compliance.balancing import asked, balance_of, balances
from rota.ledger import absences, closing, recovery
from rota.ledger.additional import detect, pay
from rota.ledger.clearing import carry, settle
from rota.ledger.closing import Statement
from rota.ledger.entry import Draft, EntryKind
from rota.ledger.months import Months, state
from rota.ledger.standing import retract, standing
from rota.ledger.sums import Extract
from rota.ledger.writer import Writer
from rota.model.calendar import Period, Span, four_months_of, month_of, week_of
from rota.model.facts import Absence, AbsenceId, AbsenceKind, Facts, MinimumShare
from rota.model.plan import Placement
from rota.store import Store
from rota.store.extract import SUMS, extract
from rota.store.statements import months, statement
from tests.builders import CH, CH_MED, CHU, CHU_MED, duty, half_day, post
from tests.compliance.given import AM, ASP, PM, Month, agreed, given
from tests.store.clocks import CountingClock

pytestmark = pytest.mark.long

START, END = date(2026, 11, 12), date(2027, 4, 20)
MONTHS = ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04")
SEEDS = range(2)


def facts() -> Facts:
    """A convention that starts and ends within a month, with promises of each period; rest and leave."""
    promises = tuple(MinimumShare(site=CH, percent=50, period=period) for period in Period)
    convention = agreed(
        start=START,
        end=END,
        minimums=promises,
        typical_days={(0, AM): CH, (0, PM): CH},
        figures={"recovery-percent": 100},
    )
    plain = Absence(id=AbsenceId(""), post=ASP, kind=AbsenceKind.ANNUAL, first=START, last=START)
    away = (
        replace(plain, id=AbsenceId("LEAVE"), first=date(2026, 12, 28), last=date(2027, 1, 4)),
        replace(
            plain,
            id=AbsenceId("REST"),
            kind=AbsenceKind.RECOVERY,
            first=date(2027, 2, 15),
            last=date(2027, 2, 15),
        ),
    )
    volunteer = post(half_days_per_week=8, volunteers=frozenset({"additional-time"}))
    return given(conventions=(convention,), absences=away, posts=(volunteer,))


def placements(random: Random) -> Iterator[Placement]:
    """Half-days at either site, sometimes both on one day, and nights."""
    for ordinal in range(START.toordinal(), END.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() < 5 and random.random() < 0.6:
            services = random.choice([(CH_MED, CH_MED), (CH_MED, CHU_MED), (CHU_MED, CHU_MED)])
            for slot, service in zip((AM, PM), services, strict=True):
                yield half_day(ASP, day, slot, service)
        elif random.random() < 0.1:
            yield duty(ASP, day)


def lived(store: Store, random: Random) -> Month:
    """Half a year of one post, with everything that a ledger goes through."""
    month = Month(facts(), Span(START, END))
    month.journal = store  # type: ignore[assignment]  # the same verbs, kept
    month.opened(*MONTHS)
    done = list(placements(random))
    planned = [each for each in done if random.random() < 0.8]
    month.published(*planned)
    month.confirmed(*(each for each in planned if random.random() < 0.8))
    month.worked(*(each for each in done if each not in planned))
    for absence in month.facts.absences:
        record = recovery.take if absence.kind is AbsenceKind.RECOVERY else absences.record
        month.append(record(month.writer, month.problem, month.entries, absence))
    month.append(recovery.earned(month.writer, month.problem, month.entries))
    signed(month, "2026-11")
    taken_back(month, random)
    month.append(detect(month.writer, month.problem, month.entries, date(2026, 12, 31)))
    month.append([pay(month.writer, 60, "2027-01", "payslip")])
    month.append(settle(Writer(month.contract, "medical-affairs", CHU), CH, 7, "2027-02", "heads"))
    month.append(carry(month.writer, month.entries, "2027-02"))
    month.append(recovery.earned(month.writer, month.problem, month.entries))
    month.append(detect(month.writer, month.problem, month.entries, date(2026, 12, 31)))
    signed(month, "2026-12")
    taken_back(month, random)
    return month


def signed(month: Month, name: str) -> None:
    """Both sites sign a month."""
    for site, sign in ((CH, closing.propose), (CHU, closing.sign)):
        draft = sign(Writer(month.contract, "medical-affairs", site), name, month.entries)
        assert isinstance(draft, Draft), draft
        month.append([draft])


def taken_back(month: Month, random: Random) -> None:
    """Some entries were wrong: those of a closed month are adjusted in the open one."""
    wrong = [entry for entry in standing(month.entries) if entry.draft.kind is not EntryKind.OPEN]
    month.append(retract(month.writer, month.entries, random.sample(wrong, 12), "mistaken"))


@pytest.fixture(params=SEEDS)
def written(request: pytest.FixtureRequest, url: str) -> Iterator[tuple[Store, Month]]:
    """A ledger in a database."""
    with Store.create(url, facts(), clock=CountingClock()) as store:
        yield store, lived(store, Random(request.param))


def test_balance_of_an_extract_is_that_of_all_entries(written: tuple[Store, Month]) -> None:
    store, month = written
    entries, contract = month.entries, month.contract
    for days in range(0, (END - START).days + 40, 9):
        day = START + timedelta(days=days)
        for period in (week_of(day), month_of(day), four_months_of(day), Span(START, day)):
            found = extracted(store, month, day, period)
            told = balance_of(found, contract, month.facts, day, period)
            assert told == balances(entries, contract, month.facts, day, period), (day, period)


def test_what_is_over_is_not_read_again(written: tuple[Store, Month]) -> None:
    store, month = written
    march = Span(date(2027, 3, 1), date(2027, 3, 31))
    assert len(extracted(store, month, march.last, march).entries) < len(month.entries) / 2


def test_sums_are_read_from_the_index_alone(sqlite_url: str) -> None:
    with Store.create(sqlite_url, facts(), clock=CountingClock()) as store:
        asked_for = f"EXPLAIN QUERY PLAN {SUMS}".replace(":contract", "x'00'")
        plan = store.read(lambda unit: unit.connection.exec_driver_sql(asked_for).all())
    assert [row.detail for row in plan] == ["SEARCH entry USING COVERING INDEX entry_moves (contract=?)"]


def test_statement_and_months_are_those_of_all_entries(written: tuple[Store, Month]) -> None:
    store, month = written
    entries, contract = month.entries, month.contract
    for upto in (0, 1, *range(7, len(entries), 37), len(entries)):
        seen = state(entry for entry in entries if entry.seq <= upto)
        for name in MONTHS[:3]:
            told, found = signing(store, month, name, upto)
            assert told == closing.statement(contract, name, entries, upto=upto)
            assert (found.proposed, found.closed, found.last) == (seen.proposed, seen.closed, seen.last)
            assert name in seen.closed or found.touched.get(name) == seen.touched.get(name)


def extracted(store: Store, month: Month, day: date, period: Span) -> Extract:
    """What a balance needs."""
    needed = asked(month.contract, month.facts, day, period)
    return store.read(lambda unit: extract(unit.ledger, month.contract.id, needed))


def signing(store: Store, month: Month, name: str, upto: int) -> tuple[Statement, Months]:
    """What is signed for a month, and where the months stand, as the database tells it."""
    contract = month.contract
    return store.read(
        lambda unit: (
            statement(unit.ledger, contract, name, upto),
            months(unit.ledger, contract, name, upto),
        )
    )

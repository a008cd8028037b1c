"""Nothing is lost: for any shares, two sites or three, splits give back the whole, month after month."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rota.ledger import absences, opening, rights
from rota.ledger import accounts as a
from rota.ledger.book import Book, fold
from rota.ledger.entry import LedgerUnit
from rota.ledger.worth import movements
from rota.ledger.writer import month_name
from rota.model.calendar import HALF_DAYS, Slot, Span
from rota.model.counting import credit, freed, in_ratio, owed
from rota.model.facts import AbsenceKind, Convention, Counting, Credit, SiteId
from rota.model.units import Parts
from tests import builders as b
from tests.ledger.given import EPSM, WHO, Ledger, away, convention, half_day, night, problem

SITES = (b.CH, b.CHU, EPSM)
BY_DAY = {(weekday, slot): b.CH if weekday < 3 else b.CHU for weekday in range(5) for slot in HALF_DAYS}
counts = st.builds(
    Counting,
    duty=st.sampled_from(Credit),
    leave=st.sampled_from(Credit),
    remote=st.sampled_from(Credit),
    holiday=st.sampled_from(Credit),
    rest_after_duty=st.sampled_from(Credit),
    travel_parts=st.sampled_from([Parts(0), Parts(7)]),
)


@st.composite
def conventions(draw: st.DrawFn) -> Convention:
    """Two or three sites, any shares of a hundred, any counting."""
    first = draw(st.integers(1, 98))
    second = draw(st.integers(1, 99 - first))
    shares = dict(zip(SITES, (first, second, 100 - first - second), strict=True))
    if draw(st.booleans()):
        shares = {b.CH: first, b.CHU: 100 - first}
    end = date(2026, 11, 2) + timedelta(days=draw(st.integers(20, 720)))
    return convention(
        shares, end=end, typical_days=draw(st.sampled_from([{}, BY_DAY])), counting=draw(counts)
    )


def by_site(book: Book, account: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for (unit, name), amount in book.balances.items():
        if unit is LedgerUnit.HALF_DAY_60 and name.startswith(f"{account}:"):
            site = name.rpartition(":")[2]
            found[site] = found.get(site, 0) + amount
    return found


def without_zeros(parts: dict[SiteId, Parts]) -> dict[str, int]:
    return {site: part for site, part in parts.items() if part}


@given(conventions(), st.integers(5, 10))
@settings(max_examples=60, deadline=None)
def test_months_opened_one_by_one_owe_what_the_contract_owes(of: Convention, half_days: int) -> None:
    ledger = Ledger(problem(of=of, half_days=half_days))
    day = of.start
    while day <= of.end:
        ledger.write(opening.service(ledger.ch, ledger.problem, month_name(day)))
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    whole = owed(ledger.problem, WHO, of.span)
    assert by_site(fold(ledger.entries), "due") == without_zeros(in_ratio(of, whole))


@given(conventions(), st.integers(5, 10), st.sampled_from([2026, 2027, 2028]))
@settings(max_examples=60, deadline=None)
def test_rights_of_a_year_are_split_whole(of: Convention, half_days: int, year: int) -> None:
    ledger = Ledger(problem(of=of, half_days=half_days))
    drafts = list(rights.rights(ledger.ch, ledger.problem, year))
    for kind in rights.KINDS:
        opened = sum(draft.amount for draft in drafts if draft.what == kind.value)
        assert opened == rights.year_right(ledger.problem, of, kind, year)


@given(conventions(), st.integers(0, 60), st.integers(0, 30), st.sampled_from(AbsenceKind))
@settings(max_examples=80, deadline=None)
def test_an_absence_discharges_what_it_frees(
    of: Convention, start: int, length: int, kind: AbsenceKind
) -> None:
    first = of.start + timedelta(days=start)
    absence = away(first, first + timedelta(days=length), kind)
    ledger = Ledger(problem(absence, of=of))
    ledger.write(absences.record(ledger.ch, ledger.problem, ledger.entries, absence))
    book = fold(ledger.entries)
    days = Span(absence.first, absence.last)
    whole = sum(f.parts for f in freed(ledger.problem, WHO, days) if f.kind is not None)
    told = 0 if kind is AbsenceKind.RECOVERY else whole
    assert -sum(by_site(book, "due").values()) == told
    assert sum(by_site(book, "leave").values()) + book.balance(a.UNSHARED) == told
    assert sum(by_site(book, "taken").values()) == (told if kind in rights.KINDS else 0)
    assert sum(book.balances.values()) == 0


@given(conventions(), st.sampled_from([b.CH, b.CHU]), st.booleans(), st.integers(0, 10))
@settings(max_examples=100, deadline=None)
def test_a_task_credits_what_counting_says_and_discharges_its_service(
    of: Convention, site: SiteId, at_night: bool, later: int
) -> None:
    given_problem = problem(of=of)
    day = date(2026, 11, 12) + timedelta(days=later % 9)
    task = night(given_problem, day) if at_night else half_day(given_problem, day, Slot.AM, site)
    moves = [move for move in movements(given_problem, task) if move.unit is LedgerUnit.HALF_DAY_60]
    done: dict[str, int] = {}
    for move in moves:
        if move.credit.startswith("done:"):
            name = move.credit.removeprefix("done:")
            done[name] = done.get(name, 0) + move.amount
    assert done == without_zeros(credit(given_problem, task))
    assert sum(move.amount for move in moves if move.debit.startswith("due:")) == task.parts
    assert (
        sum(m.amount for m in movements(given_problem, task) if m.unit is LedgerUnit.MINUTE) == task.minutes
    )

"""Whatever sites claim and decide, nothing appears or vanishes, and a half-day is counted once."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rota.ledger.book import fold
from rota.ledger.entry import LedgerUnit
from rota.ledger.writer import Writer
from rota.model.calendar import Slot
from rota.model.plan import Placement
from rota.reconcile import Choice, Decision, Kind, agree, choices, completeness
from rota.reconcile.planned import all_counted
from tests.builders import CALL, CH, CH_MED, CHU, CHU_MED, CLINIC, WARD, duty, half_day
from tests.ledger.memory import MemoryJournal
from tests.reconcile.given import (
    ASP_1,
    ASP_2,
    bring_in,
    csv_file,
    differences,
    entries,
    journal,
    ledgers,
    publish,
    write,
)

FIRST = date(2026, 12, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(4)]


def plan(random: Random) -> list[Placement]:
    found = []
    for post in (ASP_1, ASP_2):
        for day in DAYS:
            for slot in (Slot.AM, Slot.PM):
                if random.random() < 0.7:
                    service = random.choice([CH_MED, CHU_MED])
                    found.append(half_day(post, day, slot, service, random.choice([CLINIC, WARD])))
    if random.random() < 0.6:
        found.append(duty(random.choice([ASP_1, ASP_2]), DAYS[1]))
    if random.random() < 0.6:
        found.append(duty(random.choice([ASP_1, ASP_2]), DAYS[2], line=CALL, service=CHU_MED))
    return found


def rows(random: Random, site: str) -> list[str]:
    line = {"CH": "CH-GUARD", "CHU": "CHU-CALL"}[site]
    found = []
    for post in (ASP_1, ASP_2):
        for day in DAYS:
            for half in ("am", "pm", "night"):
                if random.random() < 0.55:
                    status = random.choice(["", "", "", "absent", "replaced", "withdrawn"])
                    what = line if half == "night" else random.choice(["", f"{site}-MED/CLINIC"])
                    parts = random.choice(["", "", "0.5"]) if half != "night" else ""
                    minutes = random.choice(["", "", "200", "275"])
                    found.append(f"{post},{day},{half},,,{what},{status},{minutes},{parts},")
            if site == "CHU" and random.random() < 0.2:
                found.append(f"{post},{day},,22:00,23:10,CHU-CALL,call-out,,,")
    return found


def decide(random: Random, of: MemoryJournal) -> None:
    """Each difference is agreed upon in some way, or left."""
    for each in differences(of):
        choice = random.choice(choices(each))
        parts = {CH: random.choice([0, 30, 60]), CHU: 30} if choice is Choice.SHARED else {}
        if random.random() < 0.75:
            for party in each.parties:
                writer = Writer(of.contract(each.post), "head-of-service", CHU if party == CHU else CH)
                of.append((agree(writer, each, Decision(each.id, choice, parts), party),))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_resolving_conserves_and_ends(seed: int) -> None:
    random = Random(seed)
    of = journal()
    publish(of, *plan(random))
    with TemporaryDirectory() as folder:
        for turn in range(2):
            for site in (CH, CHU):
                bring_in(csv_file(Path(folder), *rows(random, site), name=f"{site}{turn}.csv"), of, site)
            decide(random, of)
            before = differences(of)
            done = write(of)
            assert len(done.resolved) + len(done.left) == len(before)
            heads = [of.head(of.contract(post).id) for post in (ASP_1, ASP_2)]
            of.append(done.drafts)
            assert heads == [of.head(of.contract(post).id) for post in (ASP_1, ASP_2)], "sent twice"
            assert {each.id for each in done.left} <= {each.id for each in differences(of)}
            write(of)  # a call-out from a duty that is counted by now asks nobody any more
            assert write(of).drafts == (), "what was written is not written again"
            balanced(of)
    finish(of)


def finish(of: MemoryJournal) -> None:
    """When every party accepts what is left, the month is complete."""
    for _ in range(4):
        for each in differences(of):
            choice = Choice.NOT_DONE if each.kind is Kind.CONTRADICTION else choices(each)[0]
            for party in each.parties:
                writer = Writer(of.contract(each.post), "head-of-service", CHU if party == CHU else CH)
                of.append((agree(writer, each, Decision(each.id, choice), party),))
        write(of)
    balanced(of)
    books, found = ledgers(of), differences(of)
    stuck = [each for each in found if not each.actual]
    assert found == tuple(stuck), [each.text.en for each in found]
    if not found:
        assert all(completeness("2026-12", post, books, found).percent == 100 for post in books)


def balanced(of: MemoryJournal) -> None:
    """Sums are zero in each unit, and no half-day is counted above its worth."""
    for post in (ASP_1, ASP_2):
        known = entries(of, post)
        for unit in LedgerUnit:
            assert (
                sum(amount for (of_unit, _), amount in fold(known).balances.items() if of_unit is unit) == 0
            )
        worth: Counter[tuple[date, Slot]] = Counter()
        for counted in all_counted(known, post):
            for slot in counted.slots:
                worth[counted.day, slot] += counted.parts // len(counted.slots)
        assert all(parts <= (120 if slot is Slot.NIGHT else 60) for (_, slot), parts in worth.items()), worth

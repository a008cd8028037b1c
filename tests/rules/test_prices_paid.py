"""What breaking a soft rule costs, to the unit, and seats filled as doctors can be given them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.check import check
from rota.model.calendar import Slot, Span
from rota.model.facts import NeedId, PostId, Skill
from rota.model.plan import Placement, Plan
from rota.rules import BY_ID
from rota.rules.base import RuleId
from rota.rules.prices import CHANGED_SITE, CHANGED_WORK, CONVENTION, FAIRNESS, HOLE, SERVICE_OWED
from tests import builders as b

WHO = PostId("ASP-1")
TUESDAY = b.MONDAY + timedelta(1)
CLINIC = b.half_day(WHO, TUESDAY, Slot.AM, b.CH_MED, b.CLINIC)


@pytest.mark.parametrize(
    ("planned", "price"),
    [
        ([CLINIC], 0),
        ([b.half_day(WHO, TUESDAY, Slot.AM, b.CH_MED)], CHANGED_WORK),
        ([b.half_day(WHO, TUESDAY, Slot.AM, b.CHU_MED)], CHANGED_SITE),
        ([], CHANGED_SITE),
        ([CLINIC, b.half_day(WHO, TUESDAY, Slot.PM, b.CH_MED)], CHANGED_SITE),
        ([b.half_day(WHO, TUESDAY, Slot.PM, b.CH_MED, b.CLINIC)], 2 * CHANGED_SITE),
    ],
)
def test_a_change_of_the_published_plan_costs_its_price_once(planned: list[Placement], price: int) -> None:
    problem = b.problem()
    problem = replace(problem, published=b.plan(problem, CLINIC))
    report = check(problem, b.plan(problem, *planned), (BY_ID[RuleId("stability")],))
    assert report.cost == price
    assert len(report.findings) == price // CHANGED_SITE + (price == CHANGED_WORK)


def test_weeks_that_were_not_published_may_change_freely() -> None:
    problem = b.problem(weeks=2)
    published = Plan.of(Span(b.MONDAY, b.MONDAY + timedelta(6)), [CLINIC])
    problem = replace(problem, published=published)
    later = b.half_day(WHO, TUESDAY + timedelta(7), Slot.AM, b.CH_MED)
    assert check(problem, b.plan(problem, CLINIC, later), (BY_ID[RuleId("stability")],)).cost == 0


def test_each_half_day_of_service_missing_is_priced() -> None:
    problem = b.problem()
    report = check(problem, b.plan(problem, CLINIC), (BY_ID[RuleId("weekly-service")],))
    assert report.cost == 9 * SERVICE_OWED


def test_each_started_half_day_of_share_missing_is_priced() -> None:
    """Three half-days at the CHU, none at the CH: one and a half are missing, two started."""
    problem = b.problem(start=date(2026, 12, 7))
    days = [date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 9)]
    plan = b.plan(problem, *(b.half_day(WHO, day, Slot.AM, b.CHU_MED) for day in days))
    assert check(problem, plan, (BY_ID[RuleId("minimum-share")],)).cost == 2 * CONVENTION


@pytest.mark.parametrize(("duties", "price"), [(1, 0), (2, FAIRNESS), (4, 3 * FAIRNESS)])
def test_each_duty_beyond_the_one_allowed_is_priced(duties: int, price: int) -> None:
    problem = b.problem(b.facts(2), weeks=4)
    nights = [b.duty(WHO, TUESDAY + timedelta(7 * n)) for n in range(duties)]
    assert check(problem, b.plan(problem, *nights), (BY_ID[RuleId("fair-duty")],)).cost == price


SKILLS = [Skill("endoscopy"), Skill("echography"), Skill("doppler")]
SETS = st.frozensets(st.sampled_from(SKILLS))


@given(
    st.lists(SETS, min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from([None, *SKILLS]), st.integers(0, 2)), min_size=1, max_size=3),
    st.integers(0, 4),
)
def test_needs_are_covered_exactly_when_each_doctor_can_be_given_one_seat(
    doctors: list[frozenset[Skill]], seats: list[tuple[Skill | None, int]], present: int
) -> None:
    """Hall's theorem against trying every seating; each seat that stays empty costs at least a hole."""
    plain = b.facts(len(doctors))
    problem = b.problem(
        replace(
            plain,
            posts=tuple(replace(p, skills=skills) for p, skills in zip(plain.posts, doctors, strict=True)),
            needs=tuple(
                b.need(
                    NeedId(f"N{n}"), b.CH_MED, b.CLINIC, 1, Slot.AM, skill=skill, minimum=count, ideal=count
                )
                for n, (skill, count) in enumerate(seats)
            ),
        )
    )
    there = problem.facts.posts[:present]
    placements = (b.half_day(post.id, TUESDAY, Slot.AM, b.CH_MED, b.CLINIC) for post in there)
    report = check(problem, b.plan(problem, *placements), (BY_ID[RuleId("needs-minimum")],))
    empty = _empty_seats([post.skills for post in there], [s for s, count in seats for _ in range(count)])
    assert (empty == 0) == (not report.findings)
    assert report.cost >= HOLE * empty


def _empty_seats(doctors: list[frozenset[Skill]], seats: list[Skill | None]) -> int:
    """Seats that stay empty in the best seating, trying all of them."""
    width = max(len(doctors), len(seats))
    people: list[frozenset[Skill] | None] = [*doctors, *[None] * (width - len(doctors))]
    return min(
        sum(
            person is None or (skill is not None and skill not in person)
            for person, skill in zip(order, seats, strict=False)
        )
        for order in permutations(people, len(seats))
    )

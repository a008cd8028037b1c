"""What is owed comes back in the plan, to whichever site it is owed, and breaks no law and no promise."""

from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

import pytest

from rota.cli.samples import sample
from rota.model.calendar import Span
from rota.model.counting import credit
from rota.model.facts import Facts, OpeningBalance, PostId, SiteId
from rota.model.problem import Problem
from rota.model.task import task_of
from rota.model.units import HALF_DAY, Minutes, Parts
from rota.scheduler import solve
from rota.scheduler.outcome import Outcome, Settings
from rota.sites import read

POST, JANUARY = PostId("ASP-GASTRO-1"), Span(date(2027, 1, 4), date(2027, 1, 31))
SITES = (SiteId("CH"), SiteId("CHU"))
OWED, SO_FAR = 5, 70
"""Half-days owed, and counted before."""


@cache
def planned(to: SiteId | None) -> Outcome:
    """January at Vitré, where gastroenterology owes five half-days to a site, or to none."""
    return solve(Problem(owing(to), JANUARY), Settings(gap=0.02, time_limit_seconds=30))


def owing(to: SiteId | None) -> Facts:
    facts = alone(read(sample("vitre")))
    had = {site: SO_FAR // 2 + {None: 0, site: -OWED}.get(to, OWED) for site in SITES}
    balance = OpeningBalance(
        post=POST,
        since=date(2026, 11, 2),
        until=date(2027, 1, 1),
        parts=MappingProxyType({site: Parts(half_days * HALF_DAY) for site, half_days in had.items()}),
        minutes=Minutes(0),
        duties=MappingProxyType({}),
        weekends=0,
        owed=MappingProxyType({to: Parts(OWED * HALF_DAY)} if to else {}),
    )
    return replace(facts, balances=(balance,))


def alone(facts: Facts) -> Facts:
    """What concerns the post."""
    (convention,) = [each for each in facts.conventions if each.post == POST]
    services = {service for share in convention.shares for service in share.services}
    return replace(
        facts,
        posts=tuple(each for each in facts.posts if each.id == POST),
        conventions=(convention,),
        absences=tuple(each for each in facts.absences if each.post == POST),
        needs=tuple(each for each in facts.needs if each.service in services),
        lines=tuple(each for each in facts.lines if each.service in services),
        wishes=tuple(each for each in facts.wishes if each.post == POST),
    )


def share(outcome: Outcome, site: SiteId) -> float:
    assert outcome.plan is not None
    problem = Problem(owing(None), JANUARY)
    found = dict.fromkeys(SITES, 0)
    for placement in outcome.plan.placements:
        if placement.post == POST:
            for at, parts in credit(problem, task_of(problem, placement)).items():
                found[at] += parts
    return found[site] / sum(found.values())


@pytest.mark.parametrize("site", SITES)
def test_the_site_that_is_owed_has_more(site: SiteId) -> None:
    without, owed = planned(None), planned(site)
    assert share(owed, site) > share(without, site)
    assert owed.report is not None
    assert owed.report.lawful
    assert not [each for each in owed.report.findings if each.rule == "minimum-share"]


@pytest.mark.parametrize("site", SITES)
def test_over_the_contract_each_site_has_its_promise(site: SiteId) -> None:
    """35 half-days of 70 and what January gives: the CH never falls under the half of the contract."""
    outcome = planned(site)
    assert outcome.plan is not None
    january = share(outcome, SITES[0]) * 40
    had = SO_FAR // 2 + (-OWED if site == SITES[0] else OWED)
    assert (had + january) / (SO_FAR + 40) >= 0.5 - 0.005

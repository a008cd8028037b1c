"""Law cases as data: how ``cases/<rule-id>.toml`` becomes a problem, a plan and what must be found.

A file holds ``[[case]]`` tables. Slots are ``am``, ``pm``, ``night``; weekdays ``mon`` to ``sun``. What is
not said is as in ``tests/builders.py``: CH and CHU, 40 minutes apart one way and 45 back, a service each
(CH-MED, CHU-MED, 08:30-13:00 and 13:00-18:30), activities CLINIC, THEATRE, WARD (open), STAFF (remote),
lines CH-GUARD (on site, night 18:30-08:30) and CHU-CALL (on call).

=============== ===================================================================================
``says``        what the case shows, in one sentence
``source``      where the verdict comes from
``start``       first day of the span (default Monday 30 November 2026); ``weeks`` its length (default 1)
``plan``        ``"ASP-1 2026-12-01 am CH-MED/WARD"``, ``"ASP-1 2026-12-01 night CH-GUARD"``,
                ``"ASP-1 2026-12-06 am+pm CH-GUARD"``, ``"ASP-1 2026-12-01 am CHU-MED/STAFF remote"``
``findings``    what THIS rule finds: ``[]``, ``["10 h 59 / 11 h"]`` (measured / limit, any order), a number
``past``        placements before the span; ``published`` those people already have; written as in ``plan``
``posts``       how many posts (default 1): ASP-1, ASP-2…
``post``        ``{ASP-1 = {half_days_per_week = 5, skills = ["endoscopy"], started = 2026-11-02}}``
``convention``  ``{ASP-1 = {split_days = true, travel_buffer = 15, figures = {daily-rest = 720},
                shares = {CH = 60, CHU = 40}, services = {CH = ["CH-MED"]}, minimums = ["CH 50 month"],
                duties_per_month_max = {CH = 3}, typical_days = {"mon am" = "CH"},
                counting = {duty = "none"}, duty_first_at = "CH", start = 2026-11-02}}``
``site`` ``service`` ``activity`` ``line``
                fields by code; an unknown code adds one: ``service = {CH-MED = {am = "08:00-12:30",
                unprogrammed = ["tue am"]}}``, ``line = {CHU-GUARD = {service = "CHU-MED",
                kind = "on-site", shifts = ["saturday+sunday night 20:00-08:00 2"]}}``: kinds of day
                or ``all``, slots, hours, half-days counted. A line SITE-GUARD or SITE-CALL is of SITE-MED.
``travel``      all the ways there are: ``["CH CHU 40", "CHU CH 45"]``
``needs``       ``["CH-MED/CLINIC mon am 1-2 endoscopy"]``: minimum-ideal, skill; a date or ``*`` (Monday
                to Friday) may stand for the weekday; ``holidays`` at the end: also on holidays
``absences``    ``["annual ASP-1 2026-12-01 pm - 2026-12-03 am"]``, ``["rtt ASP-1 2026-12-01"]``
``wishes``      ``["ASP-1 of CH-MED: site CH mon am grade 2"]``: post, owner, aim, day or date, slot
``balances``    ``[{post = "ASP-1", since = 2026-11-02, until = 2026-11-30, minutes = 2400,
                parts = {CH = 600}}]``
``pins``        ``["CH-MED: ASP-1 2026-12-01 am CH-MED/WARD"]``, ``["ASP-1: ASP-1 2026-12-01 am free"]``
=============== ===================================================================================
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.rules.base import RuleId
from tests import builders as b
from tests.rules.case_facts import Table, facts
from tests.rules.case_words import pin, placements

CASES = Path(__file__).parent / "cases"
_KEYS = {
    *("says", "source", "start", "weeks", "plan", "findings", "past", "published", "pins"),
    *("posts", "post", "convention", "site", "service", "activity", "line", "travel"),
    *("needs", "absences", "wishes", "balances"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of one rule."""

    rule: RuleId
    number: int
    says: str
    problem: Problem
    plan: Plan
    findings: tuple[str, ...] | int

    @property
    def refused(self) -> bool:
        """Whether the rule finds anything."""
        return bool(self.findings)


def read_cases(rule: RuleId) -> list[Case]:
    """The cases of one rule; none when it has no file."""
    path = CASES / f"{rule}.toml"
    if not path.exists():
        return []
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return [_case(rule, number, table) for number, table in enumerate(tables, start=1)]


def _case(rule: RuleId, number: int, table: Table) -> Case:
    unknown = set(table) - _KEYS
    assert not unknown, f"{rule}.toml, case {number}: unknown {sorted(unknown)}"
    assert table["says"], f"{rule}.toml, case {number}: says nothing"
    assert table["source"], f"{rule}.toml, case {number}: has no source"
    problem = _problem(table)
    plan = b.plan(problem, *placements(table.get("plan", ())))
    outside = [placement for placement in plan.placements if placement.day not in problem.span]
    assert not outside, f"{rule}.toml, case {number}: outside the span {outside}"
    findings = table["findings"]
    if not isinstance(findings, int):
        findings = tuple(sorted(findings))
    return Case(rule, number, table["says"], problem, plan, findings)


def _problem(table: Table) -> Problem:
    problem = b.problem(facts(table), weeks=table.get("weeks", 1), start=table.get("start", b.MONDAY))
    published = table.get("published")
    return replace(
        problem,
        past=tuple(placements(table.get("past", ()))),
        published=None if published is None else b.plan(problem, *placements(published)),
        pins=tuple(pin(text) for text in table.get("pins", ())),
    )

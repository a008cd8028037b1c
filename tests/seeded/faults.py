"""``faults.toml``: each fault put into a good plan, and what the checker must then find.

=============== ===================================================================================
``code``        a name of its own
``on``          the good plan: ``june``, ``spring``, ``autumn`` or ``vitre``
``fr`` ``en``   what is done
``rule``        the rule that must newly speak
``told``        what it measures and its limit, ``"10 h 59 / 11 h"``; not there: the edit is ``sound``, just
                at the limit, and the rule must say nothing new
``post``        whom the finding names; ``day`` a day it is about
``remove``      cells emptied: ``"ASP-1 2026-06-01 am"``; ``add`` placements put in
``past``        placements before the span; ``pins`` pins besides those of the good plan
``published``   true: the good plan is the one people have
=============== ===================================================================================

``post-facts``, ``convention``, ``site``, ``service``, ``activity``, ``line``, ``travel``, ``absences``,
``needs``, ``wishes``, ``balances`` change what the folder says, written as in the law cases.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from rota.check import Finding, check
from rota.explain import amount
from rota.model.facts import Facts, OpeningBalance
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.rules.base import RuleId
from rota.words import Lang, Text
from tests.rules import case_facts
from tests.rules import case_words as w
from tests.seeded.grounds import HERE, Good, good, pin, placement

_OURS = {
    *("code", "on", "fr", "en", "rule", "told", "post", "day"),
    *("remove", "add", "past", "pins", "published", "post-facts"),
}
_FACTS = {"convention", "site", "service", "activity", "line", "travel"}
_ITEMS = {"absences", "needs", "wishes", "balances"}


@dataclass(frozen=True)
class Fault:
    """One edit of a good plan or of what it was made from."""

    code: str
    ground: str
    says: Text
    rule: RuleId
    table: Mapping[str, Any]

    @property
    def sound(self) -> bool:
        """Whether nothing new may be found."""
        return "told" not in self.table

    @property
    def good(self) -> Good:
        """The plan it is put into."""
        return good(self.ground)

    @cached_property
    def problem(self) -> Problem:
        """The question, with the facts the fault changes."""
        before, table = self.good.problem, self.table
        facts = _facts(before.facts, table)
        if facts == before.facts and not {"past", "pins", "published"} & set(table):
            return before
        return replace(
            before,
            facts=facts,
            past=tuple(placement(facts, text) for text in table.get("past", ())),
            pins=(*before.pins, *(pin(facts, text) for text in table.get("pins", ()))),
            published=self.good.plan if table.get("published") else None,
        )

    @cached_property
    def plan(self) -> Plan:
        """The plan, with the fault in it."""
        plan, facts = self.good.plan, self.problem.facts
        cells = {tuple(text.split()) for text in self.table.get("remove", ())}
        removed = tuple(
            p for p in plan.placements if any((p.post, f"{p.day}", slot) in cells for slot in p.slots)
        )
        assert len(cells) <= sum(len(p.slots) for p in removed), f"{self.code} empties an empty cell"
        return plan.change(
            remove=removed, add=tuple(placement(facts, text) for text in self.table.get("add", ()))
        )

    def found(self) -> tuple[Finding, ...]:
        """What its rule newly finds."""
        known = set(self.good.report.findings)
        report = check(self.problem, self.plan)
        return tuple(f for f in report.findings if f.rule == self.rule and f not in known)

    def meant(self, finding: Finding) -> bool:
        """Whether a finding is the one that the fault must bring."""
        about, table = finding.about, self.table
        return (
            told(finding) == table["told"]
            and ("post" not in table or table["post"] in about.posts)
            and table["day"] in about.span
        )


def told(finding: Finding) -> str:
    """``10 h 59 / 11 h``: what a finding measures, and its limit."""
    return (
        f"{amount(finding.measured, finding.unit, Lang.FR)} / {amount(finding.limit, finding.unit, Lang.FR)}"
    )


@cache
def faults() -> tuple[Fault, ...]:
    """All of them, in the order of the file."""
    text = (HERE / "faults.toml").read_text(encoding="utf-8")
    return tuple(_fault(table) for table in tomllib.loads(text)["fault"])


def _fault(table: Mapping[str, Any]) -> Fault:
    unknown = set(table) - _OURS - _FACTS - _ITEMS
    assert not unknown, f"{table['code']}: unknown {sorted(unknown)}"
    return Fault(table["code"], table["on"], Text(table["fr"], table["en"]), RuleId(table["rule"]), table)


def _facts(facts: Facts, table: Mapping[str, Any]) -> Facts:
    """What the folder says, and the fault otherwise or besides."""
    changes = {key: table[key] for key in _FACTS & set(table)} | {"post": table.get("post-facts", {})}
    told = case_facts.changed(facts, changes)
    balances = {balance.post: balance for balance in told.balances}
    balances |= {balance["post"]: OpeningBalance(**balance) for balance in table.get("balances", ())}
    return replace(
        told,
        absences=told.absences
        + tuple(w.absence(n, text) for n, text in enumerate(table.get("absences", ()))),
        needs=told.needs + tuple(w.need(n, text) for n, text in enumerate(table.get("needs", ()))),
        wishes=told.wishes + tuple(w.wish(n, text) for n, text in enumerate(table.get("wishes", ()))),
        balances=tuple(balances.values()),
    )

"""Every rule of the registry, measured over worked and planned time, as lines with their lights.

Amber "near the limit" is a setting of this product, without legal claim: within 5 % of the weekly ceiling,
less than 2 points above a minimum share, a maximum of duties reached.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rota.check import Finding, check, subjects
from rota.compliance.standing import Light, Line
from rota.explain import amount, sentence
from rota.model.facts import LineId, PostId, ServiceId, SiteId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.model.universe import Universe
from rota.rules import RULES
from rota.rules.base import Force, Rule, RuleId, Scope, Unit
from rota.rules.clauses import AtMost, Clause, OneFree, Spread
from rota.words import Lang, Text

NEAR_CEILING_PERCENT = 95
"""Of the weekly ceiling."""
NEAR_SHARE = 200
"""Hundredths of a per cent above a minimum share."""
CEILINGS = frozenset({"weekly-ceiling", "weekly-ceiling-pace"})
MAXIMUMS = frozenset({"duty-maximum", "on-call-nights", "on-call-sundays", "on-call-saturdays"})
STATED = frozenset(
    {
        *("minimum-share", "contract-share", "duty-maximum", "duty-first-at", "wishes", "pins", "stability"),
        *("needs-minimum", "needs-ideal", "duty-asked", "staff-meetings", "follow-up", "supervision"),
        "site-debt",
    }
)
"""Rules about what someone has stated: without a statement there is nothing to judge."""
_TOLD_WHEN_KEPT = CEILINGS | MAXIMUMS | {"duty-first-at"}
"""Rules that tell something other than their clause, and mean it when they are kept too."""

_Key = tuple[RuleId, str, SiteId | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A kept clause that is about a quantity."""

    clause: Clause
    measured: int
    limit: int

    @property
    def slack(self) -> tuple[int, int]:
        """How far it is from its limit, in ten-thousandths of it; the latest first where they are alike."""
        room = self.limit - self.measured
        room = room if isinstance(self.clause, AtMost) else -room
        return 10_000 * room // max(1, self.limit), -self.clause.about.span.last.toordinal()


def lines(problem: Problem, known: Plan, worked: frozenset[Placement]) -> tuple[Line, ...]:
    """A line for each rule, post (service, line) and site, in the order of the registry."""
    universe, report = Universe(problem, known.placements), check(problem, known)
    found: list[Line] = []
    for rule in RULES:
        for subject in subjects(problem, rule):
            findings = report.by_subject.get((rule.id, subject), ())
            found.extend(_lines(universe, rule, subject, findings, worked))
    return tuple(found)


def _lines(
    universe: Universe, rule: Rule, subject: str, findings: Sequence[Finding], worked: frozenset[Placement]
) -> Iterator[Line]:
    problem = universe.problem
    broken: defaultdict[_Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        broken[_key(problem, rule, subject, finding)].append(finding)
    kept: defaultdict[_Key, list[Measure]] = defaultdict(list)
    for clause in rule.clauses(universe, subject):
        key = _key(problem, rule, subject, clause)
        kept[key].extend(_measures(universe, rule, clause))
    if not kept:
        nothing = rule.id in STATED or not _works(universe, rule, subject)
        key = rule.id, subject, _place(problem, rule, subject)
        yield _line(rule, key, Light.GREY if nothing else Light.GREEN)
        return
    for key in sorted(kept, key=lambda key: (key[1], key[2] or "")):
        if broken[key]:
            yield _broken(problem, rule, key, broken[key], worked)
        else:
            yield _kept(rule, key, kept[key])


def _works(universe: Universe, rule: Rule, subject: str) -> bool:
    """Whether the subject of a rule does anything that the rule could have found fault with."""
    match rule.scope:
        case Scope.POST:
            return bool(universe.of_post(PostId(subject)))
        case Scope.SERVICE:
            return any(task.service == subject for task in universe.tasks)
        case Scope.LINE:
            return bool(universe.on_line(LineId(subject)))
        case Scope.ALL:
            return bool(universe.tasks)


def _key(problem: Problem, rule: Rule, subject: str, of: Finding | Clause) -> _Key:
    about = of.about
    who = about.posts[0] if rule.scope is Scope.POST and about.posts else subject
    site = about.site
    if site is None and about.service is not None:
        site = problem.services[about.service].site
    if site is None and about.line is not None:
        site = problem.services[problem.lines[about.line].service].site
    return rule.id, who, site or _place(problem, rule, subject)


def _place(problem: Problem, rule: Rule, subject: str) -> SiteId | None:
    match rule.scope:
        case Scope.SERVICE:
            return problem.services[ServiceId(subject)].site
        case Scope.LINE:
            return problem.services[problem.lines[LineId(subject)].service].site
        case Scope.POST | Scope.ALL:
            return None


def _measures(universe: Universe, rule: Rule, clause: Clause) -> Iterator[Measure]:
    """What a kept clause measures, where the rule is about a quantity."""
    plain = type(rule).told is Rule.told or rule.id in _TOLD_WHEN_KEPT
    if plain and not isinstance(clause, OneFree | Spread):
        measured, limit = rule.told(universe, clause)
        if limit > 0:
            yield Measure(clause, measured, limit)


def _broken(
    problem: Problem, rule: Rule, key: _Key, findings: Sequence[Finding], worked: frozenset[Placement]
) -> Line:
    past = [finding for finding in findings if finding.placements and worked.issuperset(finding.placements)]
    worst = max(findings, key=lambda f: (f.excess, f.about.span.last))
    line = _line(rule, key, Light.AMBER if rule.force is Force.WISH else Light.RED)
    return replace(
        line,
        measured=worst.measured,
        limit=worst.limit,
        span=worst.about.span,
        worked=len(past),
        planned=len(findings) - len(past),
        told=Text(sentence(worst, problem, Lang.FR), sentence(worst, problem, Lang.EN)),
        findings=tuple(findings),
    )


def _kept(rule: Rule, key: _Key, measures: Sequence[Measure]) -> Line:
    line = _line(rule, key, Light.GREEN)
    if not measures:
        return line
    tight = min(measures, key=lambda measure: measure.slack)
    line = replace(line, measured=tight.measured, limit=tight.limit, span=tight.clause.about.span)
    return replace(line, light=Light.AMBER, told=_near(tight, rule.unit)) if near(rule.id, tight) else line


def near(rule: RuleId, measure: Measure) -> bool:
    """Whether a kept line is so near its limit that someone should know."""
    if rule in CEILINGS:
        return 100 * measure.measured >= NEAR_CEILING_PERCENT * measure.limit
    if rule == "minimum-share":
        return measure.measured < measure.limit + NEAR_SHARE
    return rule in MAXIMUMS and measure.measured >= measure.limit


def _near(measure: Measure, unit: Unit) -> Text:
    told: Mapping[Lang, tuple[str, str]] = {
        lang: (amount(measure.measured, unit, lang), amount(measure.limit, unit, lang)) for lang in Lang
    }
    (french, limite), (english, limit) = told[Lang.FR], told[Lang.EN]
    return Text(
        f"Respecté, mais près de la limite : {french} pour {limite}.",
        f"Kept, but near the limit: {english} for {limit}.",
    )


def _line(rule: Rule, key: _Key, light: Light) -> Line:
    told = rule.says if light is not Light.GREY else Text("Rien à juger ici.", "Nothing to judge here.")
    return Line(
        light=light,
        rule=rule.id,
        name=rule.name,
        force=rule.force,
        who=key[1],
        site=key[2],
        measured=None,
        limit=None,
        unit=rule.unit,
        span=None,
        worked=0,
        planned=0,
        told=told,
        sources=tuple(dict.fromkeys((*rule.sources, *(figure.source for figure in rule.figures)))),
    )

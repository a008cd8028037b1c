"""What opens above the lights: a cell with its findings, what is ahead, the trend of a post."""

from collections.abc import Callable, Iterator

from textual.content import Content

from rota.check import Finding
from rota.compliance.labels import REPAIR
from rota.compliance.standing import Crossing, Light, Line
from rota.compliance.trend import Trend
from rota.explain.grid import Cell
from rota.explain.sentences import sentence
from rota.explain.telling import placed
from rota.model.facts import SiteId
from rota.model.plan import Placement
from rota.rules import BY_ID
from rota.rules.base import Force, RuleId
from rota.rules.force_words import stamp
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.compliance import Look, Table, View
from tui.compliance_charts import month_lines, week_lines
from tui.compliance_told import LETTERS, LIGHT_STYLES, crossing_told, line_told, moves_told, subject_told
from tui.pages import Entry, Page, ToAct, ToRule, title
from tui.strings import BROKEN, STRAINED

Go = Callable[[Cell], None]
"""Leads to a cell: in the ledger where its day is over, else in the planner."""
_FINDINGS_MAX = 200
_BAR = 30


def cell_page(view: View, look: Look, shown: Table, go: Go, lang: Lang) -> Page:
    """The lights of a cell, each finding with what it speaks of, what is ahead, the rule."""
    cursor = look.cursor
    assert cursor is not None, "a cell is under the cursor"
    rule = BY_ID[cursor.rule]
    entries = [
        Entry(Content.assemble((RULE.say(lang), "$accent")), ToRule(rule.id), Content(rule.says.say(lang)))
    ]
    for line in shown.at(cursor):
        entries += [Entry(part) for part in line_told(line, view, lang, sentence=not line.findings)]
        entries += list(_findings(line, view, go, lang))
    ahead = [one for one in view.crossings if (one.what, one.post) == (cursor.rule, cursor.who)]
    if ahead:
        entries.append(title(AHEAD, lang))
        entries += [crossing_entry(one, view, go, lang) for one in ahead]
    return Page(f"{rule.name.say(lang)} · {subject_told(view, look.kind, cursor.who)}", tuple(entries))


def _findings(line: Line, view: View, go: Go, lang: Lang) -> Iterator[Entry]:
    for finding in line.findings[:_FINDINGS_MAX]:
        told = Content.assemble(
            ("  • ", LIGHT_STYLES[line.light]), clean(sentence(finding, view.problem, lang))
        )
        yield Entry(told, _to_cell(finding, go), _about(finding, view, lang))


def _to_cell(finding: Finding, go: Go) -> ToAct | None:
    """The last cell that a finding speaks of."""
    if not finding.placements:
        return None
    last = finding.placements[-1]
    cell = Cell(last.post, last.day, last.slots[0])
    return ToAct(lambda: go(cell))


def _about(finding: Finding, view: View, lang: Lang) -> Content:
    """The work that a finding speaks of, with the entries of the ledger about its day."""
    lines = [_entry_told(one, view, lang) for one in finding.placements[:_ABOUT_MAX]]
    left = len(finding.placements) - _ABOUT_MAX
    if left > 0:
        lines.append(Content.styled(MORE.say(lang, count=left), "$rota-quiet"))
    if finding.placements:
        go = TO_LEDGER if finding.placements[-1].day <= view.as_of else TO_PLAN
        lines.append(Content.styled(go.say(lang), "$rota-quiet"))
    return Content("\n").join(lines)


_ABOUT_MAX = 12


def _entry_told(placement: Placement, view: View, lang: Lang) -> Content:
    numbers = view.entries.get((placement.post, placement.day), ())
    state = (DONE if placement.day <= view.as_of else PLANNED).say(lang)
    told = f"  {state}"
    if numbers:
        told += f", {ENTRIES.say(lang, numbers=numbers_told(numbers))}"
    return Content.assemble(clean(placed(placement, view.problem, lang)), (told, "$rota-quiet"))


def numbers_told(numbers: tuple[int, ...]) -> str:
    """``12–14, 20``: numbers that follow one another are told as one."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in groups)


def ahead_page(view: View, site: SiteId | None, go: Go, lang: Lang) -> Page:
    """Every line that will be crossed with today’s plan, and the cheapest repair of each."""
    found = [one for one in view.crossings if site is None or one.site in {None, site}]
    entries = [crossing_entry(one, view, go, lang) for one in found]
    if not entries:
        entries = [Entry(Content.styled(NOTHING.say(lang), "$success"))]
    return Page(AHEAD_TITLE.say(lang, count=len(found)), tuple(entries))


def crossing_entry(crossing: Crossing, view: View, go: Go, lang: Lang) -> Entry:
    """A line that will be crossed; its repair is told while it is highlighted and leads to its cell."""
    repair = clean(REPAIR.say(lang, told=crossing.repair.told.say(lang)))
    more = [Content.styled(repair, "bold"), *moves_told(crossing, view, lang)]
    if crossing.expected:
        more.append(Content.styled(EXPECTED.say(lang), "$rota-quiet"))
    more += [Content.styled(one.title.say(lang), "$rota-quiet") for one in crossing.sources[:1]]
    target: ToRule | ToAct | None = ToRule(RuleId(crossing.what)) if crossing.what in BY_ID else None
    if crossing.repair.moves:
        new = crossing.repair.moves[0].add[0]
        target = ToAct(lambda: go(Cell(new.post, new.day, new.slots[0])))
        more.append(Content.styled(TO_PLAN.say(lang), "$rota-quiet"))
    return Entry(crossing_told(crossing, lang), target, Content("\n").join(more))


def trend_page(view: View, trend: Trend, lang: Lang) -> Page:
    """Share of each site month by month, hours week by week, as charts of text."""
    entries: list[Entry] = []
    for site in trend.sites:
        promised = sorted({percent for (at, _), percent in trend.minimums.items() if at == site})
        name = clean(view.problem.sites[site].name)
        head = PROMISED if promised else SPLIT
        percent = promised[-1] if promised else trend.contract.get(site, 0)
        entries.append(Entry(Content.styled(head.say(lang, name=name, percent=percent), "bold underline")))
        entries += [Entry(line) for line in month_lines(trend, site, lang, _BAR)]
    entries.append(title(HOURS, lang))
    entries += [Entry(line) for line in week_lines(trend, lang, _BAR)]
    return Page(f"{TREND.say(lang)} · {clean(trend.post)}", tuple(entries))


def legend(lang: Lang) -> list[Entry]:
    """What the letters of the lights mean."""
    forces = ((BROKEN, Force.LAW), (STRAINED, Force.AGREEMENT))
    lights = [Entry(_mark(LETTERS[light].say(lang), told.say(lang))) for light, told in LIGHTS_LONG.items()]
    return [*lights, *(Entry(_mark(mark, stamp(force, lang))) for mark, force in forces)]


def _mark(mark: str, told: str) -> Content:
    return Content.assemble((f"{mark:<9}", "bold"), told)


LIGHTS_LONG = {
    Light.RED: Text("une loi ou une convention n’est pas tenue", "a law or an agreement is broken"),
    Light.AMBER: Text(
        "tenu, mais près de la limite, ou dépassé bientôt ; un souhait non tenu",
        "kept but near its limit, or soon crossed; a wish that is not met",
    ),
    Light.GREEN: Text("tenu", "kept"),
    Light.GREY: Text("rien à juger", "nothing to judge"),
}
"""What each light means."""
RULE = Text(
    "Ce que dit la règle, ses chiffres et ses sources (Entrée)",
    "What the rule says, figures and sources (Enter)",
)
AHEAD = Text("À venir", "Ahead")
AHEAD_TITLE = Text(
    "Ce qui sera dépassé avec le planning d’aujourd’hui : {count}",
    "What will be crossed with today’s plan: {count}",
)
NOTHING = Text("Rien ne sera dépassé.", "Nothing will be crossed.")
EXPECTED = Text(
    "Au-delà du dernier jour planifié : semaines attendues d’après les précédentes.",
    "Beyond the last planned day: weeks expected from the ones before.",
)
DONE, PLANNED = Text("passé", "past"), Text("prévu", "planned")
ENTRIES = Text("registre : écritures {numbers}", "ledger: entries {numbers}")
MORE = Text("… et {count} autre(s)", "… and {count} more")
TO_PLAN = Text("Entrée : voir cette case dans le planning", "Enter: see this cell in the plan")
TO_LEDGER = Text("Entrée : voir ce mois dans le registre", "Enter: see this month in the ledger")
TREND = Text("Tendance", "Trend")
PROMISED = Text("{name} : part par mois, {percent} % promis", "{name}: share by month, {percent}% promised")
SPLIT = Text(
    "{name} : part par mois, {percent} % au contrat", "{name}: share by month, {percent}% by contract"
)
HOURS = Text(
    "Heures par semaine ; 48 h au plus en moyenne sur quatre mois, au prorata",
    "Hours by week; 48 h at most on average over four months, pro rata",
)

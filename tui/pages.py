"""Pages of reasons and choices: a title and entries, some of which lead further. No Textual screen here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual.content import Content

from rota.check import Finding
from rota.cli.conflict import told as culprit_told
from rota.explain.cells import Alternative, CellStory, story
from rota.explain.grid import Cell, Judged
from rota.explain.holes import HOLES, hole
from rota.explain.sentences import amount, sentence
from rota.explain.telling import placed, price, why
from rota.model.calendar import Slot
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.rules import BY_ID, RULES
from rota.rules.base import Force, Rule, RuleId
from rota.rules.force_words import stamp
from rota.scheduler.outcome import Conflict, Culprit
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.sentences import STYLES, alternative_told, cell_name, cell_short, colon, finding_told, held

_FINDINGS_MAX = 500


@dataclass(frozen=True, slots=True)
class ToRule:
    """Leads to the text of a rule."""

    rule: RuleId


@dataclass(frozen=True, slots=True)
class ToCell:
    """Leads to a cell of the grid."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class ToHole:
    """Leads to what is missing and who could fill it."""

    finding: Finding


@dataclass(frozen=True, slots=True)
class ToEdit:
    """Makes an edit."""

    cell: Cell
    placement: Placement | None


@dataclass(frozen=True, slots=True)
class ToAct:
    """Leads back to the screen below, which then does something."""

    act: Callable[[], None]


Target = ToRule | ToCell | ToHole | ToEdit | ToAct


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page."""

    told: Content
    target: Target | None = None
    more: Content | None = None
    """What is told of it while it is highlighted."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a person reads and may choose from."""

    title: str
    entries: tuple[Entry, ...]
    first: int = 0
    """The entry that is highlighted at first."""


def title(text: Text, lang: Lang) -> Entry:
    """A heading between entries."""
    return Entry(Content.styled(text.say(lang), "bold underline"))


def edit_page(judged: Judged, cell: Cell, lang: Lang) -> Page:
    """What a cell can hold: each with its price and what it breaks."""
    found = story(judged, cell)
    now = held(found.placements, judged.problem, lang)
    entries = [Entry(Content(clean(NOW.say(lang, what=now or FREE.say(lang)))))]
    entries += [_choice(other, cell, judged.problem, lang) for other in found.alternatives]
    if len(entries) == 1:
        entries.append(Entry(Content.styled(NO_CHOICE.say(lang), "$rota-quiet")))
        entries += [Entry(Content(clean(reason))) for reason in why(found, judged.problem, lang)]
    return Page(f"{EDIT.say(lang)} · {cell_name(cell, lang)}", tuple(entries), first=min(1, len(entries) - 1))


def _choice(other: Alternative, cell: Cell, problem: Problem, lang: Lang) -> Entry:
    return Entry(
        alternative_told(other, problem, lang),
        ToEdit(cell, other.placement),
        effect_told(other, problem, lang),
    )


def effect_told(other: Alternative, problem: Problem, lang: Lang) -> Content:
    """All that an edit would change."""
    lines = [Content.styled(price(other.effect.cost, lang).capitalize() + ".", "bold")]
    if other.displaced:
        what = ", ".join(placed(one, problem, lang) for one in other.displaced)
        lines.append(Content(clean(PUSHES.say(lang, what=what))))
    for heading, findings in ((GAINED, other.effect.gained), (LOST, other.effect.lost)):
        if findings:
            lines.append(Content.styled(heading.say(lang), "bold"))
            lines += [finding_told(finding, problem, lang) for finding in findings]
    return Content("\n").join(lines)


def why_page(judged: Judged, cell: Cell, findings: tuple[Finding, ...], lang: Lang) -> Page:
    """Why a cell is as it is, what is found there, what else could be."""
    found, problem = story(judged, cell), judged.problem
    now = held(found.placements, problem, lang) or FREE.say(lang)
    entries = [Entry(Content.styled(clean(now), "bold"))]
    entries += [Entry(Content(clean(reason))) for reason in why(found, problem, lang)]
    if findings:
        entries.append(title(FINDINGS, lang))
        entries += [finding_entry(finding, problem, lang) for finding in findings]
    if found.alternatives:
        entries.append(title(ELSE, lang))
        entries += list(_stopped(found, problem, lang))
    return Page(f"{WHY.say(lang)} · {cell_name(cell, lang)}", tuple(entries))


def _stopped(found: CellStory, problem: Problem, lang: Lang) -> Iterator[Entry]:
    for other in found.alternatives:
        yield _choice(other, found.cell, problem, lang)


def finding_entry(finding: Finding, problem: Problem, lang: Lang) -> Entry:
    """A finding; a hole leads to who could fill it, another to its rule."""
    target: Target = ToRule(finding.rule)
    if finding.rule in HOLES and finding.measured < finding.limit:
        target = ToHole(finding)
    return Entry(finding_told(finding, problem, lang), target)


def findings_page(judged: Judged, lang: Lang) -> Page:
    """All findings of a plan: law first, then by price."""
    found = judged.report.findings
    entries = [finding_entry(finding, judged.problem, lang) for finding in found[:_FINDINGS_MAX]]
    if not entries:
        entries = [Entry(Content(NOTHING_FOUND.say(lang)))]
    return Page(ALL_FINDINGS.say(lang, count=len(found)), tuple(entries))


def hole_page(judged: Judged, finding: Finding, lang: Lang) -> Page:
    """What is missing, who could fill it, and what stops each of the others."""
    problem, found = judged.problem, hole(judged, finding)
    entries = [finding_entry_plain(finding, problem, lang)]
    lawful = [other for other in found.fillers if other.effect.lawful]
    barred = [other for other in found.fillers if not other.effect.lawful]
    for heading, others in ((CAN_FILL, lawful), (CANNOT, barred)):
        if others:
            entries.append(title(heading, lang))
            entries += [_filler(other, problem, lang) for other in others]
    if not found.fillers:
        entries.append(Entry(Content.styled(NO_FILLER.say(lang), "$rota-quiet")))
    first = next((place for place, entry in enumerate(entries) if isinstance(entry.target, ToEdit)), 0)
    return Page(HOLE_TITLE.say(lang), tuple(entries), first)


def finding_entry_plain(finding: Finding, problem: Problem, lang: Lang) -> Entry:
    """A finding that leads to its rule."""
    return Entry(finding_told(finding, problem, lang), ToRule(finding.rule))


def _filler(other: Alternative, problem: Problem, lang: Lang) -> Entry:
    one = other.placement
    assert one is not None, "a need is filled by some work"
    cell = Cell(one.post, one.day, one.slots[0])
    told = Content.assemble(
        (f"{one.post}  {cell_short(cell, lang)}  ", "bold"), alternative_told(other, problem, lang)
    )
    return Entry(told, ToEdit(cell, one), effect_told(other, problem, lang))


def rule_page(rule_id: RuleId, lang: Lang) -> Page:
    """What a rule says, its figures, and where it is written."""
    rule = BY_ID[rule_id]
    force = stamp(rule.force, lang)
    entries = [
        Entry(Content.assemble((force, STYLES[rule.force]), f"  {rule.id}")),
        Entry(Content(rule.says.say(lang))),
        *_figures(rule, lang),
        title(SOURCES, lang),
    ]
    for source in rule.sources:
        told = READ.say(lang, title=source.title.say(lang), day=source.read_on, trust=source.confidence)
        entries.append(
            Entry(
                Content.assemble(told, "\n", (source.url, "$rota-quiet"))
                if source.url
                else Entry(Content(told)).told
            )
        )
    return Page(rule.name.say(lang), tuple(entries))


def _figures(rule: Rule, lang: Lang) -> Iterator[Entry]:
    if rule.figures:
        yield title(FIGURES, lang)
    for figure in rule.figures:
        unit = figure.unit
        for since, value in figure.values:
            scaled = value * 100 if unit == "percent" else value
            told = f"{figure.name.say(lang)}{colon(lang)}{amount(scaled, unit, lang)}"
            yield Entry(Content.assemble(told, (f"  {SINCE.say(lang, day=since)}", "$rota-quiet")))


def rules_page(lang: Lang) -> Page:
    """All rules, law first."""
    entries = tuple(
        Entry(
            Content.assemble((stamp(rule.force, lang), STYLES[rule.force]), f"  {rule.name.say(lang)}"),
            ToRule(rule.id),
            Content(rule.says.say(lang)),
        )
        for rule in RULES
    )
    return Page(RULES_TITLE.say(lang), entries)


def conflict_page(conflict: Conflict, problem: Problem, lang: Lang) -> Page:
    """The smallest set of facts that cannot hold together, and the cheapest to relax."""
    entries = [Entry(Content.styled(IMPOSSIBLE.say(lang), "bold $rota-law"))]
    entries += [_culprit(culprit, problem, lang) for culprit in conflict.culprits]
    if conflict.cheapest:
        entries.append(title(CHEAPEST, lang))
        entries += [_culprit(culprit, problem, lang) for culprit in conflict.cheapest]
    return Page(CONFLICT.say(lang), tuple(entries), first=min(1, len(entries) - 1))


def _culprit(culprit: Culprit, problem: Problem, lang: Lang) -> Entry:
    told = Content(clean(culprit_told(culprit, problem, lang)))
    day = max(culprit.span.first, problem.span.first)
    if culprit.posts and day in problem.span:
        return Entry(told, ToCell(Cell(culprit.posts[0], day, _slot(culprit))))
    return Entry(told, ToRule(RuleId(culprit.rule)) if culprit.rule in BY_ID else None)


def _slot(culprit: Culprit) -> Slot:
    """A pin names its cell: ``POST 2026-12-01 pm``."""
    last = culprit.fact.rpartition(" ")[2]
    return Slot(last) if last in set(Slot) else Slot.AM


def told_of_law(findings: tuple[Finding, ...], problem: Problem, lang: Lang) -> str:
    """The first LAW finding as a sentence, empty when there is none."""
    law = next((finding for finding in findings if finding.force is Force.LAW), None)
    return "" if law is None else clean(sentence(law, problem, lang))


EDIT, WHY = Text("Modifier", "Edit"), Text("Pourquoi", "Why")
NOW, FREE = Text("Maintenant : {what}", "Now: {what}"), Text("libre", "free")
NO_CHOICE = Text("Rien d’autre ne peut y être demandé.", "Nothing else can be asked here.")
PUSHES = Text("Ôte : {what}.", "Takes away: {what}.")
GAINED = Text("Constats en plus", "Findings gained")
LOST = Text("Constats en moins", "Findings lost")
FINDINGS = Text("Constats", "Findings")
ELSE = Text(
    "Autre contenu, son prix et ce qu’il enfreint (Entrée : le mettre)",
    "What else, its price and what it breaks (Enter: put it)",
)
ALL_FINDINGS = Text("Constats du planning : {count}", "Findings of the plan: {count}")
NOTHING_FOUND = Text("Aucun constat.", "No finding.")
HOLE_TITLE = Text("Besoin ouvert", "Open need")
CAN_FILL = Text("Qui peut l’assurer (Entrée : le placer)", "Who could fill it (Enter: place)")
CANNOT = Text("Ce qui arrête les autres", "What stops the others")
NO_FILLER = Text(
    "Aucun poste n’a la compétence et la convention qu’il faut.",
    "No post has the skill and the convention it takes.",
)
SOURCES, FIGURES = Text("Sources", "Sources"), Text("Chiffres", "Figures")
READ = Text("{title} (lu le {day}, fiabilité {trust})", "{title} (read on {day}, trust {trust})")
SINCE = Text("depuis le {day}", "since {day}")
RULES_TITLE = Text("Règles", "Rules")
CONFLICT = Text("Aucun planning possible", "No plan is possible")
IMPOSSIBLE = Text("Ces faits ne peuvent pas tenir ensemble :", "These facts cannot hold together:")
CHEAPEST = Text("Le moins coûteux à relâcher", "The cheapest to relax")

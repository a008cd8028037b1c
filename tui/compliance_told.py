"""Lights, gauges, trends and what is ahead in words: cleaned, never read as markup."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from rota.compliance.labels import LIGHTS, MEASURED
from rota.compliance.standing import Crossing, Light, Line
from rota.explain import amount, half_days
from rota.explain.telling import placed
from rota.model.calendar import Period, Span
from rota.model.facts import LineId, PostId, ServiceId
from rota.rules import BY_ID
from rota.rules.base import Unit
from rota.rules.force_words import stamp
from rota.sites.faults import clean
from rota.words import MONTHS, Lang, Text, day_short
from tui.compliance import Asked, Kind, Look, Table, View, counts
from tui.sentences import STYLES, colon

LIGHT_STYLES = {
    Light.RED: "bold $rota-law",
    Light.AMBER: "bold $rota-flag",
    Light.GREEN: "$success",
    Light.GREY: "$rota-quiet",
}
"""How a light is written; its letter says the same."""
LETTERS = {
    Light.RED: Text("R", "R"),
    Light.AMBER: Text("O", "A"),
    Light.GREEN: Text("✓", "✓"),
    Light.GREY: Text("·", "·"),
}
_NUMBERS = frozenset({Unit.PERCENT, Unit.MINUTES, Unit.PARTS})
"""Units of rules that measure a quantity; others count clashes."""


def short_amount(line: Line, lang: Lang) -> tuple[str, ...]:
    """What a cell tells beside its light, the longer forms first."""
    times = line.worked + line.planned
    if line.unit not in _NUMBERS or line.measured is None:
        return (f"×{times}",) if times else ()
    match line.unit:
        case Unit.PERCENT:
            whole = amount(line.measured // 100 * 100, line.unit, lang)
            return amount(line.measured // 10 * 10, line.unit, lang), whole
        case Unit.PARTS:
            return (half_days(line.measured),)
        case _:
            return (amount(line.measured, line.unit, lang),)


def asked_told(asked: Asked, as_of: date, lang: Lang) -> str:
    """``contrat au 04/01/2027``, ``novembre 2026``, ``septembre – décembre 2026``."""
    if asked.span is None:
        return CONTRACT.say(lang, day=f"{as_of:%d/%m/%Y}")
    if asked.period is Period.MONTH:
        return month_told(asked.span, lang)
    first, last = (MONTHS[day.month - 1].say(lang) for day in (asked.span.first, asked.span.last))
    return f"{first} – {last} {asked.span.last.year}"


def month_told(span: Span, lang: Lang) -> str:
    """``novembre 2026``."""
    return f"{MONTHS[span.last.month - 1].say(lang)} {span.last.year}"


def title_told(view: View, look: Look, shown: Table, lang: Lang) -> Content:
    """What is looked at, and how many cells are of each colour."""
    found = counts(shown)
    place = ALL_SITES.say(lang) if look.site is None else ONE_SITE.say(lang, site=clean(look.site))
    pieces: list[tuple[str, str]] = [
        (f"{TITLE.say(lang)} · {asked_told(view.asked, view.as_of, lang)}", "bold"),
        (f" · {place} ", ""),
    ]
    for light in (Light.RED, Light.AMBER, Light.GREEN):
        pieces.append((f" {LETTERS[light].say(lang)} {found[light]} ", LIGHT_STYLES[light]))
    return Content.assemble(*pieces)


def filter_told(look: Look, shown: Table, lang: Lang) -> str:
    """How many of the rules are shown, and in which order."""
    pattern = FAULTS_ONLY if look.faults_only else EVERY_RULE
    order = WORST_FIRST if look.worst_first else RULE_ORDER
    told = pattern.say(lang, shown=len(shown.rules), all=shown.all_rules)
    return f"{told} · {order.say(lang)}"


def subject_told(view: View, kind: Kind, who: str) -> str:
    """A post, a service or a duty line with its name."""
    problem = view.problem
    match kind:
        case Kind.POSTS:
            return clean(f"{who}, {problem.posts[PostId(who)].specialty}")
        case Kind.SERVICES:
            return clean(f"{who}, {problem.services[ServiceId(who)].name}")
        case Kind.LINES:
            return clean(f"{who}, {problem.lines[LineId(who)].name}")


def cell_told(view: View, look: Look, shown: Table, lang: Lang) -> Content:
    """What is known of the cell under the cursor."""
    if look.cursor is None:
        return Content.styled(NOTHING_SHOWN.say(lang), "$rota-quiet")
    rule = BY_ID[look.cursor.rule]
    lines = [
        Content.assemble(
            (rule.name.say(lang), "bold"),
            (f"  {stamp(rule.force, lang)}", STYLES[rule.force]),
            f"  {subject_told(view, look.kind, look.cursor.who)}",
        )
    ]
    for line in shown.at(look.cursor):
        lines.extend(line_told(line, view, lang))
    if not shown.at(look.cursor):
        lines.append(Content.styled(NOT_ASKED.say(lang), "$rota-quiet"))
    source = next((one.title.say(lang) for one in rule.sources), "")
    if source:
        lines.append(Content.styled(f"{SOURCE.say(lang)}{colon(lang)}{source}", "$rota-quiet"))
    return Content("\n").join(lines)


def line_told(line: Line, view: View, lang: Lang, *, sentence: bool = True) -> Iterator[Content]:
    """A light: its word, site, figures; its sentence; how often it is not kept."""
    site = f"  {clean(view.problem.sites[line.site].name)}" if line.site else ""
    pieces: list[tuple[str, str]] = [
        (LIGHTS[line.light].say(lang).upper(), LIGHT_STYLES[line.light]),
        (site, "bold"),
    ]
    clashes = line.unit is Unit.COUNT and not line.limit
    if line.measured is not None and line.limit is not None and not clashes:
        told = {
            "measured": amount(line.measured, line.unit, lang),
            "limit": amount(line.limit, line.unit, lang),
        }
        pieces.append((f"  {MEASURED.say(lang, **told)}", ""))
    if line.span is not None:
        pieces.append((f"  {span_told(line.span, lang)}", "$rota-quiet"))
    yield Content.assemble(*pieces)
    if sentence:
        yield Content(f"  {clean(line.told.say(lang))}")
    if line.worked or line.planned:
        yield Content.styled(f"  {TIMES.say(lang, worked=line.worked, planned=line.planned)}", "$rota-quiet")


def span_told(span: Span, lang: Lang) -> str:
    """``01/12 – 31/12``."""
    if span.first == span.last:
        return day_short(span.first, lang)
    return f"{span.first:%d/%m} – {span.last:%d/%m}"


def crossing_told(crossing: Crossing, lang: Lang) -> Content:
    """The day, the post, the sentence."""
    return Content.assemble(
        (f"{crossing.on:%d/%m/%Y}  ", "bold"),
        (f"{clean(crossing.post)}  ", "bold $accent"),
        clean(crossing.told.say(lang)),
    )


def moves_told(crossing: Crossing, view: View, lang: Lang) -> Iterator[Content]:
    """Each edit of the plan that does it, with what the plan costs more."""
    for move in crossing.repair.moves:
        add = ", ".join(placed(one, view.problem, lang) for one in move.add)
        remove = ", ".join(placed(one, view.problem, lang) for one in move.remove)
        yield Content(clean(MOVE.say(lang, add=add, remove=remove, cost=move.cost)))


TITLE = Text("Conformité", "Compliance")
ALL_SITES = Text("tous les sites", "all sites")
ONE_SITE = Text("site {site}", "site {site}")
CONTRACT = Text("contrat au {day}", "contract on {day}")
FAULTS_ONLY = Text(
    "{shown} règles sur {all}, en rouge ou orange (f : toutes)",
    "{shown} rules of {all}, in red or amber (f: all)",
)
EVERY_RULE = Text("Les {all} règles (f : rouge et orange)", "All {all} rules (f: red and amber)")
RULE_ORDER = Text("loi d’abord (o : le pire)", "law first (o: worst)")
WORST_FIRST = Text("le pire d’abord (o : loi)", "worst first (o: law)")
NOTHING_SHOWN = Text("Aucune règle en rouge ou orange.", "No rule in red or amber.")
NOT_ASKED = Text("Cette règle ne se pose pas ici.", "This rule is not asked here.")
SOURCE = Text("Source", "Source")
TIMES = Text(
    "non tenue {worked} fois dans le travail fait, {planned} fois dans le travail prévu",
    "not kept {worked} time(s) in work done, {planned} time(s) in work planned",
)
MOVE = Text("{add}, au lieu de {remove} (prix {cost:+d})", "{add}, in place of {remove} (price {cost:+d})")

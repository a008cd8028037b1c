"""What the reports share: words with values in both languages, colours of sites, tables of single lights."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from exports.papers import Cell, Column, Figure, Measure, Side, Tone
from exports.papers.told import told
from rota.compliance import labels
from rota.compliance.standing import Light
from rota.model.calendar import Span
from rota.model.facts import Convention, Site, SiteId
from rota.rules.base import Source, Unit
from rota.words import Lang, Text
from rota.workspace.opened import Workspace

SITE_TONES = (Tone.SITE_1, Tone.SITE_2, Tone.SITE_3, Tone.SITE_4)
LIGHTS: Mapping[Light, tuple[Text, Tone]] = {
    Light.RED: (labels.LIGHTS[Light.RED], Tone.BAD),
    Light.AMBER: (labels.LIGHTS[Light.AMBER], Tone.NEAR),
    Light.GREEN: (labels.LIGHTS[Light.GREEN], Tone.GOOD),
    Light.GREY: (Text.same("–"), Tone.MUTED),
}
"""How lights are told: the word says it, the colour helps."""
MEASURES: Mapping[Unit, Measure] = {
    Unit.MINUTES: Measure.MINUTES,
    Unit.PARTS: Measure.HALF_DAYS,
    Unit.PERCENT: Measure.SHARE,
    Unit.COUNT: Measure.COUNT,
    Unit.DAYS: Measure.COUNT,
    Unit.MONTHS: Measure.COUNT,
}
UNITS: Mapping[Unit, Text] = {
    Unit.MINUTES: Text("h", "h"),
    Unit.PARTS: Text("½ journées", "half-days"),
    Unit.PERCENT: Text("%", "%"),
    Unit.COUNT: Text("nombre", "number"),
    Unit.DAYS: Text("jours", "days"),
    Unit.MONTHS: Text("mois", "months"),
}
CONFIDENCE = Text(
    "Confiance : H lu dans le texte ; M source sérieuse ; L usage ; ? réglage sans portée légale.",
    "Confidence: H read in the text; M serious source; L usage; ? a setting without legal claim.",
)
"""What the letters of sources mean."""
POST, SITE = Text("Poste", "Post"), Text("Site", "Site")
FIRST, LAST = Text("Du", "From"), Text("Au", "To")
SOURCE = Text("Source", "Source")


def filled(text: Text, **values: object) -> Text:
    """A text with its placeholders filled: days and texts as each language says them."""
    told_in = {lang: {name: _said(each, lang) for name, each in values.items()} for lang in Lang}
    return Text(text.say(Lang.FR, **told_in[Lang.FR]), text.say(Lang.EN, **told_in[Lang.EN]))


def _said(value: object, lang: Lang) -> object:
    match value:
        case Text() | date() | Figure():
            return told(value, lang)
        case _:
            return value


def made_at(workspace: Workspace) -> datetime:
    """The present moment, where the first site is."""
    return workspace.clock.now().astimezone(ZoneInfo(workspace.facts.sites[0].timezone))


def tones(sites: Iterable[Site]) -> Mapping[SiteId, Tone]:
    """A colour for each site, in the order of the folder."""
    return {site.id: SITE_TONES[place % len(SITE_TONES)] for place, site in enumerate(sites)}


def minimums(convention: Convention) -> Mapping[SiteId, int]:
    """The highest share promised to each site, in hundredths of a per cent."""
    found: dict[SiteId, int] = {}
    for promise in convention.minimums:
        found[promise.site] = max(found.get(promise.site, 0), 100 * promise.percent)
    return found


def light(of: Light) -> Cell:
    """A light as a cell."""
    word, tone = LIGHTS[of]
    return Cell(word, tone)


def amount(value: int | None, unit: Unit) -> Figure | None:
    """A measure or a limit."""
    return None if value is None else Figure(value, MEASURES[unit])


def half_days(parts: int) -> Figure:
    """60ths of a half-day."""
    return Figure(parts, Measure.HALF_DAYS)


def minutes(of: int) -> Figure:
    """Hours."""
    return Figure(of, Measure.MINUTES)


def share(hundredths: int | None) -> Figure | None:
    """A share, where there is one."""
    return None if hundredths is None else Figure(hundredths, Measure.SHARE)


def number(code: str, head: Text | str, width: float = 18) -> Column:
    """A column of figures."""
    return Column(code, head, width, Side.RIGHT)


def days(span: Span) -> Text:
    """``du 01/07/2026 au 31/12/2026``."""
    return filled(Text("du {first} au {last}", "{first} to {last}"), first=span.first, last=span.last)


def month_name(span: Span) -> str:
    """``2026-12``: sorts, and reads alike in both languages."""
    return f"{span.first:%Y-%m}"


def sources_of(given: Iterable[Sequence[Source]]) -> tuple[Source, ...]:
    """Each source once, in the order in which they come."""
    return tuple(dict.fromkeys(source for some in given for source in some))

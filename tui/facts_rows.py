"""Needs, duty lines, absences and wishes as lines of a list, cut into columns."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from rota.explain.telling import ABSENCES
from rota.model.facts import Absence, DutyLine, Facts, Need, Recurrence, Wish
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.facts import Fact, FactsView, is_ours, is_over
from tui.facts_days import recurrence_short
from tui.facts_told import AIMS, GRADES, absence_days, activity_name, day_told
from tui.strings import DUTIES_LONG, SLOTS_SHORT

_NAMES = 2
"""The column that is cut first where there is no room."""
_LEAST = 10
"""Columns that stay of one that is cut."""


def rows_told(view: FactsView, items: Sequence[Fact], width: int, lang: Lang) -> list[Content]:
    """The lines of a list, in columns as wide as what they hold; where there is no room, names are cut."""
    table = [_cells(view, item, lang) for item in items]
    columns = [max(cell_len(clean(cell)) for cell in column) for column in zip(*table, strict=True)]
    used = 3 + sum(columns) + 2 * (sum(1 for each in columns if each) - 1)
    for place in (_NAMES, *range(len(columns))) if columns else ():
        cut = min(max(0, used - width), max(0, columns[place] - _LEAST))
        columns[place] -= cut
        used -= cut
    return [_row(view, item, cells, columns) for item, cells in zip(items, table, strict=True)]


def _row(view: FactsView, item: Fact, cells: list[str], columns: list[int]) -> Content:
    over = is_over(item, view.today)
    marks = (" " if is_ours(view, item) else "=") + (OVER if over else " ")
    told = "  ".join(_fit(text, width) for text, width in zip(cells, columns, strict=True) if width)
    return Content.styled(f"{marks} {told}".rstrip(), "$rota-quiet" if over else "")


def _cells(view: FactsView, item: Fact, lang: Lang) -> list[str]:
    match item:
        case Need():
            return _need_row(view.facts, item, lang)
        case DutyLine():
            return _line_row(view.facts, item, lang)
        case Absence():
            return _absence_row(item, lang)
        case Wish():
            return _wish_row(item, lang)


def _fit(text: str, columns: int) -> str:
    shown = clean(text)
    return set_cell_size(shown if cell_len(shown) <= columns else f"{shown[: columns - 1]}…", columns)


def _need_row(facts: Facts, need: Need, lang: Lang) -> list[str]:
    when = f"{recurrence_short(need.recurrence, lang)} {SLOTS_SHORT[need.slot].say(lang)}"
    return [
        _mark(facts, need),
        when,
        activity_name(facts, need),
        str(need.service),
        _doctors(need),
        validity_short(need.recurrence, lang),
    ]


def _line_row(facts: Facts, line: DutyLine, lang: Lang) -> list[str]:
    asked = PER_MONTH_SHORT.say(lang, count=line.asked_per_month) if line.asked_per_month else RESTS.say(lang)
    return [
        _mark(facts, line),
        DUTIES_LONG[line.kind].say(lang),
        line.name,
        str(line.service),
        asked,
    ]


def _absence_row(absence: Absence, lang: Lang) -> list[str]:
    return [
        str(absence.post),
        ABSENCES[absence.kind].say(lang),
        absence_days(absence, lang),
    ]


def _wish_row(wish: Wish, lang: Lang) -> list[str]:
    slot = f" {SLOTS_SHORT[wish.slot].say(lang)}" if wish.slot else ""
    return [
        str(wish.post),
        AIMS[wish.aim].say(lang) + (f" {wish.site}" if wish.site else ""),
        recurrence_short(wish.recurrence, lang) + slot,
        GRADES[wish.grade].say(lang),
        wish.owner if wish.owner != wish.post else SELF.say(lang),
    ]


def validity_short(recurrence: Recurrence, lang: Lang) -> str:
    """``→ 31/12/2026``, ``01/12/2026 →``: for a column."""
    if recurrence.until:
        return f"→ {day_told(recurrence.until, lang)}"
    return f"{day_told(recurrence.start, lang)} →" if recurrence.start else ""


def _mark(facts: Facts, item: Need | DutyLine) -> str:
    service = next(each for each in facts.services if each.id == item.service)
    return next(site.mark for site in facts.sites if site.id == service.site)


def _doctors(need: Need) -> str:
    return str(need.minimum) if need.minimum == need.ideal else f"{need.minimum}–{need.ideal}"


SELF = Text("lui-même", "own wish")
PER_MONTH_SHORT = Text("{count} par mois", "{count} a month")
RESTS = Text("au repos", "at rest")
OVER = "–"
"""Nothing of it is to come."""

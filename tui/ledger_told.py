"""What the lines of the ledger are called, as sentences, cells and tables of text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from rota.compliance.amounts import hours
from rota.compliance.labels import LEAVE_KINDS
from rota.explain import half_days
from rota.ledger.months import Months
from rota.model.calendar import Slot
from rota.model.facts import AbsenceKind, ActivityId, DutyKind, LineId
from rota.model.problem import Problem
from rota.reconcile import Difference
from rota.sites.faults import clean
from rota.words import Lang, Text, day_short
from tui.ledger_rows import Row, Standing
from tui.ledger_view import LedgerView
from tui.ledger_words import (
    ACTUAL,
    ACTUAL_HOURS,
    CLOSED,
    DAY,
    DECIDERS,
    DIFFERENCE,
    DUE,
    DUTY,
    EFFECT,
    GRANTED,
    HALF,
    NUMBER,
    OPEN,
    OTHER_WHATS,
    PLANNED,
    PLANNED_HOURS,
    PRESENCE,
    PROPOSED,
    REMOTE,
    REOPENING,
    SEVERAL,
    SITE,
    SLOTS,
    SLOTS_SHORT,
    STANDINGS,
    STATE,
    STYLES,
    WHAT,
)

WIDE = 112
"""Columns from which minutes are shown as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of text."""

    title: Text
    width: int
    """Columns; 0 takes what is left."""
    right: bool = False


def table_line(cells: Sequence[tuple[str, str]], columns: Sequence[Column], width: int) -> Content:
    """Cells, each with its style, cut or padded to their columns."""
    rest = width - sum(column.width for column in columns) - len(columns) + 1
    pieces: list[tuple[str, str] | str] = []
    for (text, style), column in zip(cells, columns, strict=True):
        room = column.width or max(8, rest)
        pieces += [(_fitted(text, room, right=column.right), style), " "]
    return Content.assemble(*pieces[:-1])


def _fitted(text: str, width: int, *, right: bool) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    gap = " " * (width - cell_len(text))
    return gap + text if right else text + gap


def columns_of(width: int) -> tuple[Column, ...]:
    """The columns of a month of one post."""
    wide = width >= WIDE
    return (
        Column(DAY, 7),
        Column(HALF, 10 if wide else 5),
        Column(SITE, 6 if wide else 5),
        Column(WHAT, 0),
        Column(PLANNED, 5, right=True),
        *((Column(PLANNED_HOURS, 8, right=True),) if wide else ()),
        Column(ACTUAL, 4, right=True),
        *((Column(ACTUAL_HOURS, 8, right=True),) if wide else ()),
        Column(DIFFERENCE, 5, right=True),
        Column(DUE, 8 if wide else 5, right=True),
        *((Column(NUMBER, 6, right=True),) if wide else ()),
        Column(STATE, 16 if wide else 11),
    )


def row_told(row: Row, view: LedgerView, lang: Lang, width: int, *, first: bool) -> Content:
    """A line of a month; ``first`` of its day tells the day."""
    line, wide, mark = row.line, width >= WIDE, STANDINGS[row.standing]
    style = STYLES.get(row.standing, "")
    called = is_on_call(row, view.problem)
    planned = half_days(line.planned) if line and (line.planned or line.pending) and not called else ""
    actual = half_days(line.actual) if line and not line.pending and line.site and not called else ""
    planned_hours = hours(line.planned_minutes) if line and line.planned_minutes else ""
    actual_hours = hours(line.actual_minutes) if line and not line.pending and line.actual_minutes else ""
    differs = line is not None and not line.pending and line.site is not None and line.difference
    look = f"$rota-site-{site_number(view, row)}" if row.site else "$rota-quiet"
    cells = [
        (day_told(row.day, lang) if first else "", "bold"),
        (slots_told(row.slots, lang, short=not wide), ""),
        (clean(row.site or ""), look),
        (clean(named(row, view.problem, lang)), "$rota-quiet" if line and not line.site else ""),
        (planned, ""),
        *(((planned_hours, "$rota-quiet"),) if wide else ()),
        ("…" if line and line.pending and not called else actual, ""),
        *(((actual_hours, "$rota-quiet"),) if wide else ()),
        (signed(line.difference) if line and differs else "", "bold $rota-flag"),
        (half_days(line.due) if line else "", "$rota-quiet"),
        *(((str(line.seqs[-1]) if line else "", "$rota-quiet"),) if wide else ()),
        (f"{mark[0]} {_awaited(row, view) or mark[1].say(lang)}", style),
    ]
    return table_line(cells, columns_of(width), width)


def _awaited(row: Row, view: LedgerView) -> str:
    """Those who have still to agree, once somebody has."""
    return clean(", ".join(view.awaited(row.difference))) if row.difference else ""


def day_told(day: date, lang: Lang) -> str:
    """``mar. 01``: the month stands above."""
    return day_short(day, lang).partition("/")[0]


def is_on_call(row: Row, problem: Problem) -> bool:
    """Whether a line is waiting at home, which counts no half-day."""
    line = problem.lines.get(LineId(row.what.rpartition("/")[2]))
    return line is not None and line.kind is DutyKind.ON_CALL


def site_number(view: LedgerView, row: Row) -> int:
    """The number of the colour of a site."""
    sites = list(view.problem.sites)
    return sites.index(row.site) % 6 if row.site in sites else 0


def slots_told(slots: Sequence[Slot], lang: Lang, *, short: bool) -> str:
    """``matin``, ``jour``, ``a.-m.+nuit``; five columns when short, ten else."""
    several = SEVERAL.get(tuple(slots))
    if several is not None:
        return several[0 if short else 1].say(lang)
    names = SLOTS_SHORT if short else SLOTS
    return "+".join(names[slot].say(lang) for slot in slots)


def named(row: Row, problem: Problem, lang: Lang) -> str:
    """What a line is about; leave that is granted is no leave yet."""
    told = what_told(row.what, problem, lang)
    granted = row.standing is Standing.RIGHTS and row.what in AbsenceKind.__members__.values()
    return GRANTED.say(lang, what=told) if granted else told


def what_told(what: str, problem: Problem, lang: Lang) -> str:
    """``Urgences``, ``astreinte CH-GASTRO-ASTREINTE``, ``congé annuel``."""
    if what in AbsenceKind.__members__.values():
        return LEAVE_KINDS[AbsenceKind(what)].say(lang)
    for begin, text in OTHER_WHATS.items():
        if what == begin or what.startswith(f"{begin}:"):
            return text.say(lang)
    words = what.split("/")
    remote = f" ({REMOTE.say(lang)})" if words[-1] == "remote" else ""
    code = words[1] if len(words) > 1 else ""
    if ActivityId(code) in problem.activities:
        return problem.activities[ActivityId(code)].name + remote
    if LineId(code) in problem.lines:
        return f"{DUTY[problem.lines[LineId(code)].kind].say(lang)} {code}"
    return what or PRESENCE.say(lang)


def signed(parts: int) -> str:
    """``+1``, ``−½``."""
    return f"+{half_days(parts)}" if parts > 0 else half_days(parts)


def state_told(months: Months, month: str, lang: Lang) -> str:
    """``ouvert``, ``proposé par CH``, ``clos``, ``réouverture demandée par CHU``."""
    if month in months.reopening:
        return REOPENING.say(lang, site=clean(months.reopening[month].site))
    if month in months.closed:
        return CLOSED.say(lang)
    if month in months.proposed:
        return PROPOSED.say(lang, site=clean(months.proposed[month].site))
    return OPEN.say(lang)


def difference_told(difference: Difference, lang: Lang) -> Content:
    """What happened, what it changes for each site, who decides."""
    effects = [
        EFFECT.say(
            lang, site=site, parts=signed(of.parts), minutes=f"{'+' * (of.minutes > 0)}{hours(of.minutes)}"
        )
        for site, of in difference.effect.items()
    ]
    who = DECIDERS[difference.decision].say(lang, parties=", ".join(difference.parties))
    return Content.assemble(
        (clean(difference.text.say(lang)), "bold"),
        "\n" + clean(" · ".join([*effects, who])),
    )


def deciders_told(difference: Difference, lang: Lang) -> str:
    """Who decides."""
    return DECIDERS[difference.decision].say(lang, parties=clean(", ".join(difference.parties)))

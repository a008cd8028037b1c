"""Figures of rules that a convention sets: known ones only, and never looser than the law."""

from datetime import date

from rota.sites.convention_troubles import LOOSENS_LAW, UNKNOWN_FIGURE
from rota.sites.faults import nearest
from rota.sites.readings import whole
from rota.sites.record import Reading, Record, Wrong

FIGURE_MAX = 1_000_000


def read_figures(record: Record, start: date, end: date) -> dict[str, int]:
    """The figures of ``[convention.figures]``, held against the law from ``start`` to ``end``."""
    inner = record.inner("figures")
    if inner is None:
        return {}
    found: dict[str, int] = {}
    for figure in inner.values:
        found[figure] = inner.take(figure, _figure(figure, start, end))
    return found


def _figure(figure: str, start: date, end: date) -> Reading[int]:
    number = whole(0, FIGURE_MAX)

    def parse(value: object) -> int:
        stated = number.parse(value)
        check_figure(figure, stated, start, end)
        return stated

    return Reading(parse, 0)


def check_figure(figure: str, value: int, start: date, end: date) -> None:
    """Hold a stated figure against the rules.

    Raises:
        Wrong: neither a rule nor the ledger has it, or it loosens the law on a day from ``start`` to ``end``.
    """
    from rota.ledger.figures import FIGURES as LEDGER_FIGURES  # noqa: PLC0415
    from rota.rules import FIGURES, RULES  # noqa: PLC0415  (most conventions set no figure)
    from rota.rules.base import Better, Force  # noqa: PLC0415

    all_figures = {**FIGURES, **LEDGER_FIGURES}
    known = all_figures.get(figure)
    if known is None:
        raise Wrong(UNKNOWN_FIGURE, near=nearest(figure, all_figures), figure=figure)
    lawful = figure in LEDGER_FIGURES
    lawful = lawful or any(known in rule.figures and rule.force is Force.LAW for rule in RULES)
    if not lawful or known.better is Better.FREE:
        return
    days = {start, *(day for day, _ in known.values if start <= day <= end)}
    limits = {known.on(day) for day in days}
    limit = max(limits) if known.better is Better.HIGHER else min(limits)
    if (value < limit) if known.better is Better.HIGHER else (value > limit):
        raise Wrong(LOOSENS_LAW, figure=figure, value=value, limit=limit)

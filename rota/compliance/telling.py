"""How the figures of a balance are told, section by section, on the command line and on screens."""

from collections.abc import Mapping

from rota.compliance.amounts import hours, percent
from rota.compliance.rows import Row
from rota.explain import half_days
from rota.words import Lang, Text

SECTIONS: Mapping[str, Text] = {
    "service": Text("Service, en demi-journées", "Service, in half-days"),
    "hours": Text("Heures", "Hours"),
    "absences": Text("Congés, en demi-journées", "Leave, in half-days"),
    "recovery": Text("Récupération, en demi-journées", "Recovery, in half-days"),
    "debt": Text("Dettes entre sites, en demi-journées", "Debts between sites, in half-days"),
    "duty": Text("Gardes et astreintes", "Duty"),
    "limits": Text("Quadrimestre", "Four-month period"),
    "share": Text("Part de chaque site", "Share of each site"),
    "pending": Text("En attente", "Pending"),
}
"""Titles of sections."""


def matters(row: Row) -> bool:
    """Whether a figure says anything: those that are nothing are left out, but for what is done and due."""
    return any((row.parts, row.minutes, row.count, row.share)) or row.what in {"due", "done"}


def figure(row: Row, lang: Lang) -> tuple[str, str]:
    """The figure, and what it is held against; empty where there is nothing."""
    if row.parts is not None:
        return half_days(row.parts), half_days(row.limit) if row.limit is not None else ""
    if row.minutes is not None:
        return hours(row.minutes), hours(row.limit) if row.limit is not None else ""
    if row.share is not None:
        return percent(row.share, lang), percent(row.limit, lang) if row.limit is not None else ""
    return str(row.count), ""

"""Facts as the rows of CSV files."""

from rota.model.facts import Facts, OpeningBalance
from rota.sites.emit import csv_text, recurrence_cells
from rota.sites.readings import half_days_text
from rota.sites.schema import BALANCES, COLUMNS, LINE_COLUMN, OWED_COLUMN, SITE_COLUMN


def needs(facts: Facts) -> list[dict[str, object]]:
    """The rows of ``needs.csv``."""
    return [
        {
            "code": need.id,
            "service": need.service,
            "activity": need.activity,
            **recurrence_cells(need.recurrence),
            "half": need.slot.value,
            "min": need.minimum,
            "ideal": need.ideal,
            "skill": need.skill or "",
            "holidays": "yes" if need.on_holidays else "",
        }
        for need in facts.needs
    ]


def absences(facts: Facts) -> list[dict[str, object]]:
    """The rows of ``absences.csv``."""
    return [
        {
            "code": absence.id,
            "post": absence.post,
            "kind": absence.kind.value,
            "first": absence.first,
            "first_half": absence.first_slot.value,
            "last": absence.last,
            "last_half": absence.last_slot.value,
        }
        for absence in facts.absences
    ]


def wishes(facts: Facts) -> list[dict[str, object]]:
    """The rows of ``wishes.csv``."""
    return [
        {
            "code": wish.id,
            "owner": wish.owner,
            "post": wish.post,
            "aim": wish.aim.value,
            **recurrence_cells(wish.recurrence),
            "half": wish.slot.value if wish.slot else "",
            "site": wish.site or "",
            "grade": wish.grade,
        }
        for wish in facts.wishes
    ]


def balances(stated: tuple[OpeningBalance, ...]) -> str:
    """The text of ``balances.csv``, with a column for each site and line that has an amount."""
    sites = dict.fromkeys(f"{SITE_COLUMN}{code}" for balance in stated for code in balance.parts)
    lines = dict.fromkeys(f"{LINE_COLUMN}{code}" for balance in stated for code in balance.duties)
    owed = dict.fromkeys(f"{OWED_COLUMN}{code}" for balance in stated for code in balance.owed)
    rows: list[dict[str, object]] = [
        {
            "post": balance.post,
            "since": balance.since,
            "until": balance.until,
            "minutes": balance.minutes,
            "weekends": balance.weekends,
            **{f"{SITE_COLUMN}{code}": half_days_text(parts) for code, parts in balance.parts.items()},
            **{f"{LINE_COLUMN}{code}": count for code, count in balance.duties.items()},
            **{f"{OWED_COLUMN}{code}": half_days_text(parts) for code, parts in balance.owed.items()},
        }
        for balance in stated
    ]
    return csv_text((*COLUMNS[BALANCES], *sites, *lines, *owed), rows)

"""Leave of a post at the charge of each site, recovery, debts, additional time and the 48 hours."""

from collections.abc import Iterator

from exports.papers import Across, Block, Column, Figure, Measure, Note, Row, Table, Tone
from exports.reports.common import FIRST, LAST, SITE, filled, half_days, light, minutes, number
from exports.reports.gauges import hours_light
from rota.compliance.balance import Balance
from rota.compliance.labels import LEAVE_KINDS
from rota.words import Text
from rota.workspace.reporting import PostReport

_LEAVE = Text("Congés de l’année, à la charge de chaque site, en demi-journées",
              "Leave of the year, at the charge of each site, in half-days")  # fmt: skip
_RECOVERY = Text("Récupération après garde, en demi-journées", "Recovery after duty, in half-days")
_QUARTERS = Text("Quadrimestres : service, temps additionnel, heures",
                 "Four-month periods: service, additional time, hours")  # fmt: skip
_OWES = Text(
    "{debtor} doit {parts} demi-journée(s) à {creditor}.", "{debtor} owes {creditor} {parts} half-day(s)."
)
_EVEN = Text("Aucune dette de temps entre les sites.", "No debt of time between the sites.")
_TAKEN, _LEFT = Text("Pris", "Taken"), Text("Reste", "Left")


def leave_blocks(told: PostReport) -> Iterator[Block]:
    """Rights of the years of the period, recovery, who owes whom."""
    balance, known = told.balance, told.known
    rights = [right for right in balance.leave if known.first.year <= right.year <= known.last.year]
    yield Table(
        code="leave",
        columns=(
            Column("kind", Text("Congé", "Leave"), 40),
            Column("year", Text("Année", "Year"), 20),
            Column("site", SITE, 24),
            number("taken", _TAKEN, 24),
            number("left", _LEFT, 24),
            number("right", Text("Droit", "Right"), 24),
        ),
        rows=tuple(
            Row(
                (
                    *(LEAVE_KINDS[right.kind], str(right.year), right.site),
                    *(half_days(right.taken), half_days(right.left)),
                    Figure(right.taken + right.left, Measure.HALF_DAYS, Across(("taken", "left"))),
                )
            )
            for right in rights
        ),
        title=_LEAVE,
        frozen=3,
    )
    if balance.recovery:
        yield _recovery(balance)
    for debt in balance.debts:
        told_debt = filled(_OWES, debtor=debt.debtor, creditor=debt.creditor, parts=half_days(debt.parts))
        yield Note(told_debt, Tone.NEAR)
    if not balance.debts:
        yield Note(_EVEN, Tone.MUTED)


def _recovery(balance: Balance) -> Table:
    return Table(
        code="recovery",
        columns=(
            Column("site", SITE, 40),
            number("earned", Text("Acquis", "Earned"), 20),
            number("taken", _TAKEN, 24),
            number("left", _LEFT, 24),
        ),
        rows=tuple(
            Row(
                (
                    *(each.site, half_days(each.earned), half_days(each.taken)),
                    Figure(each.left, Measure.HALF_DAYS, Across(("earned", "-taken"))),
                )
            )
            for each in balance.recovery
        ),
        title=_RECOVERY,
    )


def hours_blocks(told: PostReport) -> Iterator[Block]:
    """Each four-month period: service owed and discharged, what is beyond, hours against 48."""
    yield Table(
        code="quarters",
        columns=(
            Column("first", FIRST, 40),
            Column("last", LAST, 20),
            number("owed", Text("Service dû, ½ j.", "Service owed, half-days"), 24),
            number("discharged", Text("Accompli, ½ j.", "Discharged, half-days"), 24),
            number("beyond", Text("Au-delà, ½ j.", "Beyond, half-days"), 24),
            number("counted", Text("Compté en temps additionnel", "Counted as additional time"), 28),
            number("waits", Text("À payer ou à rendre", "To be paid or given back"), 26),
            number("worked", Text("Heures", "Hours"), 22),
            number("allowed", Text("Plafond", "Ceiling"), 22),
            Column("light", Text("Feu", "Light"), 18),
        ),
        rows=tuple(_quarter(balance) for balance in told.quarters),
        title=_QUARTERS,
        frozen=2,
    )


def _quarter(balance: Balance) -> Row:
    more, worked = balance.additional, balance.worked
    parts = (more.owed, more.discharged, more.beyond, more.counted, more.waits)
    return Row(
        (
            *(more.span.first, more.span.last),
            *(half_days(each) for each in parts),
            *(minutes(worked.minutes), minutes(worked.allowed)),
            light(hours_light(worked.minutes, worked.allowed)),
        )
    )

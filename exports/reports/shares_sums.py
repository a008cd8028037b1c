"""Sums that follow from work done: the region’s aid, bonus and indemnities, each with its text."""

from exports.papers import Block, Column, ColumnSum, Figure, Measure, Note, Row, Table, Tone
from exports.papers.model import Content
from exports.reports.common import CONFIDENCE, FIRST, LAST, POST, SOURCE, filled, number
from rota.compliance.sums import Known, Sum
from rota.words import Text
from rota.workspace.report_shares import SharesReport

_ALL = Text("Ensemble", "All")
_DECIDES = Text(
    "Montants bruts, d’après des barèmes datés et sourcés : ils aident à vérifier, ils ne décident rien.",
    "Gross amounts, by dated and sourced tables: they help to check, they decide nothing.",
)
_KNOWN = {
    Known.NOT_CHOSEN: Text("à choisir", "to be chosen"),
    Known.NOT_STATED: Text("non fixé", "not stated"),
}
_SINCE = Text("{title} (valeur depuis le {since})", "{title} (value since {since})")


def aid_table(told: SharesReport) -> Table:
    """The bracket in which the share that was found lies."""
    return Table(
        code="aid",
        columns=(
            Column("post", POST, 32),
            Column("call", Text("Appel", "Call"), 58),
            Column("told", Text("Constat", "Finding"), 80),
            number("amount", Text("Aide de l’année", "Aid of the year"), 30),
            Column("source", SOURCE, 80),
            Column("confidence", Text("Conf.", "Conf."), 12),
        ),
        rows=tuple(Row((each.post, each.aid.name, each.aid.told, *_worth(each.aid))) for each in told.posts),
    )


def sums_blocks(told: SharesReport) -> tuple[Block, ...]:
    """Bonus and indemnities, with the text and the day of each value."""
    lines = [(each.post, one) for each in told.posts for one in each.sums()]
    total = Figure(sum(one.cents or 0 for _, one in lines), Measure.CENTS, ColumnSum())
    table = Table(
        code="sums",
        columns=(
            Column("post", POST, 32),
            Column("what", Text("Prime ou indemnité", "Bonus or indemnity"), 58),
            Column("told", Text("Constat", "Finding"), 72),
            Column("first", FIRST, 20),
            Column("last", LAST, 20),
            number("amount", Text("Montant", "Amount"), 28),
            Column("source", SOURCE, 72),
            Column("confidence", Text("Conf.", "Conf."), 12),
        ),
        rows=(
            *(
                Row((post, one.name, one.told, one.span.first, one.span.last, *_worth(one)))
                for post, one in lines
            ),
            Row((_ALL, *(None,) * 4, total, None, None), total=True),
        ),
        size=7.5,
    )
    return table, Note(_DECIDES, Tone.MUTED), Note(CONFIDENCE, Tone.MUTED)


def _worth(of: Sum) -> tuple[Content, Content, Content]:
    """Amount, source, confidence."""
    amount: Content = _KNOWN[of.known] if of.cents is None else Figure(of.cents, Measure.CENTS)
    if of.source is None:
        return amount, None, None
    since = filled(_SINCE, title=of.source.title, since=of.since) if of.since else of.source.title
    return amount, since, of.source.confidence

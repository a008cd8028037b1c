"""What stands behind a table: the plans with their agreements, or the ledger with its head and signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from exports.papers import Cell, Column, Row, Side, Table
from exports.papers.told import day
from exports.tables.asked import Asked
from exports.tables.month import Month, PostMonth
from rota.ledger.months import state
from rota.model.facts import Site, SiteId
from rota.store import Unit
from rota.words import Lang, Text
from rota.workspace.closing import Signature, sheet
from rota.workspace.opened import AFFAIRS, HEAD, PROGRAM, Workspace
from rota.workspace.plans import StoredPlan, published

FUNCTIONS = {
    HEAD: Text("chef de service", "head of service"),
    AFFAIRS: Text("affaires médicales", "medical affairs"),
    PROGRAM: Text("rota", "rota"),
}
"""Who writes, by function."""
NOT_SIGNED = Text("non signé", "not signed")
_STATES = {
    "open": Text("ouvert", "open"),
    "proposed": Text("proposé", "proposed"),
    "closed": Text("clos", "closed"),
    "reopening": Text("réouverture demandée", "reopening asked"),
}
_HEAD_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Published:
    """A plan in force on days of the month, with its dates."""

    plan: StoredPlan
    agreed: tuple[tuple[SiteId, str, datetime], ...]
    """Site, function and instant."""
    published: datetime
    by: SiteId


def plans_of(workspace: Workspace, asked: Asked) -> tuple[Published, ...]:
    """The plans in force on days of the month."""
    plans = [plan for plan in published(workspace) if plan.span.meet(asked.span)]

    def work(unit: Unit) -> tuple[Published, ...]:
        return tuple(_published(unit, plan) for plan in plans)

    return workspace.store.read(work)


def _published(unit: Unit, plan: StoredPlan) -> Published:
    events = unit.plans.happened(plan.version.plan, plan.version.version)
    agreed = tuple((each.site, each.author, each.at) for each in events if each.event == "agreed")
    put = next(each for each in events if each.event == "published")
    return Published(plan, agreed, put.at, put.site)


def plans_table(plans: Sequence[Published], site: Site) -> Table:
    """The plans with who agreed and when; instants in the time zone of ``site``."""
    rows = [
        Row(
            (
                each.plan.name,
                each.plan.span.first,
                each.plan.span.last,
                _moment(each.published, site),
                each.by,
                _agreements(each, site),
            )
        )
        for each in plans
    ]
    return Table(
        code="plans",
        title=Text("Plannings publiés", "Published plans"),
        columns=(
            Column("plan", Text("Version", "Version"), 30),
            Column("first", Text("Du", "From"), 24, Side.CENTRE),
            Column("last", Text("Au", "To"), 22, Side.CENTRE),
            Column("published", Text("Publié le", "Published on"), 36),
            Column("by", Text("par", "by"), 30),
            Column("agreed", Text("Accords", "Agreements"), 130),
        ),
        rows=tuple(rows),
    )


def _agreements(of: Published, site: Site) -> Text:
    told = [_signature(Signature(at_site, author, at), site) for at_site, author, at in of.agreed]
    return Text(" ; ".join(each.fr for each in told), "; ".join(each.en for each in told))


def ledger_table(month: Month, site: Site) -> Table:
    """The head of each ledger, and who signed its month."""
    return Table(
        code="ledger",
        title=Text("Signatures du mois", "Signatures of the month"),
        columns=(
            Column("post", Text("Poste", "Post"), 30),
            Column("state", Text("Mois", "Month"), 24),
            Column("seq", Text("Écritures", "Entries"), 16, Side.RIGHT),
            Column("head", Text("Tête du registre", "Head of the ledger"), 36),
            Column("statement", Text("Relevé signé", "Statement signed"), 30),
            Column("signatures", Text("Signatures", "Signatures"), 130),
        ),
        rows=tuple(_ledger_row(month, each, site) for each in month.posts),
        size=7.5,
    )


def _ledger_row(month: Month, of: PostMonth, site: Site) -> Row:
    months, name = state(of.entries), month.asked.month
    signed = sheet(of.contract, name, of.entries)
    known = (
        "reopening" if name in months.reopening
        else "closed" if name in months.closed
        else "proposed" if name in months.proposed
        else "open"
    )  # fmt: skip
    seq, last = (of.entries[-1].seq, of.entries[-1].hash) if of.entries else (0, of.contract.genesis)
    head = signed.head if signed else last.hex()[:_HEAD_DIGITS]
    told = [*_signatures(of, signed.signatures if signed else (), site)]
    return Row(
        (
            Cell(str(of.post), strong=True),
            _STATES[known],
            str(signed.seq if signed else seq),
            head,
            signed.statement[:_HEAD_DIGITS] if signed else None,
            Text(" ; ".join(each.fr for each in told), "; ".join(each.en for each in told)),
        )
    )


def _signatures(of: PostMonth, signed: Sequence[Signature], site: Site) -> Iterator[Text]:
    """Each site of the contract: who signed and when, or that it did not."""
    for each in of.contract.sites:
        mine = next((one for one in signed if one.site == each), None)
        yield _said(Text.same(f"{each} : "), NOT_SIGNED) if mine is None else _signature(mine, site)


def _signature(of: Signature, site: Site) -> Text:
    """``CH : affaires médicales, 04/01/2027 09:00``."""
    by = FUNCTIONS.get(of.author, Text.same(of.author))
    return _said(Text(f"{of.site} : ", f"{of.site}: "), by, ", ", _moment(of.at, site))


def _moment(at: datetime, site: Site) -> Text:
    local = at.astimezone(ZoneInfo(site.timezone))
    return Text(f"{day(local, Lang.FR)} {local:%H:%M}", f"{day(local, Lang.EN)} {local:%H:%M}")


def _said(*words: Text | str) -> Text:
    told = [word if isinstance(word, Text) else Text.same(word) for word in words]
    return Text("".join(each.say(Lang.FR) for each in told), "".join(each.say(Lang.EN) for each in told))


def visas_table(sites: Sequence[Site]) -> Table:
    """Room to sign by hand."""
    return Table(
        code="visas",
        columns=(
            Column("site", Text("Site", "Site"), 70),
            Column("head", Text("Chef de service", "Head of service"), 70),
            Column("affairs", Text("Affaires médicales", "Medical affairs"), 70),
        ),
        rows=tuple(Row((site.name, None, None), height=16) for site in sites),
        in_csv=False,
    )

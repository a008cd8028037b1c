"""The service table of a month as a paper."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from exports.papers import Block, Form, Note, Paper, Section, Tone
from exports.tables.asked import Asked, TableKind
from exports.tables.detail import changes_table, detail_table
from exports.tables.grid import grid, legend
from exports.tables.marks import Marks
from exports.tables.month import Month, read
from exports.tables.proof import Published, ledger_table, plans_of, plans_table, visas_table
from exports.tables.totals import period_table, posts_table, sites_table
from rota.ledger.months import state
from rota.model.facts import Site
from rota.words import MONTHS, Lang, Text
from rota.workspace.opened import Workspace

_TITLES = {
    TableKind.PROVISIONAL: Text(
        "Tableau de service prévisionnel — {month}", "Provisional service table — {month}"
    ),
    TableKind.REALISED: Text("Tableau de service réalisé — {month}", "Realised service table — {month}"),
}
_WAITING = Text(
    "{count} demi-journée(s) ou nuit(s) publiées n’ont pas encore de réponse : elles ne sont pas comptées.",
    "{count} published half-day(s) or night(s) have no answer yet: they are not counted.",
)
_COUNTS = Text(
    "Demi-journées et heures sont comptées séparément. Les totaux sont ceux de rota balance ; dans un"
    " classeur, ce sont des formules sur la feuille Détail.",
    "Half-days and hours are counted apart. Totals are those of rota balance; in a workbook they are"
    " formulas over the sheet Detail.",
)
_EVERYWHERE = Text(
    "Le travail fait à l’autre site y figure aussi : la convention le demande.",
    "Work at the other site stands here too, as the convention asks.",
)
_TABLE = Text("Tableau", "Table")
_NOTHING_CHANGED = Text("Rien n’a changé.", "Nothing was changed.")


def service_table(workspace: Workspace, asked: Asked) -> Paper:
    """The paper.

    Raises:
        UserError: nothing is published, or nothing was done.
    """
    month, place = read(workspace, asked), workspace.facts.sites[0]
    plans = plans_of(workspace, asked)
    post = f"-{asked.post}" if asked.post else ""
    names = " ".join(each.plan.name for each in plans)
    title = _title(asked)
    return Paper(
        code=f"service-table-{asked.month}-{asked.kind}-{asked.site or 'all'}{post}",
        title=title,
        subtitle=_subtitle(month),
        made=workspace.clock.now().astimezone(ZoneInfo(place.timezone)),
        sections=tuple(_sections(month, plans, place)),
        foot=Text(f"{title.fr} · {names}", f"{title.en} · {names}"),
    )


def _sections(month: Month, plans: Sequence[Published], place: Site) -> Iterator[Section]:
    realised, marks = month.asked.kind is TableKind.REALISED, Marks(month.problem)
    yield Section(_TABLE, tuple(_first(month, marks)), frozenset(Form) - {Form.CSV})
    yield Section(_TABLE, (grid(month, marks, plain=True),), frozenset({Form.CSV}))
    yield Section(Text("Totaux", "Totals"), tuple(_totals(month)), new_page=True)
    if realised:
        changes = changes_table(month)
        block = changes if changes.rows else Note(_NOTHING_CHANGED)
        yield Section(Text("Changements", "Changes"), (block,))
        proof = ledger_table(month, place), plans_table(plans, place)
        yield Section(Text("Registre", "Ledger"), proof, new_page=True)
    else:
        yield Section(Text("Publication", "Publication"), (plans_table(plans, place),), new_page=True)
    yield Section(Text("Visas", "Signed by hand"), (visas_table(_sites(month)),))
    yield Section(Text("Détail", "Detail"), (detail_table(month),), frozenset(Form) - {Form.PDF})


def _title(asked: Asked) -> Text:
    first = asked.span.first
    name = MONTHS[first.month - 1]
    told = {lang: f"{name.say(lang)} {first.year}" for lang in Lang}
    title = _TITLES[asked.kind]
    return Text(title.fr.format(month=told[Lang.FR]), title.en.format(month=told[Lang.EN]))


def _subtitle(month: Month) -> Text:
    names, count = " · ".join(site.name for site in _sites(month)), len(month.posts)
    more = "s" if count > 1 else ""
    french, english = f"{names} — {count} poste{more}", f"{names} — {count} post{more}"
    if month.asked.kind is TableKind.PROVISIONAL:
        return Text(french, english)
    closed = sum(month.asked.month in state(each.entries).closed for each in month.posts)
    return Text(f"{french}, {closed} signé(s) par deux sites", f"{english}, {closed} signed by two sites")


def _first(month: Month, marks: Marks) -> Iterator[Block]:
    yield grid(month, marks)
    yield legend(month, marks)
    waiting = _waiting(month)
    if waiting:
        told = (_WAITING.say(lang, count=waiting) for lang in (Lang.FR, Lang.EN))
        yield Note(Text(*told), Tone.NEAR)
    if month.asked.site is not None:
        yield Note(_EVERYWHERE, Tone.MUTED)


def _totals(month: Month) -> Iterator[Block]:
    yield Note(_COUNTS, Tone.MUTED)
    yield sites_table(month)
    yield posts_table(month)
    if month.asked.kind is TableKind.REALISED:
        yield period_table(month)


def _waiting(month: Month) -> int:
    if month.asked.kind is TableKind.PROVISIONAL:
        return 0
    return sum(day in month.asked.span for each in month.posts for day, _ in each.waiting)


def _sites(month: Month) -> tuple[Site, ...]:
    held = {site for each in month.posts for site in each.contract.sites}
    return tuple(site for site in month.problem.facts.sites if site.id in held)

"""The examples of ``docs/compliance.md`` and its French page, computed; run it to write them anew."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from rota.compliance import (
    aid,
    balances,
    compliance,
    cost_shares,
    duty_pay,
    presence,
    rows,
    territorial_bonus,
    work,
)
from rota.compliance.standing import Crossing
from rota.compliance.sums import Sum, euros
from rota.explain import amount, half_days
from rota.model.calendar import Span
from rota.model.facts import DutyKind
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.parameters import Kind, Version, all_parameters, chosen
from rota.rules.base import Unit
from rota.words import Lang, Text
from tests.builders import CH
from tests.compliance.given import DECEMBER, FIRST, LAST, december
from tests.compliance.test_compliance import MONDAY, stated, weeks

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {Lang.EN: "compliance.md", Lang.FR: "compliance.fr.md"}
_BLOCK = "<!-- {name} -->\n{text}\n<!-- /{name} -->"


def table(header: Sequence[Text], body: Iterable[Sequence[str]], lang: Lang) -> str:
    """A table as Markdown."""
    lines = [[name.say(lang) for name in header], ["---"] * len(header), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def balance_block(lang: Lang) -> str:
    month = december()
    found = rows(balances(month.entries, month.contract, month.facts, LAST, DECEMBER))
    shown = []
    for row in found:
        match row.parts, row.minutes, row.count, row.share:
            case int(), None, None, None:
                value, limit = half_days(row.parts), row.limit and half_days(row.limit)
                of, unit = str(row.parts), Text("demi-j.", "half-days")
            case None, int(), None, None:
                value, limit = (
                    amount(row.minutes, Unit.MINUTES, lang),
                    row.limit and amount(row.limit, Unit.MINUTES, lang),
                )
                of, unit = str(row.minutes), Text("min", "min")
            case None, None, int(), None:
                value, limit, of, unit = str(row.count), None, "", Text("nombre", "number")
            case _:
                share = row.share or 0
                value, limit = (
                    amount(share, Unit.PERCENT, lang),
                    row.limit and amount(row.limit, Unit.PERCENT, lang),
                )
                of, unit = "", Text("part", "share")
        shown.append(
            [row.section, row.site, row.label.say(lang), value, unit.say(lang), of, str(limit or "")]
        )
    header = (
        *(
            Text("rubrique", "section"),
            Text("site", "site"),
            Text("chiffre", "figure"),
            Text("valeur", "value"),
        ),
        *(Text("unité", "unit"), Text("exact (60es, min)", "exact (60ths, min)"), Text("limite", "limit")),
    )
    return table(header, shown, lang)


def foreseen() -> tuple[Crossing, ...]:
    """January 2027 with 18 half-days of 40 at the CH where half is promised, two weeks still to be worked."""
    as_of, last = date(2027, 1, 10), date(2027, 1, 31)
    later = [*weeks(date(2027, 1, 11), 1, 4), *weeks(date(2027, 1, 18), 2, 5)]
    return compliance(
        Problem(stated(), Span(MONDAY, last)),
        Plan.of(Span(MONDAY, as_of), weeks(MONDAY, 1, 4)),
        Plan.of(Span(date(2027, 1, 11), last), later),
        as_of,
    ).crossings


def forecast_block(lang: Lang) -> str:
    found = foreseen()[0]
    moves = [
        f"* {placement.day.isoformat()} {placement.slots[0]} → {placement.service}"
        for move in found.repair.moves
        for placement in move.add
    ]
    return "\n".join([f"> {found.told.say(lang)}", ">", f"> {found.repair.told.say(lang)}", "", *moves])


def money_block(lang: Lang) -> str:
    month = december()
    balance = balances(month.entries, month.contract, month.facts, LAST, DECEMBER)
    done, share = work(month.entries, month.problem), balance.shares[-1]
    call = chosen("aid-bretagne-2017")
    sums: list[Sum] = [
        aid(None, (share.part, share.whole), LAST, FIRST),
        aid(call, (share.part, share.whole), LAST, FIRST),
        territorial_bonus(month.problem, month.facts.posts[0], done, DECEMBER),
        *duty_pay(month.problem, done, DutyKind.ON_SITE, DECEMBER),
    ]
    body = [
        [
            each.name.say(lang),
            euros(each.cents, lang) if each.cents is not None else each.known.value,
            each.told.say(lang),
            each.since.isoformat() if each.since else "",
            each.source.confidence if each.source else "",
        ]
        for each in sums
    ]
    shared = cost_shares(500_000, presence(balance))
    for site, cents in shared.items():
        told = Text(
            f"présence {half_days(presence(balance)[site])}", f"presence {half_days(presence(balance)[site])}"
        )
        name = Text(f"Part de {site} de 5 000 €", f"Share of {site} in €5,000")
        body.append([name.say(lang), euros(cents, lang), told.say(lang), "", ""])
    header = (
        *(Text("somme", "sum"), Text("montant", "amount"), Text("détail", "detail")),
        *(Text("valeur depuis", "value since"), Text("confiance", "confidence")),
    )
    assert shared[CH] == 388_072
    return table(header, body, lang)


def parameters_block(lang: Lang) -> str:
    body = []
    for code, parameters in all_parameters().items():
        for version in parameters.versions:
            source = version.source
            title = source.title.say(lang)
            linked = f"[{title}]({source.url})" if source.url else title
            until = f" → {version.until.isoformat()}" if version.until else ""
            body.append(
                [
                    f"`{code}`",
                    f"{version.start.isoformat()}{until}",
                    _said(version, parameters.kind, lang),
                    linked,
                    source.confidence,
                ]
            )
    header = (
        *(Text("fichier", "file"), Text("depuis", "since"), Text("dit", "says"), Text("source", "source")),
        Text("confiance", "confidence"),
    )
    return table(header, body, lang)


def _said(version: Version, kind: Kind, lang: Lang) -> str:
    if version.whole is not None and version.half is not None:
        return f"{euros(version.whole, lang)}, {euros(version.half, lang)}"
    if version.local_from is not None and version.local_to is not None:
        return f"{euros(version.local_from, lang)} – {euros(version.local_to, lang)}"
    said = []
    for bracket in version.brackets:
        low, high = bracket.at_least if bracket.at_least is not None else bracket.above, bracket.at_most
        sign = "≥" if bracket.at_least is not None else ">"
        unit, value = (
            ("%", low)
            if kind is Kind.AID
            else (Text(" demi-j./sem.", " half-days a week").say(lang), (low or 0) // 60)
        )
        bounds = f"{sign} {value}{unit}" + (f", ≤ {high}{unit}" if high is not None else "")
        bounds += f" ({bracket.sites} sites)" if bracket.sites > 1 else ""
        paid = " / ".join(f"{each} %" for each in bracket.percent)
        if bracket.cents is not None:
            years = Text(f" sur {bracket.years} an(s)", f" over {bracket.years} year(s)").say(lang)
            paid = euros(bracket.cents, lang) + (years if bracket.years else "")
        said.append(f"{bounds}: {paid or '—'}" if lang is Lang.EN else f"{bounds} : {paid or '—'}")
    return "; ".join(said) if lang is Lang.EN else " ; ".join(said)


BLOCKS = {
    "balance": balance_block,
    "forecast": forecast_block,
    "money": money_block,
    "parameters": parameters_block,
}


def written(page: str, name: str) -> str:
    """A block as the page has it."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    return found.group(1) if found else ""


def remake() -> None:
    """Write every block of both pages anew."""
    for lang, page in PAGES.items():
        text = (DOCS / page).read_text(encoding="utf-8")
        for name, block in BLOCKS.items():
            before, _, rest = text.partition(f"<!-- {name} -->\n")
            after = rest.partition(f"<!-- /{name} -->")[2]
            text = f"{before}{_BLOCK.format(name=name, text=block(lang))}{after}"
        (DOCS / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    remake()

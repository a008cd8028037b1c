"""``rota money``: bonus, indemnities, the region’s aid, the cost that the sites share."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.misuse import Misuse
from rota.cli.page import Page
from rota.cli.session import Session
from rota.compliance.sums import Known, Sum, euros, to_csv
from rota.words import Lang, Text
from rota.workspace import money
from rota.workspace.money import Chosen, Money

CSV = "csv"
_ABOUT = Text(
    "Ce qui suit d’un mois de travail, en euros bruts, d’après des barèmes datés et sourcés : aide régionale,"
    " prime d’exercice territorial, indemnités, temps additionnel, coût partagé au prorata des présences."
    " Aide à vérifier ; ne décide rien.",
    "What follows from a month of work, in gross euros, by dated and sourced tables: the region’s aid, the"
    " territorial bonus, indemnities, additional time, the cost shared pro rata of presence. Helps to check;"
    " decides nothing.",
)
_AID = Text("L’appel de la région, par son nom.", "The region’s call, by its name.")
_COST = Text("Coût annuel du poste, en euros.", "Yearly cost of the post, in euros.")
_ON_CALL = Text(
    "Forfait local d’une astreinte entière, en euros.", "Local sum of a whole on-call duty, in euros."
)
_EUROS_WANTED = Text("un nombre d’euros entiers", "a whole number of euros")
_KNOWN = {
    Known.NOT_CHOSEN: Text("à choisir", "to be chosen"),
    Known.NOT_STATED: Text("non fixé", "not stated"),
}
_SHARE = Text("coût du mois, part de {site}", "cost of the month, share of {site}")
_SINCE = Text("valeur depuis le {since:%d/%m/%Y}, {title} ({confidence})",
              "value since {since:%d/%m/%Y}, {title} ({confidence})")  # fmt: skip


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    params = [
        parameters.month(lang, required=True),
        parameters.post(lang),
        *chosen(lang),
        parameters.form(lang, (parameters.TEXT, parameters.JSON, CSV)),
    ]
    return Command("money", session, _ABOUT, params=params, run=_run)


def chosen(lang: Lang) -> tuple[Option, ...]:
    """What no text decides: somebody has to say it."""
    amount = Kind("EUROS", _EUROS_WANTED, _cents, lang)
    return (
        Option(["--aid"], _AID.say(lang), type=parameters.anything("CODE", lang)),
        Option(["--cost"], _COST.say(lang), type=amount),
        Option(["--on-call"], _ON_CALL.say(lang), type=amount),
    )


def _cents(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(text)
    return 100 * int(text)


def _run(
    session: Session,
    *,
    month: str,
    post: str | None,
    aid: str | None,
    cost: int | None,
    on_call: int | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    with target.workspace(session) as found:
        try:
            told = money.money_of(found, month, Chosen(aid, cost, on_call), post)
        except ValueError:
            raise Misuse(money.OUT_OF_BOUNDS) from None
    if format == parameters.JSON:
        session.write_json({"month": month, "posts": [_as_json(one, session.lang) for one in told]})
    elif format == CSV:
        text = to_csv((each for one in told for each in one.sums), session.lang)
        session.write(text.replace("\r\n", "\n").rstrip("\n"))
    else:
        for one in told:
            _tell(session.page, one)
    return 0


def _tell(page: Page, one: Money) -> None:
    lang = page.lang
    page.title(one.post)
    for each in one.sums:
        page.item(f"{_amount(each, lang)} · {each.name.say(lang)} · {each.told.say(lang)}")
        if each.since is not None and each.source is not None:
            title, confidence = each.source.title.say(lang), each.source.confidence
            told = _SINCE.say(lang, since=each.since, title=title, confidence=confidence)
            page.item(told, "dim", depth=3, mark="→")
    for site, cents in one.shares.items():
        page.item(f"{euros(cents, lang)} · {_SHARE.say(lang, site=site)}")


def _amount(each: Sum, lang: Lang) -> str:
    return _KNOWN[each.known].say(lang) if each.cents is None else euros(each.cents, lang)


def _as_json(one: Money, lang: Lang) -> dict[str, object]:
    return {
        "post": one.post,
        "sums": [
            {
                "code": each.code,
                "name": each.name.say(lang),
                "known": str(each.known),
                "cents": each.cents,
                "told": each.told.say(lang),
                "first": each.span.first.isoformat(),
                "last": each.span.last.isoformat(),
                "since": each.since.isoformat() if each.since else None,
                "source": each.source.title.say(lang) if each.source else None,
                "confidence": each.source.confidence if each.source else None,
                "claims_law": each.claims_law,
            }
            for each in one.sums
        ],
        "cost_shares": [{"site": site, "cents": cents} for site, cents in one.shares.items()],
    }

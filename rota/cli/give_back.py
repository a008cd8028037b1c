"""``rota give-back``: a debt between two sites is settled by service that the one gives to the other."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command, Kind, Option
from rota.cli.session import Session
from rota.explain import half_days
from rota.model.units import Parts
from rota.reconcile.cells import half_days_in
from rota.sites.record import Wrong
from rota.words import Text
from rota.workspace.giving_back import give_back

_ABOUT = Text(
    "Règle une dette inscrite entre deux sites (récupération, report) : le site qui doit, et qui écrit, donne"
    " à l’autre du service qui lui est dû. Les deux chefs en sont d’accord : --agreed nomme leur accord.",
    "Settles a debt booked between two sites (recovery, carried over): the site that owes, which writes,"
    " gives service due to it to the other. Both heads agree: --agreed names their agreement.",
)
_TO = Text("Le site à qui c’est dû.", "The site that is owed.")
_HALF_DAYS = Text("Demi-journées données : 1, 0,5.", "Half-days given: 1, 0.5.")
_WANTED = Text("des demi-journées : 1, 0,5", "half-days: 1, 0.5")
_AGREED = Text(
    "L’accord des deux chefs : un code ou une date.", "The agreement of both heads: a code or a date."
)
_DONE = Text(
    "{post} : {site} donne {given} demi-journée(s) à {to}, en {month}.",
    "{post}: {site} gives {given} half-day(s) to {to}, in {month}.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    code = parameters.anything("CODE", lang)
    params = [
        parameters.post(lang, required=True),
        parameters.seat(lang),
        Option(["--to", "creditor"], _TO.say(lang), type=code, required=True),
        Option(
            ["--half-days", "parts"],
            _HALF_DAYS.say(lang),
            type=Kind("N", _WANTED, _parts, lang),
            required=True,
        ),
        parameters.month(lang, required=True),
        Option(["--agreed"], _AGREED.say(lang), type=code, required=True),
        parameters.form(lang),
    ]
    return Command("give-back", session, _ABOUT, params=params, run=_run)


def _parts(text: str) -> Parts:
    try:
        return half_days_in(text)
    except Wrong as wrong:
        raise ValueError(text) from wrong


def _run(
    session: Session,
    *,
    post: str,
    seat: str,
    creditor: str,
    parts: Parts,
    month: str,
    agreed: str,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    with target.workspace(session) as found:
        drafts = give_back(found, post, seat, creditor, parts, month=month, agreed=agreed)
    if format == parameters.JSON:
        told = {"post": post, "site": seat, "to": creditor, "month": month, "half_days_60": parts}
        session.write_json({**told, "entries": len(drafts)})
    else:
        session.say(_DONE, post=post, site=seat, given=half_days(parts), to=creditor, month=month)
    return 0

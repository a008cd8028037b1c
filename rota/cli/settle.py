"""``rota settle``: a party agrees to what becomes of a difference; it is written once all have."""

import click

from rota.cli import findings, parameters, target
from rota.cli.bilingual import Argument, Command, Kind, Option
from rota.cli.reconcile import difference_json
from rota.cli.session import Session
from rota.reconcile import Choice
from rota.words import Text
from rota.workspace import reconciling

UNLAWFUL = 1
_ABOUT = Text(
    "Une partie (un site, ou un médecin avec --for) accepte ce qui est décidé d’un écart ; il est écrit quand"
    " toutes ont accepté la même chose. Un remplacement ou un échange est rejugé : repos, gardes, parts."
    " Code 1 : il enfreint une règle de loi.",
    "A party (a site, or a doctor with --for) agrees to what becomes of a difference; it is written once all"
    " have agreed to the same. A stand-in or a swap is judged again: rest, duty, shares. Exit code 1: it"
    " breaks a LAW rule.",
)
_NAME = Text("L’écart, comme rota reconcile le nomme.", "The difference, as rota reconcile names it.")
_CHOICE = Text("Ce qui est décidé.", "What is decided.")
_PARTY = Text("Le poste dont le médecin accepte.", "The post whose doctor agrees.")
_PARTS = Text(
    "Avec shared : 60es de demi-journée par site, comme CH=60 ou bien CH=30,CHU=30.",
    "With shared: 60ths of a half-day by site, as CH=60, or CH=30,CHU=30.",
)
_PARTS_WANTED = Text("CH=60 ou CH=30,CHU=30", "CH=60 or CH=30,CHU=30")
_AWAITED = Text("Accord noté ; attendu encore : {parties}.", "Noted; still awaited: {parties}.")
_DONE = Text("Réglé : {count} écriture(s).", "Settled: {count} entry(ies).")
_JUDGED = Text("Ce que l’échange enfreint", "What the swap breaks")
_NOTHING = Text("Rien : repos, gardes et parts tiennent.", "Nothing: rest, duty and shares hold.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    kinds = [str(choice) for choice in Choice]
    params = [
        Argument("name", _NAME.say(lang), type=parameters.anything("DIFFERENCE", lang), metavar="DIFFERENCE"),
        Argument("choice", _CHOICE.say(lang), type=parameters.words("|".join(kinds), kinds, lang)),
        parameters.seat(lang),
        Option(["--for", "party"], _PARTY.say(lang), type=parameters.anything("CODE", lang)),
        Option(["--parts"], _PARTS.say(lang), type=Kind("SITE=N", _PARTS_WANTED, _parts, lang)),
        parameters.form(lang),
    ]
    return Command("settle", session, _ABOUT, params=params, run=_run)


def _parts(text: str) -> dict[str, int]:
    pairs = (each.partition("=") for each in text.split(","))
    found = {site.strip(): int(amount) for site, _, amount in pairs}
    if any(not 0 <= amount <= 240 for amount in found.values()):
        raise ValueError(text)
    return found


def _run(
    session: Session,
    *,
    name: str,
    choice: str,
    seat: str,
    party: str | None,
    parts: dict[str, int] | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    with target.workspace(session) as found:
        done = reconciling.settle(found, name, choice, seat, party=party, parts=parts)
        problem = found.problem
    if format == parameters.JSON:
        told = {**difference_json(done.difference, session.lang), "choice": done.decision.code}
        session.write_json({**told, "missing": list(done.missing), "entries": done.entries})
    else:
        session.page.paragraph(done.difference.text.say(session.lang))
        if done.judged is not None:
            session.page.title(_JUDGED.say(session.lang))
            for finding in done.judged.findings:
                session.page.item(findings.told(finding, problem, session.lang))
            if not done.judged.findings:
                session.page.item(_NOTHING.say(session.lang))
            session.page.gap()
        if done.missing:
            session.page.say(_AWAITED, parties=", ".join(done.missing))
        else:
            session.page.say(_DONE, count=done.entries)
    return UNLAWFUL if done.judged is not None and done.judged.refused else 0

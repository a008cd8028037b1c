"""``rota propose`` and ``rota agree``: every site concerned agrees to a version before it is published."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.plans import as_json
from rota.cli.session import Session
from rota.store import PlanState
from rota.words import Text
from rota.workspace import agreeing
from rota.workspace.plans import STATES, StoredPlan

_PROPOSE = Text(
    "Demande à chaque site concerné d’accepter une version ; le site qui propose l’accepte par là.",
    "Asks every site concerned to agree to a version; the site that proposes agrees by it.",
)
_STATE = Text("{name} : {state}.", "{name}: {state}.")
_AWAITED = Text(
    "Accord attendu : {sites}. Chacun : rota agree {name} --site CODE.",
    "Agreement awaited: {sites}. Each: rota agree {name} --site CODE.",
)
_READY = Text(
    "Tous les sites ont accepté : rota publish {name} --site {site}.",
    "Every site has agreed: rota publish {name} --site {site}.",
)


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    shared = [parameters.version(lang), parameters.seat(lang), parameters.form(lang)]
    return Command("propose", session, _PROPOSE, params=shared, run=_run)


def _run(session: Session, *, version: str, seat: str, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        plan = agreeing.propose(found, version, seat)
    return tell(session, plan, format)


def tell(session: Session, plan: StoredPlan, form: str) -> int:
    """Where a version stands, and what comes next."""
    if form == parameters.JSON:
        session.write_json(as_json(plan))
        return 0
    version, name = plan.version, plan.name
    session.say(_STATE, name=name, state=STATES[version.state].say(session.lang))
    awaited = sorted(set(version.asked) - set(version.agreed))
    if awaited:
        session.say(_AWAITED, sites=", ".join(awaited), name=name)
    elif version.state is PlanState.AGREED:
        session.say(_READY, name=name, site=version.author_site)
    return 0

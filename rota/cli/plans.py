"""``rota plans``: the stored plans, their versions and where each stands."""

import click

from rota.cli import parameters, target
from rota.cli.bilingual import Command
from rota.cli.session import Session
from rota.words import Text, day_short
from rota.workspace import plans
from rota.workspace.plans import StoredPlan

_ABOUT = Text(
    "Liste les versions de chaque planning : brouillon, proposé, accepté, publié, remplacé.",
    "Lists the versions of each plan: draft, proposed, agreed, published, superseded.",
)
_NONE = Text("Aucun planning.", "No plan.")
_HEADER = (
    Text("version", "version"),
    Text("état", "state"),
    Text("du – au", "from – to"),
    Text("par", "by"),
    Text("accords", "agreed"),
)
_UNDOES = Text("reprend v{version}", "takes up v{version}")


def command(session: Session) -> click.Command:
    """The command."""
    return Command("plans", session, _ABOUT, params=[parameters.form(session.lang)], run=_run)


def _run(session: Session, *, format: str) -> int:  # noqa: A002
    with target.workspace(session) as found:
        known = plans.versions(found)
    if format == parameters.JSON:
        session.write_json({"plans": [as_json(plan) for plan in known]})
    elif not known:
        session.say(_NONE)
    else:
        lang = session.lang
        rows = [[title.say(lang) for title in _HEADER], *(_row(session, plan) for plan in known)]
        session.page.table(rows)
    return 0


def as_json(plan: StoredPlan) -> dict[str, object]:
    """A version, for a script."""
    version = plan.version
    return {
        "version": plan.name,
        "plan": version.plan,
        "number": version.version,
        "state": version.state.value,
        "first": plan.span.first.isoformat(),
        "last": plan.span.last.isoformat(),
        "author": version.author,
        "site": version.author_site,
        "made_at": version.made_at.isoformat(),
        "undoes": version.undoes,
        "asked": list(version.asked),
        "agreed": list(version.agreed),
    }


def _row(session: Session, plan: StoredPlan) -> list[str]:
    version, lang = plan.version, session.lang
    agreed = (
        f"{len(version.agreed)}/{len(version.asked)} {', '.join(version.agreed)}" if version.asked else ""
    )
    undoes = _UNDOES.say(lang, version=version.undoes) if version.undoes else ""
    days = f"{day_short(plan.span.first, lang)} – {day_short(plan.span.last, lang)}"
    told = ", ".join(part for part in (agreed, undoes) if part)
    return [plan.name, plans.STATES[version.state].say(lang), days, version.author_site, told]

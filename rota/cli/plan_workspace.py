"""``rota plan`` on a workspace: the plan found becomes a draft version that both sites see."""

import os
from dataclasses import dataclass
from pathlib import Path

from rota import plan_file
from rota import service as verbs
from rota.cli import parameters, summary, target
from rota.cli.misuse import Misuse
from rota.cli.plan import Made, Request, refuse_unwritable, tell_none, unwritable
from rota.cli.progress import Watch
from rota.cli.session import Session
from rota.errors import reason_of
from rota.explain.grid import Judged
from rota.model.facts import SiteId
from rota.sites.faults import clean
from rota.store import PlanChanged
from rota.words import Text
from rota.workspace import drafting
from rota.workspace.address import SITE_VARIABLE
from rota.workspace.opened import Workspace
from rota.workspace.plans import StoredPlan, name_of

_AGAINST = Text(
    "--against ne va qu’avec SITE : la base de travail sait ce qui est publié.",
    "--against goes with SITE only: the workspace knows what is published.",
)
_STORED = Text("Brouillon gardé : {name}.", "Draft stored: {name}.")
_NEXT = Text(
    "Ensuite : rota propose {name} --site {site}, rota agree par chaque autre site, rota publish.",
    "Next: rota propose {name} --site {site}, rota agree by each other site, rota publish.",
)
_ON = Text(
    "{name} vient de {site}. La voir : rota show {name}, rota diff published {name} ; puis décider : refaire"
    " le planning en la nommant, --on {name}.",
    "{name} comes from {site}. See it: rota show {name}, rota diff published {name}; then decide: plan again"
    " and name it, --on {name}.",
)
_KEPT = Text(
    "Votre planning n’est pas dans la base, mais dans {file} : rota keep {file} --on VERSION l’y garde.",
    "Your plan is not stored, but in {file}: rota keep {file} --on VERSION stores it.",
)


@dataclass(frozen=True, slots=True)
class Where:
    """What the words of the command say of the workspace."""

    out: Path | None
    site: str | None
    on: str | None


def run(session: Session, request: Request, where: Where, form: str) -> int:
    """Search with progress, and store the plan found."""
    if request.against is not None:
        raise Misuse(_AGAINST)
    if where.out is not None:
        refuse_unwritable(request)
    with target.workspace(session) as found:
        site = seat(found, where.site)
        try:
            made, stored = _make(session, found, request, site, where)
        except PlanChanged as error:
            _tell_changed(session, error)
            raise
        if stored is None or made.content is None:
            return tell_none(session, made, form)
    judged = Judged.of(made.problem, made.content.plan)
    if form == parameters.JSON:
        session.write_json({"version": stored.name, **summary.as_json(made.content, judged, session.lang)})
        return 0
    summary.tell_plan(session.page, made.content, judged)
    session.page.gap()
    session.page.say(_STORED, name=stored.name)
    session.page.say(_NEXT, name=stored.name, site=site)
    return 0


def seat(workspace: Workspace, code: str | None) -> SiteId:
    """The site that speaks: the one named, that of ``ROTA_SITE``, else the first employer."""
    named = code or os.environ.get(SITE_VARIABLE, "").strip()
    return workspace.site(named) if named else workspace.facts.conventions[0].employer


def _make(
    session: Session, found: Workspace, request: Request, site: SiteId, where: Where
) -> tuple[Made, StoredPlan | None]:
    asked = drafting.question(
        found,
        request.first,
        request.weeks,
        site=site,
        on=where.on,
        pins=request.pins,
        freeze_until=request.freeze_until,
    )
    outcome = Watch(session).run(
        lambda on_progress, stop: verbs.make_plan(asked.problem, request.settings, on_progress, stop)
    )
    if outcome.plan is None:
        return Made(asked.problem, outcome, None), None
    content = drafting.file_of(asked, outcome, request.settings, session.clock)
    if where.out is not None:
        _write(where.out, content)
    try:
        stored = drafting.keep(found, asked, content, site)
    except PlanChanged:
        _write(request.out, content)
        session.note(_KEPT, file=clean(str(request.out)))
        raise
    return Made(asked.problem, outcome, content), stored


def _write(out: Path, content: plan_file.PlanFile) -> None:
    try:
        plan_file.write(out, content)
    except OSError as error:
        raise unwritable(out, reason_of(error)) from error


def _tell_changed(session: Session, error: PlanChanged) -> None:
    if error.theirs is not None:
        session.note(_ON, name=name_of(error.theirs), site=error.theirs.author_site)

"""``rota plan``: makes a plan and writes it."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from rota import plan_file
from rota import service as verbs
from rota.cli import conflict, parameters, summary, target
from rota.cli.bilingual import Command, Option
from rota.cli.misuse import Misuse
from rota.cli.progress import Watch
from rota.cli.session import Session
from rota.errors import UserError, reason_of
from rota.explain.grid import Judged
from rota.model.problem import Problem
from rota.plan_file import PlanFile
from rota.scheduler.outcome import Outcome, Settings, Status, StoppedBy
from rota.service import Opened
from rota.sites.faults import clean
from rota.words import Text

CONTRADICTION, INTERRUPTED = 3, 130
DEFAULT_OUT = Path("PLAN.json")
_WEEKS_MAX = 60

_ABOUT = Text(
    "Fait un planning et l’écrit. Ctrl-C arrête la recherche et garde le meilleur planning trouvé."
    " Code 0 : planning écrit ; 2 : entrée refusée ; 3 : des règles de loi et des épingles se contredisent,"
    " et le conflit est nommé.",
    "Makes a plan and writes it. Ctrl-C stops the search and keeps the best plan so far. Exit code 0: plan"
    " written; 2: input refused; 3: LAW rules and pins contradict each other, and the conflict is named.",
)
_FROM = Text("Premier jour, d’habitude un lundi.", "First day, usually a Monday.")
_WEEKS = Text("Nombre de semaines.", "Number of weeks.")
_OUT = Text("Fichier à écrire ; PLAN.json par défaut.", "File to write; PLAN.json by default.")
_AGAINST = Text(
    "Planning publié : ce qui précède --from est passé, le reste change le moins possible.",
    "Published plan: what comes before --from is past, the rest changes as little as can be.",
)
_FREEZE = Text(
    "Avec --against : rien ne change jusqu’à ce jour inclus.",
    "With --against: nothing changes up to this day.",
)
_PINS = Text(
    "Cases décidées (CSV : owner,post,day,half,set).", "Decided cells (CSV: owner,post,day,half,set)."
)
_GAP = Text(
    "Écart à la borne prouvée auquel s’arrêter ; 0.01 par défaut, 0 cherche la preuve.",
    "Gap to the proven bound at which to stop; 0.01 by default, 0 searches for the proof.",
)
_LIMIT = Text("Secondes au plus ; 60 par défaut.", "Seconds at most; 60 by default.")
_SEED = Text("Graine ; la même redonne le même planning.", "Seed; the same one gives the same plan.")
_SEAT = Text(
    "Dans la base de travail : le site qui planifie (ROTA_SITE par défaut).",
    "On a workspace: the site that plans (ROTA_SITE by default).",
)
_ON = Text(
    "Dans la base de travail : la version vue, quand l’autre site en a fait une.",
    "On a workspace: the version seen, where the other site has made one.",
)
_WORKSPACE_ONLY = Text(
    "--site et --on ne vont qu’avec la base de travail, sans SITE.",
    "--site and --on go with the workspace only, without SITE.",
)
_FREEZE_ALONE = Text("--freeze-until ne va qu’avec --against.", "--freeze-until goes with --against only.")
_OVERWRITE = Text(
    "Le planning publié {file} serait écrasé : donner un autre fichier avec --out.",
    "The published plan {file} would be overwritten: give another file with --out.",
)
_UNWRITABLE = Text(
    "{file} ne peut pas être écrit ({reason}) : donner un autre fichier avec --out.",
    "{file} cannot be written ({reason}): give another file with --out.",
)
_NO_FOLDER = Text("son dossier n’existe pas", "its folder does not exist")
_IS_FOLDER = Text("c’est un dossier", "it is a folder")
_NO_FILE = Text("ce n’est pas un fichier ordinaire", "it is no ordinary file")
_DENIED = Text("droits insuffisants", "permission denied")
_EARLIER = Text(
    "{file} a été fait pour un état antérieur du dossier : il est tenu pour le planning publié, jugé par le"
    " dossier d’aujourd’hui.",
    "{file} was made for an earlier state of the folder: it is taken as the published plan, judged by the"
    " folder as it is now.",
)
_LEFT_OUT = Text(
    "{count} affectation(s) de {file} laissées de côté : leur poste, service, activité ou ligne n’est plus.",
    "{count} placement(s) of {file} left out: their post, service, activity or line is no more.",
)
_NO_PLAN = Text(
    "Aucun planning trouvé dans le temps donné : en donner davantage avec --time-limit.",
    "No plan found in the time given: give more with --time-limit.",
)
_NONE_YET = Text("Interrompu avant qu’un planning soit trouvé.", "Interrupted before any plan was found.")
_WRITTEN = Text("Planning écrit : {file}", "Plan written: {file}")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    numbers = [
        Option(["--gap"], _GAP.say(lang), type=parameters.number(lang, "G", 0, 1), default=Settings().gap),
        Option(
            ["--time-limit"],
            _LIMIT.say(lang),
            type=parameters.number(lang, "S", 0.1, 86_400),
            default=Settings().time_limit_seconds,
        ),
        Option(["--seed"], _SEED.say(lang), type=parameters.whole(lang, "N", 0, 2**31 - 1), default=0),
    ]
    weeks = parameters.whole(lang, "N", 1, _WEEKS_MAX)
    return Command(
        "plan",
        session,
        _ABOUT,
        params=[
            parameters.site(lang),
            parameters.day(lang, "--from", _FROM, required=True, name="first"),
            Option(["--weeks"], _WEEKS.say(lang), type=weeks, required=True),
            parameters.path(lang, "--out", _OUT, "PLAN.json"),
            parameters.path(lang, "--against", _AGAINST, "PLAN.json"),
            parameters.day(lang, "--freeze-until", _FREEZE),
            parameters.path(lang, "--pins", _PINS, "FILE"),
            *numbers,
            Option(["--site", "seat"], _SEAT.say(lang), type=parameters.anything("CODE", lang)),
            Option(["--on"], _ON.say(lang), type=parameters.anything("V", lang)),
            parameters.form(lang),
        ],
        run=_run,
    )


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be planned, how hard to try, where it goes."""

    first: date
    weeks: int
    out: Path
    settings: Settings
    against: Path | None = None
    freeze_until: date | None = None
    pins: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a search came to; the content is None when there is no plan."""

    problem: Problem
    outcome: Outcome
    content: PlanFile | None


def _run(
    session: Session,
    *,
    site: Path | None,
    first: date,
    weeks: int,
    out: Path | None,
    against: Path | None,
    freeze_until: date | None,
    pins: Path | None,
    gap: float,
    time_limit: float,
    seed: int,
    seat: str | None,
    on: str | None,
    format: str,  # noqa: A002 (the name of the option)
) -> int:
    settings = Settings(gap=gap, time_limit_seconds=time_limit, seed=seed)
    request = Request(first, weeks, out or DEFAULT_OUT, settings, against, freeze_until, pins)
    (site,) = target.words(site)
    if site is None:
        from rota.cli import plan_workspace  # noqa: PLC0415 (the database is loaded by those who need it)

        return plan_workspace.run(session, request, plan_workspace.Where(out, seat, on), format)
    if seat is not None or on is not None:
        raise Misuse(_WORKSPACE_ONLY)
    opened = verbs.open_site(site)
    made = make(session, opened, request)
    if made.content is None:
        return tell_none(session, made, format)
    judged = Judged.of(made.problem, made.content.plan)
    if format == parameters.JSON:
        session.write_json({"out": str(request.out), **summary.as_json(made.content, judged, session.lang)})
    else:
        summary.tell_plan(session.page, made.content, judged)
        session.page.gap()
        session.page.say_path(_WRITTEN, file=clean(str(request.out)))
    return 0


def make(session: Session, opened: Opened, request: Request) -> Made:
    """Search with progress, and write the plan found."""
    refuse_unwritable(request)
    published = _published(session, opened, request)
    problem = verbs.make_problem(
        opened,
        request.first,
        request.weeks,
        against=published,
        pins=request.pins,
        freeze_until=request.freeze_until,
    )
    outcome = Watch(session).run(
        lambda on_progress, stop: verbs.make_plan(problem, request.settings, on_progress, stop)
    )
    if outcome.plan is None:
        return Made(problem, outcome, None)
    content = verbs.plan_file_of(opened, problem, outcome, request.settings, session.clock)
    try:
        plan_file.write(request.out, content)
    except OSError as error:
        raise unwritable(request.out, reason_of(error)) from error
    return Made(problem, outcome, content)


def refuse_unwritable(request: Request) -> None:
    """Refuse before the search what could not be written after it."""
    out = request.out
    if request.freeze_until is not None and request.against is None:
        raise Misuse(_FREEZE_ALONE)
    if request.against is not None and out.resolve() == request.against.resolve():
        raise UserError(_filled(_OVERWRITE, file=clean(str(out))))
    if out.is_dir():
        raise unwritable(out, _IS_FOLDER)
    if out.exists() and not out.is_file():
        raise unwritable(out, _NO_FILE)
    if not out.resolve().parent.is_dir():
        raise unwritable(out, _NO_FOLDER)
    if not os.access(out.resolve().parent, os.W_OK):
        raise unwritable(out, _DENIED)


def unwritable(out: Path, reason: Text) -> UserError:
    """Why a plan cannot be written, and what to do."""
    file = clean(str(out))
    return UserError(
        Text(
            _UNWRITABLE.fr.format(file=file, reason=reason.fr),
            _UNWRITABLE.en.format(file=file, reason=reason.en),
        )
    )


def _filled(text: Text, **values: str) -> Text:
    return Text(text.fr.format(**values), text.en.format(**values))


def _published(session: Session, opened: Opened, request: Request) -> PlanFile | None:
    if request.against is None:
        return None
    content, left_out = plan_file.read_earlier(request.against, opened.facts)
    file = clean(str(request.against))
    if content.fingerprint != opened.fingerprint:
        session.note(_EARLIER, file=file)
    if left_out:
        session.note(_LEFT_OUT, count=left_out, file=file)
    return content


def tell_none(session: Session, made: Made, form: str) -> int:
    """Why there is no plan; the exit code."""
    outcome = made.outcome
    interrupted = outcome.stopped_by is StoppedBy.USER
    if outcome.status is Status.IMPOSSIBLE and outcome.conflict is not None:
        code = CONTRADICTION
    else:
        session.note(_NONE_YET if interrupted else _NO_PLAN)
        code = INTERRUPTED if interrupted else 2
    found = outcome.conflict
    if form == parameters.JSON:
        told = conflict.as_json(found, made.problem, session.lang) if found else None
        session.write_json({"out": None, "status": str(outcome.status), "conflict": told})
    elif found is not None:
        conflict.tell_conflict(session.page, found, made.problem)
    return code

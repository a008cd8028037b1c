"""The command line. Thin: commands parse, call the verbs of :mod:`rota.service`, and show what they answer.

Exit codes: 0 fine · 1 LAW findings · 2 bad input · 3 LAW rules and pins contradict each other ·
70 a bug of ours · 130 interrupted before there was anything to keep.
"""

import sys
from collections.abc import Mapping, Sequence

import click

from rota import __version__
from rota.cli.bilingual import Group, Option
from rota.cli.locale import language
from rota.cli.misuse import told
from rota.cli.session import Session
from rota.errors import FaultyFolder, SolverDisagrees, UserError
from rota.words import Text

FINE, UNLAWFUL, BAD_INPUT, CONTRADICTION, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130

VERBS: Mapping[str, tuple[str, Text]] = {
    "demo": (
        "rota.cli.demo",
        Text("Le travail principal, du début à la fin.", "The main job, start to end."),
    ),
    "validate": (
        "rota.cli.validate",
        Text("Lire un dossier et dire ses fautes.", "Read a folder and tell its faults."),
    ),
    "plan": ("rota.cli.plan", Text("Faire un planning.", "Make a plan.")),
    "show": ("rota.cli.show", Text("Montrer un planning.", "Show a plan.")),
    "check": (
        "rota.cli.check",
        Text("Juger un planning règle par règle.", "Judge a plan, rule by rule."),
    ),
    "explain": (
        "rota.cli.explain",
        Text("Dire pourquoi une case est ainsi.", "Say why a cell is as it is."),
    ),
    "what-if": (
        "rota.cli.what_if",
        Text("Chiffrer un changement avant de le faire.", "Price an edit before it is made."),
    ),
    "diff": (
        "rota.cli.diff",
        Text("Ce qui change d’un planning à l’autre.", "What changes from one plan to another."),
    ),
    "typical-week": (
        "rota.cli.typical_week",
        Text("La semaine type de chaque poste.", "The typical week of each post."),
    ),
    "rules": (
        "rota.cli.rules",
        Text("Les règles, leurs chiffres et leurs sources.", "The rules, their figures and sources."),
    ),
    "tui": ("rota.cli.tui", Text("Planifier dans le terminal.", "Plan in the terminal.")),
    "serve-tui": (
        "rota.cli.serve_tui",
        Text("La même chose dans un navigateur.", "The same in a browser."),
    ),
    "export": ("rota.cli.export", Text("Écrire des calendriers.", "Write calendars.")),
    "feed": ("rota.cli.feed", Text("Agendas que suivent les téléphones.", "Calendars that phones follow.")),
    "init": (
        "rota.cli.init",
        Text("Faire une base de travail d’un dossier.", "Make a workspace from a folder."),
    ),
    "sync": (
        "rota.cli.sync",
        Text("Apporter un dossier modifié dans la base.", "Bring an edited folder into it."),
    ),
    "dump": ("rota.cli.dump", Text("Écrire le dossier de la base.", "Write its folder out.")),
    "backup": ("rota.cli.backup", Text("Sauvegarder la base, et vérifier.", "Back it up, and verify.")),
    "keep": ("rota.cli.keep", Text("Garder un fichier de planning.", "Store a plan file.")),
    "plans": ("rota.cli.plans", Text("Les versions des plannings.", "The versions of plans.")),
    "propose": (
        "rota.cli.propose",
        Text("Proposer une version aux autres sites.", "Propose a version to the other sites."),
    ),
    "agree": ("rota.cli.agree", Text("Accepter une version.", "Agree to a version.")),
    "publish": ("rota.cli.publish", Text("Publier une version acceptée.", "Publish an agreed version.")),
    "undo": ("rota.cli.undo", Text("Reprendre une version ancienne.", "Take up an earlier version.")),
    "attendance": (
        "rota.cli.attendance",
        Text("Ce que chaque site atteste.", "What each site states was done."),
    ),
    "reconcile": (
        "rota.cli.reconcile",
        Text("Comparer prévu et réalisé.", "Compare planned and actual."),
    ),
    "settle": ("rota.cli.settle", Text("Décider d’un écart.", "Decide on a difference.")),
    "give-back": (
        "rota.cli.give_back",
        Text("Régler une dette entre sites.", "Settle a debt between sites."),
    ),
    "leave": ("rota.cli.leave", Text("Congés : demander, voir.", "Leave: ask for it, see it.")),
    "balance": ("rota.cli.balance", Text("Où en est le temps.", "Where the time stands.")),
    "compliance": (
        "rota.cli.compliance",
        Text("Un feu par règle, et la suite.", "A light for each rule, and what comes."),
    ),
    "report": (
        "rota.cli.report",
        Text("Tableaux de service et bilans.", "Service tables and reports."),
    ),
    "money": ("rota.cli.money", Text("Aide, primes, coût partagé.", "Aid, bonus, the cost shared.")),
    "close": ("rota.cli.close", Text("Clore un mois, à deux.", "Close a month, by two signatures.")),
    "reopen": ("rota.cli.reopen", Text("Rouvrir un mois, à deux.", "Open a month again, by two.")),
    "ledger": ("rota.cli.ledger", Text("Le registre.", "The ledger: show, verify, export.")),
    "correct": ("rota.cli.correct", Text("Reprendre une écriture.", "Take an entry back.")),
}
"""Each command with the module that holds it and what it is for, in the order in which the work goes."""

_ABOUT = Text(
    "Planifie le travail des médecins dont le poste est partagé entre deux hôpitaux, prouve qu’aucune règle"
    " n’est enfreinte, et dit pourquoi chaque chose est comme elle est.",
    "Plans the work of doctors whose post is shared between two hospitals, proves that no rule is broken, and"
    " says why each thing is as it is.",
)
_VERSION = Text("Montrer la version.", "Show the version.")
_INTERRUPTED = Text("Interrompu.", "Interrupted.")
_OUR_BUG = Text(
    "Erreur de ce programme, pas de votre dossier : le vérificateur refuse ce que propose le solveur"
    " ({reason}). Aucun planning n’est montré.",
    "A bug of this program, not of your folder: the checker refuses what the solver proposes ({reason})."
    " No plan is shown.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    session = Session.open(language(words))
    try:
        return _run(session, words)
    except click.ClickException as error:
        session.complain(told(error, session.lang))
    except FaultyFolder as error:
        _complain_of_folder(session, error)
    except UserError as error:
        session.complain(error.text.say(session.lang))
    except SolverDisagrees as error:
        session.note(_OUR_BUG, reason=error)
        return OUR_BUG
    except (KeyboardInterrupt, click.Abort):
        session.note(_INTERRUPTED)
        return INTERRUPTED
    finally:
        session.out.flush()
        session.err.flush()
    return BAD_INPUT


def _run(session: Session, words: list[str]) -> int:
    if _nothing_asked(words) and session.out.isatty() and sys.stdin.isatty():
        from rota.cli.tui import home  # noqa: PLC0415 (only a person who asks for nothing pays for it)

        return home(session)
    root = Group("rota", session, _ABOUT, VERBS)
    root.params.append(_version_option(session))
    try:
        with root.make_context("rota", words) as ctx:
            return int(root.invoke(ctx))
    except click.exceptions.Exit as end:
        return end.exit_code


def _nothing_asked(words: list[str]) -> bool:
    """Whether nothing but a language was given."""
    return not words or (words[0] == "--lang" and len(words) == 2) or words == [f"--lang={words[0][7:]}"]


def _version_option(session: Session) -> Option:
    def show(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            session.write(f"rota {__version__}")
            ctx.exit()

    return Option(
        ["--version"],
        _VERSION.say(session.lang),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
    )


def _complain_of_folder(session: Session, error: FaultyFolder) -> None:
    from rota.sites import render_faults  # noqa: PLC0415 (only a faulty folder pays for it)

    session.complain(render_faults(error.faults, session.lang))
    session.complain("")
    session.complain(error.text.say(session.lang))

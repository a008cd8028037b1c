"""``rota report table``: the service table of a month, provisional or realised."""

from pathlib import Path

import click

from exports.papers.model import Form
from rota.cli import parameters, target
from rota.cli.bilingual import Command, Option
from rota.cli.session import Session
from rota.sites.faults import clean
from rota.words import Text

BOTH, KINDS = "both", ("provisional", "realised")
FORMS = (Form.XLSX, Form.CSV, Form.PDF)
_ABOUT = Text(
    "Écrit le tableau de service d’un mois, par code de poste : prévisionnel, depuis ce qui est publié ;"
    " réalisé, depuis ce que compte le registre, avec sa tête et les signatures des deux sites.",
    "Writes the service table of a month, by the code of each post: provisional from what is published;"
    " realised from what the ledger counts, with its head and the signatures of both sites.",
)
_SITE = Text(
    "Seulement les postes que ce site partage ; both pour tous.",
    "Only the posts that this site shares; both for all.",
)
_KIND = Text(
    "provisional : ce qui est publié ; realised : ce qui est compté.",
    "provisional: what is published; realised: what is counted.",
)
_FORMAT = Text("La sorte de fichier.", "The kind of file.")
_OUT = Text(
    "Fichier ou dossier où écrire ; le dossier courant par défaut.",
    "File or folder to write into; the working folder by default.",
)
_WRITTEN = Text("{file} est écrit.", "{file} is written.")


def command(session: Session) -> click.Command:
    """The command."""
    lang = session.lang
    return Command(
        "table",
        session,
        _ABOUT,
        params=[
            parameters.month(lang, required=True),
            Option(["--site"], _SITE.say(lang), type=parameters.anything("CODE", lang), default=BOTH),
            parameters.post(lang),
            Option(
                ["--kind"],
                _KIND.say(lang),
                type=parameters.words("|".join(KINDS), KINDS, lang),
                default=KINDS[0],
            ),
            form(session),
            parameters.path(lang, "--out", _OUT, "PATH"),
        ],
        run=_run,
    )


def form(session: Session, forms: tuple[Form, ...] = FORMS) -> Option:
    """The kind of file that a report is written as."""
    names = tuple(each.value for each in forms)
    kind = parameters.words("|".join(names), names, session.lang)
    return Option(["--format"], _FORMAT.say(session.lang), type=kind, default=names[0])


def tell_written(session: Session, path: Path) -> None:
    """Where a report is."""
    session.page.say_path(_WRITTEN, file=clean(str(path)))


def _run(
    session: Session,
    *,
    month: str,
    site: str,
    post: str | None,
    kind: str,
    format: str,  # noqa: A002
    out: Path | None,
) -> int:
    from exports import tables  # noqa: PLC0415 (the database is loaded by those who need it)

    with target.workspace(session) as found:
        asked = tables.Asked(
            month=month,
            kind=tables.TableKind(kind),
            site=None if site == BOTH else found.site(site),
            post=None if post is None else found.post(post),
        )
        written = tables.write(found, asked, Form(format), session.lang, out)
    tell_written(session, written)
    return 0

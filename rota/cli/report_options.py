"""What the reports have in common: the period, the kind of file, where it goes."""

from pathlib import Path

import click

from exports.papers.model import Form
from rota.cli import parameters
from rota.cli import period as periods
from rota.cli.bilingual import Kind, Option
from rota.cli.report_table import form, tell_written
from rota.cli.session import Session
from rota.words import Lang, Text
from rota.workspace.report_period import HALF_YEAR

FORMS = (Form.PDF, Form.XLSX, Form.HTML, Form.CSV)
"""Kinds of file, the one that people print first."""
WRITING = Text("Rapport", "Report")
_PERIOD = Text(
    "week, month, four-months, contract (ceux du jour --as-of), un mois comme 2026-12, un semestre comme"
    " 2026-S2.",
    "week, month, four-months, contract (those of the day --as-of), a month such as 2026-12, a half-year such"
    " as 2026-S2.",
)
_WANTED = Text(
    "week, month, four-months, contract, 2026-12 ou 2026-S2",
    "week, month, four-months, contract, 2026-12 or 2026-S2",
)
_OUT = Text(
    "Fichier ou dossier où écrire ; le dossier courant par défaut.",
    "File or folder to write into; the working folder by default.",
)


def period(lang: Lang, default: str | None = None) -> Option:
    """The period, half-years among them."""
    return Option(["--period"], _PERIOD.say(lang), type=Kind("PERIOD", _WANTED, _read, lang), default=default)


def writing(session: Session) -> tuple[click.Parameter, ...]:
    """The kind of file, and where it is written."""
    return form(session, FORMS), parameters.path(session.lang, "--out", _OUT, "PATH")


def tell(session: Session, path: Path) -> None:
    """Where the report is."""
    tell_written(session, path)


def _read(text: str) -> str:
    return text if HALF_YEAR.fullmatch(text) else periods.read(text)

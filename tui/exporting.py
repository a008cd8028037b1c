"""What can be written to files from the application."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from exports import reports, tables
from exports.ical import write_calendars
from exports.papers import Form as FileForm
from rota.clock import Clock
from rota.errors import UserError, reason_of
from rota.model.facts import PostId, SiteId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.money import OUT_OF_BOUNDS, Chosen
from rota.workspace.opened import Workspace
from tui.widgets import form_fields as f


class Kind(StrEnum):
    """What is written."""

    PROVISIONAL = "provisional"
    REALISED = "realised"
    COMPLIANCE = "compliance"
    HALF_YEAR = "half-year"
    FINAL = "final"
    SHARES = "shares"
    CALENDARS = "calendars"


TABLES = (Kind.PROVISIONAL, Kind.REALISED)
OF_POST = (Kind.HALF_YEAR, Kind.FINAL)
PAPERS = tuple(kind for kind in Kind if kind is not Kind.CALENDARS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be written, where."""

    kind: Kind
    folder: Path
    form: FileForm = FileForm.PDF
    period: str | None = None
    """As reports name it; None for the usual one."""
    post: PostId | None = None
    site: SiteId | None = None
    given: Chosen = Chosen()


@dataclass(frozen=True, slots=True)
class Written:
    """Where it is."""

    path: Path
    files: int = 1
    lawful: bool = True
    """Whether no LAW rule is broken, as far as what was written tells."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The plan that is open, of which calendars are written."""

    problem: Problem
    plan: Plan


def write(workspace: Workspace, asked: Asked, lang: Lang, desk: Desk | None) -> Written:
    """Write what was asked.

    Raises:
        UserError: nothing is known of it, or it cannot be written.
        Mistakes: the sum on call lies outside the bounds of its text.
    """
    to = reports.To(asked.form, lang, asked.folder)
    match asked.kind:
        case Kind.PROVISIONAL | Kind.REALISED:
            assert asked.period is not None, "a table is of a month"
            kind = tables.TableKind(asked.kind)
            table = tables.Asked(asked.period, kind, asked.site, asked.post)
            return Written(tables.write(workspace, table, asked.form, lang, asked.folder))
        case Kind.COMPLIANCE:
            written = reports.write_compliance(
                workspace, to, period=asked.period, post=asked.post, site=asked.site
            )
            return Written(written.path, lawful=written.exit_code == 0)
        case Kind.HALF_YEAR | Kind.FINAL:
            assert asked.post is not None, "a report is of a post"
            which = reports.PostReportKind(asked.kind)
            return Written(reports.write_post(workspace, asked.post, which, to, period=asked.period).path)
        case Kind.SHARES:
            return _shares(workspace, asked, to)
        case Kind.CALENDARS:
            return calendars(desk, asked.folder / CALENDARS, lang, workspace.clock)


def _shares(workspace: Workspace, asked: Asked, to: reports.To) -> Written:
    assert asked.period is not None, "costs are those of months"
    try:
        return Written(reports.write_shares(workspace, asked.period, asked.given, to, post=asked.post).path)
    except ValueError:
        raise f.Mistakes({"on_call": OUT_OF_BOUNDS}) from None


def calendars(desk: Desk | None, folder: Path, lang: Lang, clock: Clock) -> Written:
    """Write a calendar file for each post of a plan.

    Raises:
        UserError: they cannot be written.
        Mistakes: no plan is open.
    """
    if desk is None:
        raise f.Mistakes({"kind": NO_PLAN})
    try:
        files = write_calendars(desk.problem, desk.plan, folder, lang=lang, clock=clock)
    except OSError as error:
        why, name = reason_of(error), clean(str(folder))
        raise UserError(
            Text(f"{name} : écriture impossible ({why.fr}).", f"{name}: it cannot be written ({why.en}).")
        ) from error
    return Written(folder, files=len(files))


CALENDARS = "calendars"
"""The folder of the calendar files, within the one named."""
NO_PLAN = Text("Ouvrir d’abord un planning (F2).", "Open a plan first (F2).")

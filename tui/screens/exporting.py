"""The form that writes papers and calendars, above any screen of a workspace."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from rota.sites.faults import clean
from rota.words import Text
from tui import exporting as e
from tui.exporting_form import Fields, started
from tui.screens.form import Form, FormScreen
from tui.screens.planner import PlannerScreen
from tui.shared import Shared

if TYPE_CHECKING:
    from tui.housing import Housing


def open_exports(app: "Housing", shared: Shared, starts: Mapping[str, object]) -> None:
    """Ask what is to be written; tell where it is.

    Args:
        app: The application.
        shared: The workspace.
        starts: What stands in some fields at first, by key.
    """
    if isinstance(app.screen, ModalScreen):
        return
    workspace = shared.workspace
    fields = Fields(workspace.facts, workspace.today)
    first = {"folder": here_of(app), **starts}
    form = Form(
        name=" ".join(["export", *(f"{key}={start}" for key, start in starts.items())]),
        title=TITLE,
        fields=started(fields, first),
        make=fields.make,
        about=ABOUT,
        save=partial(_save, app, shared),
    )
    app.push_screen(FormScreen(form), partial(_told, app))


def here_of(app: "Housing") -> str:
    """The folder in which the application was opened."""
    return str(app.given.here.resolve())


def _save(app: "Housing", shared: Shared, asked: e.Asked) -> e.Written:
    """Beside the keyboard: a report of many posts takes some seconds."""
    app.call_from_thread(app.tell, WRITING)
    return e.write(shared.fresh().workspace, asked, app.lang, _desk(app))


def _desk(app: "Housing") -> e.Desk | None:
    """The plan that is open under everything."""
    planner = next((one for one in app.screen_stack if isinstance(one, PlannerScreen)), None)
    return None if planner is None else e.Desk(planner.state.problem, planner.state.judged.plan)


def _told(app: "Housing", written: e.Written | None) -> None:
    if written is None:
        return
    path = clean(str(Path(written.path).resolve()))
    if written.files > 1:
        app.tell(FILES, count=written.files, path=path)
    else:
        app.tell(WRITTEN, path=path)
    if not written.lawful:
        app.tell(UNLAWFUL, severity="warning")


TITLE = Text("Écrire un document", "Write a paper")
ABOUT = Text(
    "Les chiffres sont ceux du registre et des plannings publiés ; un fichier du même nom est remplacé.",
    "Figures are those of the ledger and of published plans; a file of that name is replaced.",
)
WRITING = Text("Écriture…", "Writing…")
WRITTEN = Text("Écrit : {path}", "Written: {path}")
FILES = Text("{count} fichiers écrits : {path}", "{count} files written: {path}")
UNLAWFUL = Text(
    "Le rapport dit qu’une règle de loi n’est pas tenue.", "The report tells that a rule of law is broken."
)

"""What the planner writes: drafts at each change, the plan when asked, calendars."""

from dataclasses import replace
from pathlib import Path

from rota import plan_file
from rota.clock import Clock
from rota.errors import UserError
from rota.sites.faults import clean
from rota.words import Text
from tui.drafts import DraftKeeper, content_of, digest
from tui.screens.planner_base import PlannerBase


class Keeping(PlannerBase):
    """Nothing that was typed is lost, and nothing of somebody else is written over."""

    clock: Clock
    _keeper: DraftKeeper | None = None
    _digest = ""

    def begin_keeping(self) -> None:
        """From now on drafts are kept."""
        self._keeper = DraftKeeper(self.desk.path, self._draft_failed)
        self._digest = digest(self.desk.path)

    def end_keeping(self) -> None:
        """What is left is written."""
        if self._keeper is not None:
            self._keeper.close()

    def settle_draft(self) -> None:
        """The draft of the moment is on the disk."""
        if self._keeper is not None:
            self._keeper.settle()

    def _draft_failed(self, reason: str) -> None:
        """Told from the thread that writes."""
        self.app.call_from_thread(self.house.tell, DRAFT_FAILED, severity="error", reason=reason)

    def drafted(self) -> None:
        """Keep another draft; drop it when the file holds the same."""
        if self._keeper is None:
            return
        if self.state.unsaved:
            self._keeper.keep(content_of(self.state, self.desk.opened, self.clock))
        else:
            self._keeper.drop()

    def save(self) -> None:
        """The plan into its file; beside it, when somebody else has written there meanwhile."""
        path = self.desk.path
        if digest(path) != self._digest:
            path = _free_beside(path)
        try:
            plan_file.write(path, content_of(self.state, self.desk.opened, self.clock))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.house.tell(UNWRITABLE, severity="error", file=clean(path.name), reason=reason)
            return
        if path != self.desk.path:
            self._moved_to(path)
        self._digest = digest(path)
        self.become(replace(self.state, saved=self.state.draft))
        self.house.tell(SAVED, file=clean(path.name))

    def _moved_to(self, path: Path) -> None:
        self.house.tell(
            ELSEWHERE, severity="warning", file=clean(self.desk.path.name), other=clean(path.name)
        )
        self.keep_at(path)

    def keep_at(self, path: Path) -> None:
        """Drafts are named after another path from now on; those of the path before are dropped."""
        before, same = self._keeper, path == self.desk.path
        if same:
            return
        self.desk = replace(self.desk, path=path)
        self._keeper = DraftKeeper(path, self._draft_failed)
        if self.state.unsaved:
            self._keeper.keep(content_of(self.state, self.desk.opened, self.clock))
            self._keeper.settle()
        if before is not None:
            before.drop()
            before.close()

    def export_calendars(self) -> None:
        """One calendar file a post, beside the plan; on a workspace, in the working folder."""
        from exports.ical import write_calendars  # noqa: PLC0415 (a tenth of a second, for those who export)

        home = Path() if self.desk.stored is not None else self.desk.path.resolve().parent
        folder = home.resolve() / "calendars"
        try:
            files = write_calendars(
                self.state.problem, self.state.judged.plan, folder, lang=self.lang, clock=self.clock
            )
        except UserError as error:
            self.house.tell(error.text, severity="error")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.house.tell(UNWRITABLE, severity="error", file=folder.name, reason=reason)
        else:
            self.house.tell(EXPORTED, count=len(files), folder=clean(str(folder)))


def _free_beside(path: Path) -> Path:
    number = 2
    while (beside := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return beside


SAVED = Text("Enregistré : {file}.", "Saved: {file}.")
UNWRITABLE = Text(
    "{file} ne peut pas être écrit ({reason}) ; le brouillon reste gardé.",
    "{file} cannot be written ({reason}); the draft is still kept.",
)
DRAFT_FAILED = Text(
    "Le brouillon n’a pas pu être écrit ({reason}) : enregistrer ailleurs.",
    "The draft could not be written ({reason}): save elsewhere.",
)
ELSEWHERE = Text(
    "{file} a été changé entre-temps par quelqu’un d’autre : le vôtre est enregistré sous {other}.",
    "{file} was changed meanwhile by somebody else: yours is saved as {other}.",
)
EXPORTED = Text("{count} calendrier(s) écrit(s) dans {folder}.", "{count} calendar(s) written into {folder}.")

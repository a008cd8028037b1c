"""What the planner writes: drafts at each change, the plan when asked, calendars."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rota import plan_file
from rota.clock import Clock
from rota.errors import reason_of
from rota.sites.faults import clean
from rota.words import Text
from tui.drafts import DraftKeeper, content_of, digest
from tui.screens.planner_base import PlannerBase

if TYPE_CHECKING:
    from tui.exporting import Written


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

    def _draft_failed(self, reason: Text) -> None:
        """Told from the thread that writes."""
        said = reason.say(self.lang)
        self.app.call_from_thread(self.house.tell, DRAFT_FAILED, severity="error", reason=said)

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
            why = reason_of(error).say(self.lang)
            self.house.tell(UNWRITABLE, severity="error", file=clean(path.name), reason=why)
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
        home = Path() if self.desk.stored is not None else self.desk.path.resolve().parent
        problem, plan, lang, clock = self.state.problem, self.state.judged.plan, self.lang, self.clock

        def written() -> "Written":
            from tui import exporting  # noqa: PLC0415 (a tenth of a second, for those who export)

            folder = home.resolve() / exporting.CALENDARS
            return exporting.calendars(exporting.Desk(problem, plan), folder, lang, clock)

        def told(made: "Written") -> None:
            self.house.tell(EXPORTED, count=made.files, folder=clean(str(made.path)))

        self.beside(written, told, "calendars")


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

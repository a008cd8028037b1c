"""The planner on a workspace: versions are stored, and what others write meanwhile is taken or told."""

from dataclasses import replace
from pathlib import Path

from rota import plan_file
from rota.errors import UserError
from rota.explain.grid import Judged
from rota.store import PlanChanged, PlanState
from rota.words import Text
from rota.workspace import drafting, resuming
from rota.workspace.plans import StoredPlan
from rota.workspace.resuming import Resumed
from tui import opening_shared
from tui.drafts import content_of
from tui.news import News
from tui.opening import Desk
from tui.reading import Reading
from tui.screens.planner_keeping import Keeping
from tui.shared import Stored
from tui.state import AppState, Draft, Step


class Sharing(Keeping):
    """What is saved becomes the next version; nothing of somebody else is written over."""

    state_folder: Path
    """Where drafts of a workspace that is no file are kept."""

    @property
    def stored(self) -> Stored | None:
        """What is planned on the workspace; None on a folder."""
        return self.desk.stored

    def save(self) -> None:
        """The plan as the next version of the workspace; on a folder, into its file."""
        stored = self.stored
        if stored is None:
            super().save()
            return
        if stored.seen is not None and not self.state.unsaved and not stored.overtaken:
            self.house.tell(NOTHING, name=stored.seen.name)
            return
        draft, content = self.state.draft, content_of(self.state, self.desk.opened, self.clock)
        shared = stored.shared.fresh()
        self.beside(
            lambda: drafting.keep(shared.workspace, stored.asked, content, shared.site),
            lambda plan: self.kept(plan, draft),
            "writing",
            self._not_kept,
        )

    def kept(self, plan: StoredPlan, draft: Draft) -> None:
        """A version says what the draft said; what was changed meanwhile stays a draft, on that version."""
        stored = self.stored
        if stored is None or stored.asked.plan != plan.version.plan:
            return
        number = plan.version.version
        asked = replace(stored.asked, based_on=number)
        self.desk = replace(self.desk, stored=Stored(stored.shared, asked, plan, number))
        self._keep_beside(number)
        self.become(replace(self.state, saved=draft))
        self.house.live.wrote()
        self.house.tell(KEPT, name=plan.name)

    def _keep_beside(self, number: int) -> None:
        """Drafts are on another version from now on."""
        stored = self.stored
        if stored is not None:
            home = opening_shared.draft_home(stored.shared, self.state_folder, stored.asked.plan, number)
            self.keep_at(home)

    def take_seen(self, plan: StoredPlan) -> None:
        """The version that is open stands further on."""
        stored = self.stored
        if stored is not None:
            self.desk = replace(self.desk, stored=replace(stored, seen=plan))
            self.show()
            if plan.version.state is PlanState.PUBLISHED:
                self._judge_anew()

    def _not_kept(self, error: UserError) -> None:
        if isinstance(error, PlanChanged) and error.theirs is not None:
            self.overtaken(error)
        else:
            self.house.live.refused(error)

    def overtaken(self, error: PlanChanged) -> None:
        """Another version was saved meanwhile."""
        self.house.live.refused(error)

    def heard(self, news: News) -> None:
        """Take what others wrote, where nothing of one's own is lost by it; else tell that it is there."""
        stored = self.stored
        if stored is None:
            return
        plan, last = stored.asked.plan, stored.last
        last = max(last, news.heads.get(plan, 0))
        if news.about(plan) or last > stored.last:
            self.desk = replace(self.desk, stored=replace(stored, last=last))
            self._look_again()
        elif news.facts:
            self._judge_anew()
        self.show()

    def _look_again(self) -> None:
        """Where the version seen stands now; a later one is opened unless something here is unsaved."""
        stored = self.stored
        if stored is None:
            return
        if stored.overtaken and not self.state.unsaved and not self.busy:
            shared, plan = stored.shared.fresh(), stored.asked.plan
            self.beside(
                lambda: self._read_last(Stored(shared, stored.asked, None, 0), plan), self._take, "taking"
            )
        else:
            self._judge_anew()

    def _read_last(self, stored: Stored, plan: str) -> Desk | None:
        last = resuming.last(stored.shared.workspace, plan)
        if last is None:
            return None
        return opening_shared.open_version(stored.shared, self.state_folder, last)

    def _take(self, desk: Desk | None) -> None:
        """Open what was read in place of what is there, the cursor where it is; undo leads back."""
        if desk is None or desk.stored is None or self.stored is None or self.state.unsaved:
            return
        before, stored = self.state, desk.stored
        same = desk.state.problem.span == before.problem.span
        number = stored.asked.based_on
        self.desk = replace(desk, state=before)
        self.keep_at(desk.path)
        state = as_before(desk.state, before)
        if same:
            what = Text(f"version v{number}", f"version v{number}")
            state = replace(state, done=(*before.done, Step(before.draft, what)))
        self.become(state)
        self.house.tell(TAKEN, name=stored.seen.name if stored.seen else "")

    def _judge_anew(self) -> None:
        """The same plan and pins, judged by the facts and against what is published now."""
        stored, draft = self.stored, self.state.draft
        if stored is None:
            return
        shared, asked = stored.shared.fresh(), stored.asked
        body = plan_file.text_of(content_of(self.state, self.desk.opened, self.clock))
        first = self.state.problem.span.first

        def work() -> tuple[Resumed, StoredPlan | None]:
            found = resuming.anew(shared.workspace, asked.plan, asked.based_on, first, body)
            return found, resuming.version(shared.workspace, asked.plan, asked.based_on)

        self.beside(work, lambda found: self._judged_anew(*found, draft), "taking")

    def _judged_anew(self, found: Resumed, seen: StoredPlan | None, draft: Draft) -> None:
        stored = self.stored
        if stored is None or stored.asked.based_on != found.asked.based_on:
            return
        if self.state.draft != draft:
            self._judge_anew()
            return
        self.desk = replace(
            self.desk, opened=found.asked.opened, stored=replace(stored, asked=found.asked, seen=seen)
        )
        self.become(_judged(self.state, found.judged, left_out=found.left_out))


def as_before(state: AppState, before: AppState) -> AppState:
    """A state looked at as another was."""
    seen = before.cursor.post in state.problem.posts and before.cursor.day in state.judged.plan.span
    cursor = before.cursor if seen else state.cursor
    services = state.problem.services
    view = before.view if before.view.service is None or before.view.service in services else state.view
    return replace(state, cursor=cursor, view=view, clip=before.clip)


def _judged(state: AppState, judged: Judged, *, left_out: int) -> AppState:
    """The same draft judged anew; steps that speak of what is no more are forgotten."""
    now = Draft(judged.plan, judged.problem.pins)
    saved = now if not state.unsaved and not left_out else state.saved
    after = as_before(replace(state, reading=Reading(judged), saved=saved, proof=None), state)
    return replace(after, done=(), undone=()) if left_out else after


NOTHING = Text("Rien à enregistrer : {name} dit déjà cela.", "Nothing to save: {name} says so already.")
KEPT = Text(
    "Enregistré : brouillon {name}, visible de tous les sites.", "Saved: draft {name}, seen by every site."
)
TAKEN = Text(
    "La dernière version, {name}, est affichée ; u revient à la précédente.",
    "The last version, {name}, is shown; u goes back to the one before.",
)

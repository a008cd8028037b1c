"""The planner when another site saved first: both are shown, what is decided is the next version."""

from dataclasses import replace

from rota.store import PlanChanged
from rota.words import Text
from rota.workspace import resuming
from rota.workspace.plans import content_of
from tui import opening_shared
from tui.merging import Merge, Whose, merge
from tui.reading import Reading
from tui.screens.merge import MergeScreen
from tui.screens.planner_sharing import Sharing, as_before
from tui.shared import Stored
from tui.state import Draft, Step, judge, start


class Merging(Sharing):
    """Nothing of either site is lost."""

    def overtaken(self, error: PlanChanged) -> None:
        """Read what they saved, and compare."""
        stored, theirs = self.stored, error.theirs
        if stored is None or theirs is None:
            return
        self.desk = replace(self.desk, stored=replace(stored, last=theirs.version))
        self.show()
        shared, draft, seen = stored.shared.fresh(), self.state.draft, stored.seen

        def work() -> Merge:
            version = resuming.stored(shared.workspace, theirs)
            before = content_of(shared.workspace.facts, seen.version).plan if seen is not None else None
            return merge(resuming.resume(shared.workspace, version), draft, before, shared.site)

        self.beside(work, lambda found: self._show_both(found, draft), "reading", opens=True)

    def _show_both(self, found: Merge, draft: Draft) -> None:
        if self.state.draft != draft:
            self.save()
        elif all(whose is Whose.THEIRS for whose in found.whose):
            self._merged(found)
        elif self.app.screen is self:
            self.app.push_screen(MergeScreen(found), self._merged)

    def _merged(self, answer: Merge | None) -> None:
        """On their version from now on, with what was decided as the change; undo leads back to one's own."""
        stored = self.stored
        if answer is None or stored is None:
            self.house.tell(LATER)
            return
        theirs, asked = answer.their_version, answer.theirs.asked
        before = self.state
        state = as_before(start(answer.theirs.judged), before)
        drafted = replace(state, reading=Reading(judge(state.judged, answer.draft)))
        done = (*before.done, Step(before.draft, BOTH_STEP))
        same = before.problem.span == state.problem.span
        number = theirs.version.version
        desk = replace(self.desk, opened=asked.opened, stored=Stored(stored.shared, asked, theirs, number))
        self.desk = desk
        self.become(replace(drafted, done=done if same else ()))
        self.keep_at(opening_shared.draft_home(stored.shared, self.state_folder, asked.plan, number))
        if self.state.unsaved:
            self.save()
        else:
            self.house.tell(ALIKE, name=theirs.name)


LATER = Text(
    "Rien n’est enregistré ; votre brouillon est gardé, ctrl+s montre de nouveau les deux.",
    "Nothing is saved; your draft is kept, ctrl+s shows both again.",
)
BOTH_STEP = Text("réunion des deux versions", "both versions joined")
ALIKE = Text("{name} est affiché : rien de plus à enregistrer.", "{name} is shown: nothing more to save.")

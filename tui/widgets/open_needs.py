"""Beside the grid: what is asked and not filled, and who could fill it."""

from dataclasses import replace
from functools import partial

from textual import on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from rota.check import Finding
from rota.explain.grid import Judged
from rota.explain.holes import hole
from rota.words import Lang
from tui.messages import FillersFound, NeedChosen
from tui.reading import Reading
from tui.sentences import fillers_told, need_told
from tui.state import AppState
from tui.strings import FILLED_BY, MORE_OPEN, NO_OPEN, NOBODY, OPEN_TITLE

_SHOWN_MAX = 40
_CALM_SECONDS = 0.4
"""Without another plan, before who could fill each need is worked out beside the screen."""


class OpenNeeds(OptionList):
    """A list; Enter tells all about a need and offers to fill it."""

    DEFAULT_CSS = """
    OpenNeeds {
        border: none; border-left: solid $panel; padding: 0 1;
        background: $background; scrollbar-size: 1 1; height: 1fr;
    }
    OpenNeeds:focus { border: none; border-left: solid $accent; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._reading: Reading | None = None
        self._lang = Lang.FR
        self._findings: tuple[Finding, ...] = ()
        self._fillers: dict[Finding, str] = {}
        """What was last told of each; it stays until it is known again."""
        self._known: frozenset[Finding] = frozenset()
        """Those whose fillers are known for this very plan."""
        self._calm: Timer | None = None
        self._worker: Worker[None] | None = None

    def show(self, state: AppState, lang: Lang) -> None:
        """List what is open; nothing is listed anew while it stays the same."""
        if self._reading is state.reading and self._lang is lang:
            self._rest()
            return
        findings = state.reading.open_needs[:_SHOWN_MAX]
        same = findings == self._findings and self._lang is lang and self._reading is not None
        if self._lang is not lang:
            self._fillers.clear()
        self._reading, self._lang, self._findings = state.reading, lang, findings
        if not same:
            self._list()
        self._known = frozenset()
        self._rest()

    def _list(self) -> None:
        kept = self.highlighted
        self.set_options(self._options_told())
        if self._findings and kept is not None:
            self.highlighted = min(kept, len(self._findings))

    def _options_told(self) -> list[Option]:
        assert self._reading is not None, "a state was shown"
        count = len(self._reading.open_needs)
        title = OPEN_TITLE if count else NO_OPEN
        options = [Option(Content.styled(title.say(self._lang, count=count), "bold"), disabled=True)]
        options.extend(Option(self._told(finding)) for finding in self._findings)
        if count > len(self._findings):
            more = MORE_OPEN.say(self._lang, count=count - len(self._findings))
            options.append(Option(Content.styled(more, "$rota-quiet"), disabled=True))
        return options

    def _told(self, finding: Finding) -> Content:
        assert self._reading is not None, "a state was shown"
        lines = [*need_told(finding, self._reading.judged.problem, self._lang)]
        if finding in self._fillers:
            who = self._fillers[finding]
            told = FILLED_BY.say(self._lang, who=who) if who else NOBODY.say(self._lang)
            lines.append(Content.styled(told, "$success" if who else "$rota-quiet"))
        return Content("\n").join(lines)

    def _rest(self) -> None:
        """Somebody is at the keyboard: nothing is worked out beside it until it is calm again."""
        if self._calm is not None:
            self._calm.stop()
        if self._worker is not None:
            self._worker.cancel()
        if len(self._known) < len(self._findings):
            self._calm = self.set_timer(_CALM_SECONDS, self.work_out)

    def work_out(self) -> None:
        """Who could fill each need: in a thread, on a copy of the problem."""
        left = [finding for finding in self._findings if finding not in self._known]
        if self._reading is not None and left:
            work = partial(self._search, self._reading, left, self._lang)
            self._worker = self.run_worker(work, thread=True, exclusive=True, group="fillers")

    def _search(self, reading: Reading, findings: list[Finding], lang: Lang) -> None:
        worker, judged = get_current_worker(), reading.judged
        apart = Judged(replace(judged.problem), judged.plan, judged.report)
        for finding in findings:
            if worker.is_cancelled:
                return
            self.post_message(
                FillersFound(reading, finding, fillers_told(hole(apart, finding).fillers, lang))
            )

    @on(FillersFound)
    def fillers_found(self, event: FillersFound) -> None:
        """Tell who could, unless the plan has changed meanwhile."""
        event.stop()
        if event.reading is not self._reading:
            return
        self._known |= {event.finding}
        if self._fillers.get(event.finding) == event.who:
            return
        self._fillers[event.finding] = event.who
        place = self._findings.index(event.finding) + 1
        self.replace_option_prompt_at_index(place, self._told(event.finding))

    def on_focus(self) -> None:
        """Begin on the first need."""
        if self.highlighted is None and self._findings:
            self.highlighted = 1

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A need was chosen."""
        event.stop()
        if 0 < event.option_index <= len(self._findings):
            self.post_message(NeedChosen(self._findings[event.option_index - 1]))

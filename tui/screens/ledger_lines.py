"""Lines of the ledger: opened, looked for, listed where somebody is waited for."""

from functools import partial

from textual.content import Content
from textual.widgets import Static

from rota.model.facts import PostId
from rota.model.problem import Problem
from rota.reconcile import Difference
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui import ledger_place as places
from tui.ledger_pages import Act, differences_page, line_page, missing_page
from tui.ledger_rows import Row, Standing
from tui.ledger_told import difference_told, named
from tui.ledger_words import STANDINGS_LONG
from tui.screens.ledger_base import LedgerBase
from tui.widgets.ledger_lines import LedgerLines


class LedgerReading(LedgerBase):
    """What is looked at; what is done with it is for others."""

    def open(self) -> None:
        """The line under the cursor; where all posts are shown, the post."""
        row, post = self.row, self.post_here
        if self.place.post is None:
            if post is not None:
                self.become(places.to_post(self.place, post))
        elif row is not None and post is not None and self.view is not None:
            view, acts = self.view, self._acts(row)
            self.read(lambda lang: line_page(view, post, row, acts, lang))

    def _acts(self, row: Row) -> list[tuple[Text, Act]]:
        """What can be done with a line."""
        found: list[tuple[Text, Act]] = []
        if row.difference is not None and row.standing in {Standing.DECIDE, Standing.AWAITED}:
            found.append((DECIDE, partial(self.decide, row.difference)))
        if row.site == self.shared.site or row.difference is not None:
            found.append((STATE, self.enter))
        if row.standing is Standing.STATED:
            found.append((COUNT, self.count))
        if counts(row):
            found.append((TAKE_BACK, self.take_back))
        return found

    def decide(self, difference: Difference) -> None:
        """Decide what becomes of a difference."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Take back what the line has counted."""
        raise NotImplementedError

    def enter(self) -> None:
        """State something of the line."""
        raise NotImplementedError

    def count(self) -> None:
        """Count what waits for nobody."""
        raise NotImplementedError

    def tell_line(self) -> None:
        """Under the lines: how the one under the cursor stands."""
        told, row = Content(""), self.row
        if row is not None and self.view is not None:
            told = _row_told(row, self.view.problem, self.lang)
        self.query_one("#line", Static).update(told)

    def to_next(self, step: int) -> None:
        """The next line that waits for somebody."""
        lines = self.query_one(LedgerLines)
        here = lines.here or 0
        waiting = [place for place, row in enumerate(self.rows) if row.open]
        beyond = [place for place in waiting[::step] if (place - here) * step > 0]
        if waiting:
            lines.go(beyond[0] if beyond else waiting[::step][0])
        else:
            self.house.tell(NOTHING_OPEN)

    def all_differences(self) -> None:
        """Every difference of the posts shown, to choose from."""
        view, posts = self.view, self._posts_shown()
        if view is not None:
            self.read(lambda lang: differences_page(view, posts, lambda one: partial(self.decide, one), lang))

    def missing(self) -> None:
        """What is missing, and from whom."""
        view, posts = self.view, self._posts_shown()
        if view is not None:
            self.read(lambda lang: missing_page(view, posts, lambda *at: partial(self.go, *at), lang))

    def _posts_shown(self) -> tuple[PostId, ...]:
        return (self.place.post,) if self.place.post else self.posts

    def go(self, post: PostId, row: Row) -> None:
        """The cursor on a line of a post."""
        self.become(places.to_post(self.place, post))
        names = [each.name for each in self.rows]
        if row.name in names:
            self.query_one(LedgerLines).go(names.index(row.name))


def counts(row: Row) -> bool:
    """Whether a line holds work that was counted, and so can be taken back."""
    line = row.line
    return line is not None and line.site is not None and bool(row.slots) and not line.pending


def _row_told(row: Row, problem: Problem, lang: Lang) -> Content:
    difference = row.difference
    if difference is not None and row.standing is not Standing.AWAITED:
        return difference_told(difference, lang)
    what = clean(named(row, problem, lang))
    told = STANDINGS_LONG.get(row.standing)
    return Content.assemble((what, "bold"), f" · {told.say(lang)}" if told else "")


DECIDE = Text("Décider de l’écart", "Decide the difference")
STATE = Text("Attester autre chose de cette demi-journée", "State something else of this half-day")
COUNT = Text("Compter ce qui n’attend aucune décision", "Count what waits for no decision")
TAKE_BACK = Text("Reprendre ce qui a été compté", "Take back what was counted")
NOTHING_OPEN = Text("Aucune ligne n’attend personne.", "No line waits for anybody.")

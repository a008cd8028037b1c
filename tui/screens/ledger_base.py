"""What all parts of the ledger mode rest on: where one is, what is shown, pages and effects before acts."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual.content import Content
from textual.widgets import Static

from rota.errors import UserError
from rota.model.facts import PostId, SiteId
from rota.reconcile import FaultyAttendance
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.foreseeing import Foreseen, foresee
from rota.workspace.opened import Workspace
from tui import ledger_overview as overview
from tui import ledger_place as places
from tui.actions import Where
from tui.ledger_balances import balance_told
from tui.ledger_place import LedgerPlace, month_told
from tui.ledger_rows import Row
from tui.ledger_stating import refused
from tui.ledger_told import columns_of, row_told, state_told, table_line
from tui.ledger_view import LedgerView, read
from tui.pages import Target, ToAct
from tui.screens.mode import ModeScreen
from tui.screens.page import Maker, PageScreen
from tui.shared import Shared
from tui.widgets.ledger_lines import LedgerLines

T = TypeVar("T")


class LedgerBase(ModeScreen[LedgerView]):
    """Holds the place; what is shown follows from it and from the view."""

    mode: ClassVar[str] = "mode.ledger"
    where: ClassVar[Where] = Where.LEDGER

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.place: LedgerPlace = places.begin(shared.workspace.today)
        self.rows: tuple[Row, ...] = ()
        """The lines shown of one post."""
        self._shown: PostId | None = None
        self.posts: tuple[PostId, ...] = ()
        """The posts shown of a month."""

    def load(self, shared: Shared) -> LedgerView:
        """The month looked at."""
        return read(shared.workspace, self.place.month, shared.site)

    def become(self, place: LedgerPlace) -> None:
        """Look at another place; another month is read first."""
        before, self.place = self.place, place
        if place.month != before.month:
            self._title(busy=True)
            self.reload()
        elif self.view is not None:
            self.show(self.view)

    def show(self, view: LedgerView) -> None:
        """The lines of a post, or the posts of the month."""
        if view.month != self.place.month:
            return
        self.posts = view.posts(self.place.site)
        if self.place.post is not None and self.place.post not in self.posts:
            self.place = places.to_post(self.place, None)
        if self.place.post is None:
            self._show_posts(view)
        else:
            self._show_rows(view, self.place.post)
        self._title()
        self.tell_line()
        self.take_keys()

    def _show_posts(self, view: LedgerView) -> None:
        self.rows, self._shown = (), None
        lang, posts = self.lang, self.posts
        lines = self.query_one(LedgerLines)
        lines.show(
            posts, lambda width: list(overview.drawn(view, posts, lang, width)), on=self.place.last_post
        )
        told = overview.totals_told(view, posts, self.place.site, lang)
        self.query_one("#balance", Static).update(told)

    def _show_rows(self, view: LedgerView, post: PostId) -> None:
        lang, rows = self.lang, view.rows(post, self.place.site)
        begin = next((row.name for row in rows if row.open), None) if post != self._shown else None
        self.rows, self._shown = rows, post
        names, drawn = [row.name for row in rows], partial(_drawn, view, rows, lang)
        self.query_one(LedgerLines).show(names, drawn, on=begin)
        told = balance_told(view.balances.get(post), view, lang)
        self.query_one("#balance", Static).update(told)

    def _title(self, *, busy: bool = False) -> None:
        """Where one is, and how the month stands."""
        lang, place = self.lang, self.place
        month, site = month_told(place.month, lang), self.shared.site
        told: list[str | tuple[str, str]] = [
            (clean(place.post) if place.post else ALL_POSTS.say(lang), "bold"),
            f"  {month}",
        ]
        if place.post and self.view and not busy:
            number = self.posts.index(place.post) + 1
            told.append(f"  {number}/{len(self.posts)}")
            state = state_told(self.view.months[place.post], place.month, lang)
            told.append((f"  {state}", "bold $accent"))
        if place.site:
            told.append(f"  {ONLY.say(lang, site=clean(place.site))}")
        told.append((f"  {FOR.say(lang, site=clean(site))}", "$rota-quiet"))
        if busy:
            told.append(("  …", "bold"))
        self.query_one("#title", Static).update(Content.assemble(*told))

    def tell_line(self) -> None:
        """More of the line under the cursor."""

    @property
    def row(self) -> Row | None:
        """The line under the cursor."""
        here = self.query_one(LedgerLines).here
        return self.rows[here] if here is not None and here < len(self.rows) else None

    @property
    def post_here(self) -> PostId | None:
        """The post that is looked at, or under the cursor."""
        if self.place.post is not None:
            return self.place.post
        here = self.query_one(LedgerLines).here
        return self.posts[here] if here is not None and here < len(self.posts) else None

    @property
    def sites(self) -> tuple[SiteId, ...]:
        """The sites one can look at."""
        if self.view is None:
            return ()
        post = self.place.post
        return self.view.sites(post) if post else tuple(self.view.problem.sites)

    def read(self, maker: Maker, follow: Callable[[Target], Maker | None] | None = None) -> None:
        """Show a page; what is chosen there is done here."""
        self.app.push_screen(PageScreen(maker, follow or _leads_back), self._chosen)

    def _chosen(self, target: Target | None) -> None:
        self.query_one(LedgerLines).focus_lines()
        if isinstance(target, ToAct):
            target.act()

    def do(self, verb: Callable[[Shared], T], then: Callable[[T], None]) -> None:
        """Write something; what is wrong with attendance is told in its own words."""
        super().do(lambda shared: _plainly(verb, shared), then)

    def foresee(
        self,
        verb: Callable[[Workspace], T],
        posts: Sequence[PostId],
        then: Callable[[Foreseen[T]], None],
    ) -> None:
        """Work out beside the keyboard what a verb would change, and go on with it; nothing is written."""
        month = self.place.month
        workspace = self.shared.fresh().workspace
        self._title(busy=True)

        def done(found: Foreseen[T]) -> None:
            self._title()
            if self.app.screen is self:
                then(found)

        self.beside(
            lambda: foresee(workspace, verb, month, posts), done, "foreseeing", self._refused, opens=True
        )

    def _refused(self, error: UserError) -> None:
        """Nothing was written; why is told."""
        self._title()
        self.house.tell(text_of(error), severity="warning")


def _plainly(verb: Callable[[Shared], T], shared: Shared) -> T:
    try:
        return verb(shared)
    except FaultyAttendance as error:
        raise UserError(refused(error)) from error


def text_of(error: UserError) -> Text:
    """Why something was refused; of attendance, what is wrong with it and what to do."""
    return refused(error) if isinstance(error, FaultyAttendance) else error.text


def _leads_back(_target: Target) -> Maker | None:
    return None


def _drawn(view: LedgerView, rows: Sequence[Row], lang: Lang, width: int) -> list[Content]:
    columns = columns_of(width)
    header = table_line([(column.title.say(lang), "") for column in columns], columns, width)
    days = [None, *(row.day for row in rows)]
    return [
        header,
        *(
            row_told(row, view, lang, width, first=row.day != before)
            for row, before in zip(rows, days, strict=False)
        ),
    ]


ALL_POSTS = Text("Tous les postes", "All posts")
ONLY = Text("site {site} seulement", "site {site} only")
FOR = Text("au nom de {site}", "for {site}")

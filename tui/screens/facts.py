"""The facts: needs, duty lines, absences, wishes; their dates, and what the coming plan has of each."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from rota.model.facts import Absence, DutyLine, Need, Wish
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace import editing, editing_undo, leaving
from rota.workspace.editing import Edit, Edited
from rota.workspace.editing_undo import Last
from rota.workspace.leaving import Asked
from tui.actions import Where
from tui.facts import Fact, FactsView, Filter, Part, found_again, is_ours, listed, load
from tui.facts_absences import absence_form
from tui.facts_forms import (
    Ground,
    effect_told,
    end_form,
    form_of,
    line_form,
    need_form,
    save,
    wish_form,
)
from tui.facts_pages import changes_told, filter_page, filter_told, legend
from tui.facts_rows import rows_told
from tui.facts_told import PARTS, detail_told
from tui.pages import Entry, Target, ToAct
from tui.screens.form import FormScreen
from tui.screens.form_question import Question, QuestionScreen
from tui.screens.mode import ModeScreen
from tui.screens.page import PageScreen
from tui.shared import Shared
from tui.widgets.room import Resized

T = TypeVar("T")
_PARTS = tuple(Part)


class FactsList(OptionList):
    """A click puts the cursor on a line; another one opens it, as Enter does."""

    def on_mount(self) -> None:
        """Enter is told in the footer of the screen."""
        self._bindings.key_to_bindings.pop("enter", None)

    def on_click(self, event: events.Click) -> None:
        """The first click on a line does not open it."""
        place = event.style.meta.get("option")
        if place is not None and place != self.highlighted:
            self.highlighted = place
            event.prevent_default()
            event.stop()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.post_message(Resized())


class FactsScreen(ModeScreen[FactsView]):
    """Lists on the left or above, the item under the cursor beside or below."""

    where: ClassVar[Where] = Where.FACTS
    mode = "mode.facts"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 (as Textual has it)
    DEFAULT_CSS = """
    FactsScreen #title {
        height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis;
    }
    FactsScreen #both { height: 1fr; layout: vertical; }
    FactsScreen.-wide #both { layout: horizontal; }
    FactsScreen OptionList {
        height: 1fr; width: 1fr; border: none; padding: 0 1; background: $background; scrollbar-size: 1 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    FactsScreen OptionList:focus { border: none; }
    FactsScreen #detail { height: 11; width: 1fr; padding: 0 1; background: $surface; scrollbar-size: 1 1; }
    FactsScreen.-wide #detail { height: 1fr; width: 42%; }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.part = Part.NEEDS
        self.chosen = Filter()
        self._at: dict[Part, str] = {}
        """The code under the cursor, in each list."""
        self._items: tuple[Fact, ...] = ()
        self.doing = {
            "facts.edit": self.edit,
            "facts.add": self.add,
            "facts.end": self.end,
            "facts.withdraw": self.withdraw,
            "facts.undo": self.undo,
            "facts.filter": self.choose,
            "facts.next": lambda: self.turn(1),
            "facts.before": lambda: self.turn(-1),
            "facts.back": lambda: self.house.everywhere("mode.planner"),
            **{f"facts.{part}": partial(self.turn_to, part) for part in Part},
        }

    def load(self, shared: Shared) -> FactsView:
        """The facts, and the coming plan."""
        return load(shared)

    def compose(self) -> ComposeResult:
        """Where we are, the list, the item."""
        yield Static("…", id="title", markup=False)
        with Container(id="both"):
            yield FactsList(markup=False)
            with VerticalScroll(id="detail", can_focus=False):
                yield Static(markup=False)
        yield Footer(compact=True, show_command_palette=False)

    @on(Resized)
    def _resized(self) -> None:
        """Columns follow the width."""
        self._list()

    def show(self, view: FactsView) -> None:
        """The list again, the cursor where it was."""
        self._title(view)
        self.call_after_refresh(self._list)

    def _title(self, view: FactsView) -> None:
        parts = []
        for number, part in enumerate(_PARTS, start=1):
            count = len(listed(view, part, self.chosen))
            name = f"{number} {PARTS[part].say(self.lang)} {count}"
            parts.append((f"[{name}]", "bold $accent") if part is self.part else (f" {name} ", ""))
        told = filter_told(view.facts, self.chosen, self.lang)
        speaks = SPEAKS.say(self.lang, site=view.site)
        self.query_one("#title", Static).update(
            Content.assemble(*parts, f"  {clean(told)}", (f"  {clean(speaks)}", "$rota-quiet"))
        )

    def _list(self) -> None:
        view = self.view
        if view is None:
            return
        rows = self.query_one(OptionList)
        self._items = listed(view, self.part, self.chosen)
        width = max(40, rows.scrollable_content_region.width - 2)
        # Only a person moves the cursor: a list drawn before what was just saved is read must not forget it.
        with rows.prevent(OptionList.OptionHighlighted):
            rows.set_options(Option(told) for told in rows_told(view, self._items, width, self.lang))
            rows.highlighted = found_again(self._items, self._at.get(self.part, "")) if self._items else None
        if self.screen is self.app.screen:
            rows.focus()
        self._detail()

    @property
    def item(self) -> Fact | None:
        """What is under the cursor."""
        place = self.query_one(OptionList).highlighted
        return None if place is None or place >= len(self._items) else self._items[place]

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        item = self.item
        if item is not None:
            self._at[self.part] = item.id
        self._detail()

    def _detail(self) -> None:
        item, view = self.item, self.view
        told = Content.styled(EMPTY.say(self.lang), "$rota-quiet")
        if item is not None and view is not None:
            told = detail_told(view, item, self.lang)
        self.query_one("#detail Static", Static).update(told)
        self.query_one("#detail").scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.edit()

    def turn(self, step: int) -> None:
        """The list after or before this one."""
        self.turn_to(_PARTS[(_PARTS.index(self.part) + step) % len(_PARTS)])

    def turn_to(self, part: Part) -> None:
        """One of the four lists."""
        self.part = part
        if self.view is not None:
            self._title(self.view)
            self._list()

    def choose(self) -> None:
        """A site, a service or a post."""
        view = self.view
        if view is None:
            return

        def chosen(target: Target | None) -> None:
            if isinstance(target, ToAct):
                target.act()

        maker = partial(filter_page, view.facts, self.chosen, self.take)
        self.app.push_screen(PageScreen(maker, lambda _target: None), chosen)

    def take(self, chosen: Filter) -> None:
        """Look at less, or at everything again."""
        self.chosen = chosen
        self.turn_to(self.part)

    def add(self) -> None:
        """A new item of the list that is shown."""
        view = self.view
        if view is None:
            return
        forms: dict[Part, Callable[[Ground], FormScreen]] = {
            Part.NEEDS: lambda ground: FormScreen(need_form(ground, None)),
            Part.LINES: lambda ground: FormScreen(line_form(ground, None)),
            Part.ABSENCES: lambda ground: FormScreen(absence_form(ground, None)),
            Part.WISHES: lambda ground: FormScreen(wish_form(ground, None)),
        }
        part = self.part
        self._grounded(None, lambda ground: self.app.push_screen(forms[part](ground), self._saved))

    def edit(self) -> None:
        """Change the item under the cursor."""
        item = self._own()
        if item is None:
            return

        def opened(ground: Ground) -> None:
            form = absence_form(ground, item) if isinstance(item, Absence) else form_of(ground, item)
            self.app.push_screen(FormScreen(form), self._saved)

        self._grounded(item, opened)

    def end(self) -> None:
        """Give the item under the cursor a last day."""
        item = self._own()
        if isinstance(item, Need | Wish):
            self._grounded(
                item, lambda ground: self.app.push_screen(FormScreen(end_form(ground, item)), self._saved)
            )
        elif isinstance(item, DutyLine):
            self.house.tell(LINES_REST)
        elif item is not None:
            self.edit()

    def withdraw(self) -> None:
        """Withdraw the item under the cursor, once it is known what that does."""
        item, view, shared = self._own(), self.view, self.shared
        if item is None or view is None:
            return
        code = item.id
        title = Text(f"Retirer {code} ?", f"Withdraw {code}?")
        if isinstance(item, Absence):
            told = lambda lang: detail_told(view, item, lang)  # noqa: E731
            verb: Callable[[Shared], object]
            verb = lambda fresh: leaving.withdraw(fresh.workspace, code, site=shared.site)  # noqa: E731
            self._ask(title, told, verb, DONE)
            return
        ground, edit = Ground(shared, view), Edit(item, None)

        def asked(effects: dict[Lang, Content]) -> None:
            self._ask(title, effects.__getitem__, lambda _fresh: save(ground, edit), DONE)

        self.beside(
            lambda: {lang: effect_told(ground, edit, lang) for lang in Lang}, asked, "effect", opens=True
        )

    def undo(self) -> None:
        """Take the last change back, once it is known what that was."""
        shared = self.shared.fresh()

        def asked(found: Last) -> None:
            seen = found.stands.fingerprint
            verb = lambda fresh: editing_undo.undo(fresh.workspace, fresh.site, seen)  # noqa: E731
            self._ask(UNDO, lambda lang: changes_told(found.changes, lang), verb, UNDONE)

        self.beside(lambda: editing_undo.last(shared.workspace, shared.site), asked, "effect", opens=True)

    def _ask(
        self, title: Text, told: Callable[[Lang], Content], verb: Callable[[Shared], object], said: Text
    ) -> None:
        """Ask whether to go on; then do it and say so."""

        def answered(answer: bool | None) -> None:
            if answer:
                self.do(verb, lambda _answer: self.house.tell(said))

        self.app.push_screen(QuestionScreen(Question(title, told, GO_ON, LEAVE_IT)), answered)

    def _own(self) -> Fact | None:
        """The item under the cursor; None, said why, where it is for the other site."""
        item, view = self.item, self.view
        if item is None or view is None:
            return None
        if not is_ours(view, item):
            self.house.tell(NOT_OURS, severity="warning", code=item.id, site=view.site)
            return None
        return item

    def _grounded(self, item: Fact | None, then: Callable[[Ground], object]) -> None:
        """Find out from which day on an item may change, then go on."""
        view, shared, part = self.view, self.shared.fresh(), self.part
        if view is None:
            return

        def free() -> date | None:
            if isinstance(item, Need | Wish):
                return editing.free_from(shared.workspace, item)
            return editing.free_at_all(shared.workspace) if item is None and part in _DATED else None

        def go_on(day: date | None) -> None:
            then(Ground(self.shared, view, day))

        self.beside(free, go_on, "effect", opens=True)

    def _saved(self, answer: Edited | Asked | None) -> None:
        """Say what was saved, and read again."""
        match answer:
            case None:
                return
            case Asked():
                self._at[Part.ABSENCES] = answer.absence.id
                self.house.tell(DONE)
            case Edited():
                changed = [one for one in answer.changes if one.kind == self.part]
                if changed:
                    self._at[self.part] = changed[-1].code
                self.house.tell(BESIDE if answer.beside else DONE if answer.changes else SAME)
        self.reload()

    def legend(self, lang: Lang) -> list[Entry]:
        """What the marks of the list mean."""
        return legend(self.view.facts, lang) if self.view else []


_DATED = {Part.NEEDS, Part.WISHES}
SPEAKS = Text("pour {site}", "for {site}")
EMPTY = Text("Rien ici : a ajoute, f change le filtre.", "Nothing here: a adds, f changes the filter.")
UNDO = Text("Annuler le dernier changement ?", "Undo the last change?")
GO_ON, LEAVE_IT = Text("le faire", "go on"), Text("ne rien changer", "change nothing")
DONE = Text("Enregistré ; u annule.", "Saved; u undoes it.")
UNDONE = Text("Annulé.", "Undone.")
SAME = Text("Rien n’a changé.", "Nothing changed.")
BESIDE = Text(
    "Enregistré, à côté d’un changement que quelqu’un d’autre venait de faire.",
    "Saved, beside a change that somebody else had just made.",
)
NOT_OURS = Text(
    "{code} est à l’autre site : {site} le voit, sans le modifier.",
    "{code} is the other site’s: {site} sees it and does not change it.",
)
LINES_REST = Text(
    "Une ligne n’a pas de dernier jour : Entrée, puis 0 garde par mois, la met au repos.",
    "A line has no last day: Enter, then 0 duties a month, puts it to rest.",
)

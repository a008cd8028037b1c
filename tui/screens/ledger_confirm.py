"""What is confirmed as planned, half-day by half-day, before it is: exceptions are marked."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from rota.model.facts import PostId
from rota.reconcile.planned import Planned
from rota.sites.faults import clean
from rota.words import Lang, Text, day_short
from tui.actions import Where
from tui.ledger_confirming import Confirming, Extent, name_of, replaced_by, toggle, wider
from tui.ledger_pages import act
from tui.ledger_told import Column, day_told, slots_told, table_line, what_told
from tui.ledger_view import LedgerView
from tui.pages import Page, Target, ToAct
from tui.screens.base import Spoken
from tui.screens.page import PageScreen
from tui.sentences import colon
from tui.widgets.ledger_lines import LedgerLines


class ConfirmScreen(Spoken, ModalScreen[Confirming | None]):
    """Answers with what is to be confirmed; None when it was left."""

    where: ClassVar[Where] = Where.CONFIRM
    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; background: $background 60%; }
    ConfirmScreen > Vertical {
        width: 100%; max-width: 120; height: 100%; max-height: 40; background: $surface;
        border: round $primary; padding: 0 1;
    }
    ConfirmScreen #title { text-style: bold; color: $accent; height: auto; }
    ConfirmScreen #about { height: auto; color: $rota-quiet; }
    ConfirmScreen Footer { dock: bottom; }
    """

    def __init__(self, view: LedgerView, confirming: Confirming) -> None:
        super().__init__()
        self.view, self.confirming = view, confirming
        self.units: tuple[Planned, ...] = ()
        self.doing = {
            "confirm.done": self.confirm,
            "confirm.absent": self.mark,
            "confirm.replaced": self.ask_who,
            "confirm.extent": lambda: self.become(wider(self.confirming)),
            "confirm.posts": self._every_post,
            "confirm.back": self.leave,
        }

    def compose(self) -> ComposeResult:
        """What, then each half-day of it."""
        with Vertical():
            yield Static(id="title", markup=False)
            yield Static(id="about", markup=False)
            yield LedgerLines()
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin on the first half-day."""
        self.query_one(LedgerLines).focus_lines()

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        self.become(self.confirming)

    def become(self, confirming: Confirming) -> None:
        """Show what would be confirmed."""
        self.confirming, lang = confirming, self.lang
        self.units = confirming.units(self.view)
        span, every = confirming.span(self.view), confirming.every_post
        who = ALL.say(lang, site=self.view.site) if every else confirming.post
        title = TITLE.say(
            lang,
            who=clean(who),
            extent=EXTENTS[confirming.extent].say(lang),
            first=day_short(span.first, lang),
            last=day_short(span.last, lang),
        )
        self.query_one("#title", Static).update(title)
        count = len(confirming.exceptions(self.view))
        about = ABOUT.say(lang, count=len(self.units), site=clean(self.view.site), exceptions=count)
        self.query_one("#about", Static).update(about if self.units else NOTHING.say(lang))
        names = [name_of(unit) for unit in self.units]
        self.query_one(LedgerLines).show(names, lambda width: list(self._drawn(lang, width)))

    def _drawn(self, lang: Lang, width: int) -> Iterator[Content]:
        columns = columns_of(every_post=self.confirming.every_post)
        yield table_line([(column.title.say(lang), "") for column in columns], columns, width)
        for unit in self.units:
            yield self._line(unit, lang, width)

    def _line(self, unit: Planned, lang: Lang, width: int) -> Content:
        name = name_of(unit)
        absent = name in self.confirming.absent
        by = self.confirming.absent.get(name)
        told = REPLACED.say(lang, by=clean(by)) if by else (ABSENT if absent else AS_PLANNED).say(lang)
        cells = [
            ("×" if absent else "✓", "bold $rota-flag" if absent else "$success"),
            (day_told(unit.day, lang), "bold"),
            (slots_told(unit.slots, lang, short=False), ""),
            *(((clean(unit.post), ""),) if self.confirming.every_post else ()),
            (clean(what_told(unit.what, self.view.problem, lang)), ""),
            (told, "bold $rota-flag" if absent else "$rota-quiet"),
        ]
        return table_line(cells, columns_of(every_post=self.confirming.every_post), width)

    @property
    def unit(self) -> Planned | None:
        """The half-day under the cursor."""
        here = self.query_one(LedgerLines).here
        return self.units[here] if here is not None and here < len(self.units) else None

    def mark(self) -> None:
        """Not done, or done."""
        if self.unit is not None:
            self.become(toggle(self.confirming, self.unit))

    def on_ledger_lines_chosen(self) -> None:
        """The mouse marks as the space bar does."""
        self.mark()

    def ask_who(self) -> None:
        """Who stood in: a doctor of the service, or one of the shared posts."""
        unit = self.unit
        if unit is None:
            return
        others = [post for post in self.view.posts() if post != unit.post]

        def page(lang: Lang) -> Page:
            found = [act(SOMEBODY, partial(self._by, unit, None), lang)]
            found += [act(Text.same(clean(post)), partial(self._by, unit, post), lang) for post in others]
            return Page(WHO.say(lang), tuple(found))

        self.app.push_screen(PageScreen(page, lambda _target: None), self._chosen)

    def _by(self, unit: Planned, by: PostId | None) -> None:
        self.become(replaced_by(self.confirming, unit, by))

    def _chosen(self, target: Target | None) -> None:
        if isinstance(target, ToAct):
            target.act()

    def _every_post(self) -> None:
        self.become(replace(self.confirming, every_post=not self.confirming.every_post))

    def leave(self) -> None:
        """Confirm nothing."""
        self.dismiss(None)

    def confirm(self) -> None:
        """Go on with it."""
        if self.units:
            self.dismiss(self.confirming)
        else:
            self.house.tell(NOTHING, severity="warning")


def exceptions_told(view: LedgerView, of: Confirming, lang: Lang) -> Iterator[str]:
    """What departs from the plan, a line each."""
    for unit in of.units(view):
        if name_of(unit) in of.absent:
            by = of.absent[name_of(unit)]
            told = REPLACED.say(lang, by=by) if by else ABSENT.say(lang)
            half = slots_told(unit.slots, lang, short=False)
            yield f"× {unit.post} · {day_short(unit.day, lang)} · {half}{colon(lang)}{told}"


def columns_of(*, every_post: bool) -> tuple[Column, ...]:
    """The columns; the post where there are several."""
    return (
        Column(Text("", ""), 1),
        Column(Text("jour", "day"), 7),
        Column(Text("½ jour", "half"), 10),
        *((POST,) if every_post else ()),
        Column(Text("quoi", "what"), 0),
        Column(Text("sera attesté", "will be stated"), 24),
    )


EXTENTS = {
    Extent.DAY: Text("le jour", "the day"),
    Extent.WEEK: Text("la semaine", "the week"),
    Extent.MONTH: Text("le mois", "the month"),
}
ALL = Text("tous les postes de {site}", "all posts of {site}")
TITLE = Text(
    "Confirmer comme prévu · {who} · {extent}, {first} – {last}",
    "Confirm as planned · {who} · {extent}, {first} – {last}",
)
ABOUT = Text(
    "{count} demi-journée(s) ou garde(s) de {site} sans attestation, dont {exceptions} exception(s)."
    " Espace : pas fait ; r : remplacé ; w : jour, semaine, mois ; p : postes.",
    "{count} half-day(s) or duty(ies) of {site} without a statement, {exceptions} exception(s) among them."
    " Space: not done; r: replaced; w: day, week, month; p: posts.",
)
NOTHING = Text(
    "Rien à confirmer : tout est attesté, ou n’a pas encore eu lieu.",
    "Nothing to confirm: all is stated, or has not happened yet.",
)
AS_PLANNED, ABSENT = Text("comme prévu", "as planned"), Text("pas fait", "not done")
REPLACED = Text("remplacé par {by}", "replaced by {by}")
WHO = Text("Qui a remplacé ?", "Who stood in?")
SOMEBODY = Text("Quelqu’un d’autre que ces postes", "Somebody other than these posts")
POST = Column(Text("poste", "post"), 14)

"""One field of a form: its label, what is typed, what it was taken for, and what is wrong with it below."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.widgets.form_fields import TICKED, Choice, Field, Mistake, offered

_CHOICES_SHOWN = 6
_WIDE = 200
"""Of the line to write on; what there is no room for is cut."""


class Blank(Input):
    """A box in which one types; the arrows go to the choices, or to the field above or below."""

    class Arrow(Message):
        """Up (-1) or down (1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def on_key(self, event: events.Key) -> None:
        """The arrows that a line of text has no use for."""
        if event.key in {"up", "down"}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Arrow(-1 if event.key == "up" else 1))


class Tick(Static, can_focus=True):
    """``[x] oui`` or ``[ ] non``: the space bar or a click changes it."""

    @dataclass
    class Changed(Message):
        """It was ticked, or no longer is."""

        ticked: bool

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.ticked = False

    def show(self, lang: Lang, *, ticked: bool) -> None:
        """Tell whether it is ticked."""
        self.ticked = ticked
        self.update(f"[x] {YES.say(lang)}" if ticked else f"[ ] {NO.say(lang)}")

    def on_key(self, event: events.Key) -> None:
        """The space bar changes it, the arrows leave it."""
        if event.key == "space":
            event.stop()
            self.post_message(self.Changed(not self.ticked))
        elif event.key in {"up", "down"}:
            event.stop()
            self.post_message(Blank.Arrow(-1 if event.key == "up" else 1))

    def on_click(self) -> None:
        """So does the mouse."""
        self.post_message(self.Changed(not self.ticked))


class Note(Static):
    """What is said below a field: what it may hold, how to fill it in, or what is wrong with it."""

    class Clicked(Message):
        """One of its lines was clicked."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def on_click(self, event: events.Click) -> None:
        """A choice may have been clicked."""
        event.stop()
        self.post_message(self.Clicked(event.y))


class FormLine(Vertical):
    """A field on the screen; what it holds is told in :class:`Typed`."""

    DEFAULT_CSS = """
    FormLine { height: auto; }
    FormLine > Horizontal { height: 1; }
    FormLine .label { width: 24; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FormLine Blank { background: $panel; }
    FormLine Blank:focus { background: $rota-cursor; }
    FormLine Tick { height: 1; }
    FormLine Tick:focus { background: $rota-cursor; text-style: bold; }
    FormLine .told {
        width: 1fr; height: 1; padding: 0 1; color: $rota-quiet;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    FormLine Note { height: auto; padding: 0 0 0 24; display: none; }
    FormLine Note.-said { display: block; }
    """

    @dataclass
    class Typed(Message):
        """Something was typed or chosen."""

        key: str
        text: str

    @dataclass
    class Wander(Message):
        """To the field above (-1) or below (1)."""

        step: int

    def __init__(self, field: Field[Any], text: str, lang: Lang) -> None:
        super().__init__(id=f"field-{field.key}")
        self.field = field
        self.text = text
        self.lang = lang
        self.touched = False
        """Whether somebody has typed here, or asked for the form to be saved."""
        self.mistake: Text | None = None
        """What the form as a whole finds wrong here."""
        self._filter = ""
        self._offered: tuple[Choice[Any], ...] = ()
        """The choices that are shown; none while nobody is choosing."""
        self._highlighted: int | None = None
        self._first_shown = 0

    def compose(self) -> ComposeResult:
        """From left to right, then what is said below."""
        with Horizontal():
            yield Static(classes="label", markup=False)
            if self.field.tick:
                yield Tick()
            else:
                empty = "_" * (self.field.columns or _WIDE)
                yield Blank(self.text, placeholder=empty, compact=True, max_length=400)
            yield Static(classes="told", markup=False)
        yield Note(markup=False)

    def on_mount(self) -> None:
        """As wide as it needs; then say what there is."""
        box = self.box
        box.styles.width = self.field.columns or "1fr"
        if not self.field.columns:
            self.query_one(".told").styles.display = "none"
        if isinstance(box, Blank):
            box.cursor_blink = False
        self.say(self.lang)

    @property
    def box(self) -> Blank | Tick:
        """What takes the keys."""
        return self.query_one(Tick) if self.field.tick else self.query_one(Blank)

    def put(self, text: str) -> None:
        """Hold another text, without anybody having typed it."""
        self.text = text
        if not self.field.tick:
            box = self.query_one(Blank)
            with box.prevent(Input.Changed):
                box.value = text
                box.cursor_position = len(text)
        self.say(self.lang)

    def say(self, lang: Lang) -> None:
        """Everything again: label, what the text was taken for, what is wrong."""
        if lang is not self.lang:
            self._translate(lang)
        self.lang = lang
        focused = self.box.has_focus
        mark = "▸ " if focused else "  "
        self.query_one(".label", Static).update(
            Content.styled(mark + self.field.label.say(lang), "bold" if focused else "")
        )
        if self.field.tick:
            self.query_one(Tick).show(lang, ticked=self.text == TICKED)
        told, note = self._told(focused=focused)
        self.query_one(".told", Static).update(Content(clean(told)))
        said = Content("\n").join([*self._choices_told(), *([note] if note.plain else [])])
        noted = self.query_one(Note)
        noted.update(said)
        noted.set_class(bool(said.plain), "-said")

    def _choices_told(self) -> Iterator[Content]:
        """A window on the choices, one a line."""
        shown = self._offered[self._first_shown : self._first_shown + _CHOICES_SHOWN]
        for place, one in enumerate(shown, start=self._first_shown):
            here = place == self._highlighted
            code, name = clean(one.code.say(self.lang)), clean(one.name.say(self.lang))
            told = f"{'›' if here else ' '} {code}"
            yield Content.assemble((told, "bold reverse" if here else "bold"), f"  {name}" if name else "")
        left = len(self._offered) - self._first_shown - len(shown)
        if left > 0:
            yield Content.styled(f"  … +{left}", "$rota-quiet")

    def _translate(self, lang: Lang) -> None:
        """The same value, as it is written in the other language."""
        text = self.text.strip()
        if not text:
            return
        try:
            value = self.field.read(text)
        except Mistake:
            return
        self.text = self.field.show(value, lang)
        if not self.field.tick:
            box = self.query_one(Blank)
            with box.prevent(Input.Changed):
                box.value = self.text

    def _told(self, *, focused: bool) -> tuple[str, Content]:
        """What the text was taken for, and what is said below."""
        text, hint = self.text.strip(), self.field.hint.say(self.lang) if focused else ""
        quiet = Content.styled(hint, "$rota-quiet")
        try:
            value = self.field.read(text)
        except Mistake as mistake:
            if not self.touched or (not text and focused and self.mistake is None):
                return "", quiet
            return "", _wrong(mistake.text, self.lang)
        told = self.field.tell(value, self.lang) if value is not None else ""
        told = "" if told.casefold() == text.casefold() else told
        if self.mistake is not None:
            return told, _wrong(self.mistake, self.lang)
        return told, quiet if not text else Content("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self.text:
            return  # told of what it held from the start
        self._filter = event.value
        self._offer(open_it=bool(event.value.strip()))
        self._hold(event.value)

    @on(Tick.Changed)
    def _ticked(self, event: Tick.Changed) -> None:
        event.stop()
        self._hold(TICKED if event.ticked else "")

    @on(Blank.Arrow)
    def _arrow(self, event: Blank.Arrow) -> None:
        event.stop()
        if not self.field.choices:
            self.post_message(self.Wander(event.step))
        elif not self._offered:
            self._filter = ""
            self._offer(open_it=True)
            self._choose(self._place())
        else:
            self._choose((-1 if self._highlighted is None else self._highlighted) + event.step)

    @on(Note.Clicked)
    def _clicked(self, event: Note.Clicked) -> None:
        event.stop()
        place = self._first_shown + event.line
        if event.line < _CHOICES_SHOWN and place < len(self._offered):
            self._choose(place)
            self._offered = ()
            self.say(self.lang)
        self.box.focus()

    def _place(self) -> int:
        """Where the choice stands that the text names now."""
        here = self.text.strip().casefold()
        codes = [one.code.say(self.lang).casefold() for one in self._offered]
        return codes.index(here) if here in codes else 0

    def _choose(self, place: int) -> None:
        if not self._offered:
            return
        place = max(0, min(place, len(self._offered) - 1))
        self._highlighted = place
        self._first_shown = max(min(self._first_shown, place), place - _CHOICES_SHOWN + 1)
        text = self._offered[place].code.say(self.lang)
        self.put(text)
        self._hold(text)

    def _offer(self, *, open_it: bool) -> None:
        """The choices that go with what was typed; none where it names one already."""
        self._highlighted, self._first_shown = None, 0
        found = offered(self.field.choices, self._filter) if open_it and self.field.choices else ()
        one = found[0].code.say(self.lang) if len(found) == 1 else None
        known = one is not None and one.casefold() == self._filter.strip().casefold()
        self._offered = () if known else found

    def _hold(self, text: str) -> None:
        self.text, self.touched, self.mistake = text, True, None
        self.say(self.lang)
        self.post_message(self.Typed(self.field.key, text))

    def on_descendant_focus(self) -> None:
        """Here is where one types."""
        self.say(self.lang)

    def on_descendant_blur(self) -> None:
        """Elsewhere now."""
        self._offered = ()
        if self.field.choices and self.text.strip():
            self._spell_out()
        self.say(self.lang)

    def _spell_out(self) -> None:
        """The whole of a choice of which the first letters were typed."""
        try:
            text = self.field.show(self.field.read(self.text.strip()), self.lang)
        except Mistake:
            return
        if text != self.text:
            self.put(text)
            self.post_message(self.Typed(self.field.key, text))


def _wrong(text: Text, lang: Lang) -> Content:
    return Content.assemble(("✗ ", "bold $rota-law"), (clean(text.say(lang)), "$rota-law"))


YES, NO = Text("oui", "yes"), Text("non", "no")

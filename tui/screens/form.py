"""A form above another screen: fields, what saving them would do, and nothing lost on the way out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from rota.errors import UserError
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.actions import Where
from tui.form_keeping import FormKey, Typed
from tui.screens.base import Spoken
from tui.widgets.form_fields import Answers, Field, Mistakes, Read, read_all
from tui.widgets.form_line import FormLine

V = TypeVar("V")
_CALM_SECONDS = 0.25
"""Without a key, before what saving would do is worked out."""


def _same(value: Any) -> object:
    return value


@dataclass(frozen=True, slots=True)
class Form(Generic[V]):
    """What is asked, what it makes, and what becomes of it."""

    name: str
    """Under which what was typed is kept when the form is left: ``need.change MON-CLINIC``."""
    title: Text
    fields: tuple[Field[Any], ...]
    make: Callable[[Answers], V]
    """The value of the form; raises :class:`Mistakes` for what no field shows alone."""
    about: Text | None = None
    """A sentence above the fields."""
    effect: Callable[[V, Lang], Content] | None = None
    """What saving would do, worked out in a thread; may raise :class:`Mistakes` or a UserError."""
    save: Callable[[V], object] = _same
    """Saves it, in a thread, while the form is still there: with :class:`Mistakes` or a UserError it stays
    open and tells them. What it returns is the answer of the screen."""


class FormScreen(Spoken, ModalScreen[Any]):
    """Answers with what saving returned; None when the form was left."""

    where: ClassVar[Where] = Where.FORM
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Textual has it)
    DEFAULT_CSS = """
    FormScreen { align: center middle; background: $background 60%; }
    FormScreen > Vertical {
        width: 90%; max-width: 104; height: auto; max-height: 95%; background: $surface;
        border: round $primary; padding: 0 1;
    }
    FormScreen.-narrow { align: center top; }
    FormScreen.-narrow > Vertical { width: 100%; max-height: 1fr; }
    FormScreen #title { text-style: bold; color: $accent; height: auto; }
    FormScreen #about { color: $rota-quiet; height: auto; margin: 0 0 1 0; }
    FormScreen #fields { height: auto; max-height: 1fr; scrollbar-size: 1 1; }
    FormScreen #effect { height: auto; max-height: 40%; border-top: solid $panel; display: none; }
    FormScreen #effect.-told { display: block; }
    FormScreen Footer { dock: bottom; }
    """

    def __init__(self, form: Form[Any]) -> None:
        super().__init__()
        self.form = form
        self.typed: dict[str, str] = {}
        self._calm: Timer | None = None
        self._saving = False
        self._round = 0
        """Counts what was typed, so that an answer about an earlier text is not told."""
        self.restored: Typed | None = None
        """What stands here from an earlier opening that was not saved."""
        self.doing = {
            "form.save": self.save,
            "form.leave": self.leave,
            "form.again": self.again,
        }

    def compose(self) -> ComposeResult:
        """Title, fields, effect."""
        starts, self.restored = self._starts(), self.house.typed.of(self.key)
        kept = self.restored.texts if self.restored else {}
        self.typed = {key: kept.get(key, text) for key, text in starts.items()}
        with Vertical():
            yield Static(id="title", markup=False)
            yield Static(id="about", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for field in self.form.fields:
                    yield FormLine(field, self.typed.get(field.key, ""), self.lang)
            with VerticalScroll(id="effect", can_focus=False):
                yield Static(markup=False)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the first field, unless a quick key has gone on already."""
        self.call_after_refresh(lambda: self._rest() if self.focused else self._begin())

    def _begin(self) -> None:
        lines = [line for line in self.lines.values() if line.display]
        if lines:
            lines[0].box.focus()
        self._rest()

    @property
    def key(self) -> FormKey:
        """Under which what is typed is kept."""
        return self.house.form_key(self.form.name)

    @property
    def lines(self) -> Mapping[str, FormLine]:
        """The fields on the screen, by key."""
        return {line.field.key: line for line in self.query(FormLine)}

    @property
    def changed(self) -> bool:
        """Whether something else stands there than at first."""
        return self.typed != self._starts()

    def _starts(self) -> dict[str, str]:
        return {field.key: field.start.say(self.lang) for field in self.form.fields}

    def speak(self) -> None:
        """Everything again in the language of the moment."""
        super().speak()
        self.query_one("#title", Static).update(Content(clean(self.form.title.say(self.lang))))
        self._tell_about()
        for key, line in self.lines.items():
            line.say(self.lang)
            self.typed[key] = line.text
        self._show_asked()
        self._rest()

    def _tell_about(self) -> None:
        told = [self.form.about.say(self.lang)] if self.form.about else []
        told += [self.house.typed.told(self.restored, self.lang)] if self.restored else []
        about = self.query_one("#about", Static)
        about.update(Content(clean(" ".join(told))))
        about.display = bool(told)

    def _show_asked(self) -> None:
        for line in self.lines.values():
            line.display = line.field.asked(self.typed)

    @on(FormLine.Typed)
    def _was_typed(self, event: FormLine.Typed) -> None:
        event.stop()
        self.typed[event.key] = event.text
        self._keep()
        self._show_asked()
        self._rest()

    def _keep(self) -> None:
        starts = self._starts()
        texts = {key: text for key, text in self.typed.items() if text != starts[key]}
        if texts:
            self.house.typed.keep(self.key, texts)
        else:
            self.house.typed.drop(self.key)

    @on(FormLine.Wander)
    def _wander(self, event: FormLine.Wander) -> None:
        event.stop()
        if event.step < 0:
            self.focus_previous()
        else:
            self.focus_next()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.save()

    def _rest(self) -> None:
        """Something changed: say what saving would do once it is calm."""
        self._round += 1
        if self._calm is not None:
            self._calm.stop()
        if self.form.effect is not None:
            self._calm = self.set_timer(_CALM_SECONDS, self.work_out)

    def work_out(self) -> None:
        """What saving would do, beside the keyboard."""
        effect, lang = self.form.effect, self.lang
        value = self._value()
        if effect is None or value is None:
            self._tell(Content(""))
            return
        self._beside(lambda: effect(value[0], lang), self._tell, "effect")

    def _read(self) -> Read:
        return read_all(self.form.fields, self.typed)

    def _value(self) -> tuple[Any] | None:
        """What the form makes of the fields; None while something is wrong."""
        answers = self._read().answers
        if answers is None:
            return None
        try:
            return (self.form.make(answers),)
        except Mistakes as mistakes:
            self._blame(mistakes)
            return None

    def save(self) -> None:
        """Save; what is wrong is told beside the fields."""
        if self._saving:
            return
        mistakes = self._read().mistakes
        if mistakes:
            for key, line in self.lines.items():
                line.touched = True
                line.mistake = mistakes.get(key)
                line.say(self.lang)
            self._to(next(iter(mistakes)))
            return
        value = self._value()
        if value is not None:
            self._saving = True
            self._beside(lambda: self.form.save(value[0]), self._saved, "saving")

    def _saved(self, answer: object) -> None:
        self.house.typed.drop(self.key)
        if self.form.save is not _same:
            self.house.live.wrote()
        self.dismiss(answer)

    def _beside(self, work: Callable[[], Any], then: Callable[[Any], None], group: str) -> None:
        """Work in a thread; what it answers is told unless something was typed meanwhile."""
        asked = self._round

        def told(what: Callable[[Any], None], answer: object) -> None:
            if group == "saving":
                self._saving = False
            if self.standing and (group == "saving" or asked == self._round):
                what(answer)

        def run() -> None:
            worker = get_current_worker()
            try:
                answer = work()
            except Mistakes as mistakes:
                self.app.call_from_thread(told, self._blame, mistakes)
            except UserError as error:
                self.app.call_from_thread(told, self._refuse, error.text)
            else:
                if group == "saving" or not worker.is_cancelled:
                    self.app.call_from_thread(told, then, answer)

        worker = self.run_worker(run, thread=True, exclusive=group == "effect", group=group)
        if group == "saving":
            self.house.hold(worker, drop=False)

    def _blame(self, mistakes: Mistakes) -> None:
        """Tell each mistake under its field, that of the whole form below all of them."""
        lines, left = self.lines, []
        for key, text in mistakes.texts.items():
            if key in lines and lines[key].display:
                lines[key].mistake = text
                lines[key].say(self.lang)
            else:
                left.append(text)
        if left:
            french, english = " ".join(one.fr for one in left), " ".join(one.en for one in left)
            self._refuse(Text(french, english))
        else:
            self._tell(Content(""))

    def _refuse(self, text: Text) -> None:
        said = clean(text.say(self.lang))
        self._tell(Content.assemble(("✗ ", "bold $rota-law"), (said[:1].upper() + said[1:], "$rota-law")))

    def _tell(self, told: Content) -> None:
        """Say below the fields what saving would do, or why it cannot be."""
        self.query_one("#effect Static", Static).update(told)
        self.query_one("#effect").set_class(bool(told.plain), "-told")

    def _to(self, key: str) -> None:
        line = self.lines.get(key)
        if line is not None:
            line.box.focus()
            line.scroll_visible()

    def again(self) -> None:
        """As it stood at first."""
        self.typed, self.restored = self._starts(), None
        self.house.typed.drop(self.key)
        for key, line in self.lines.items():
            line.touched, line.mistake = False, None
            line.put(self.typed[key])
        self._tell_about()
        self._show_asked()
        self._begin()

    def leave(self) -> None:
        """Away; what was typed stands there the next time."""
        if self.changed:
            self.house.tell(LEFT)
        self.dismiss(None)


LEFT = Text(
    "Rien n’est enregistré ; votre saisie reprendra à la prochaine ouverture.",
    "Nothing is saved; what you typed will be there when you open this again.",
)

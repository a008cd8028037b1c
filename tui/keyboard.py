"""Keys one at a time: what is typed ahead of a slow line reaches the screen that the key before it opened."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.worker import Worker

from rota.words import Lang, Text

_ROUNDS = 20
"""After so many rounds the next key is let through, even though something still stirs."""
_LONG_SECONDS = 0.6
"""After so long it is told that keys wait."""


class OneKeyAtATime(App[None]):
    """Lets a key in when all that the key before it asked for has been done.

    Textual hands a key to what has the focus as soon as it comes. Keys that come together, on a line that
    lags, would all reach the screen of the moment, though the first of them opens another. Here a mark goes
    after each key, through the same queues: from what had the focus, by all that hold it, to the
    application. When it comes back and nothing is left in those queues, it is the turn of the next key.
    """

    lang: Lang

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()
        """What was typed and is not yet let in."""
        self._mark_at: MessagePump | None = None
        """In whose queue the mark of the last key waits; None once it came back."""
        self._told = False
        """Whether it was told that keys wait, and that Escape ends that."""
        self._awaited: dict[Worker[Any], bool] = {}
        """Whose answers keys wait for, and whether an answer is dropped when nobody waits any more."""

    async def on_event(self, event: events.Event) -> None:
        """Keep a key until it is its turn; everything else passes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and event.key == "escape" and self._told and self._awaiting:
            self._wait_no_more()
            return
        self._ahead.append(event)
        if not self._under_way and not self._awaiting:
            await self._let_next_in()

    def hold(
        self, worker: Worker[Any], text: Text | None = None, *, drop: bool = True, **values: object
    ) -> None:
        """Let no key in until a worker has answered, for they are meant for what its answer shows.

        An answer that is slow is told of; from then on Escape waits no more.

        Args:
            worker: It began just now.
            text: What is told when it is slow.
            drop: Whether Escape forgets the answer too.
            values: Those of the text.
        """
        self._awaited[worker] = drop
        told = (text or AWAITED).say(self.lang, **values)
        self.set_timer(_LONG_SECONDS, lambda: self._tell_of(worker, told))

    def _wait_no_more(self) -> None:
        self._ahead.clear()
        for worker, drop in self._awaited.items():
            if drop:
                worker.cancel()
        self._awaited.clear()
        self._told = False

    def _tell_of(self, worker: Worker[Any], told: str) -> None:
        if worker in self._awaited and _runs(worker):
            self._told = True
            self.notify(told, markup=False)

    def let_in(self) -> None:
        """What was awaited may have come: go on with what was typed meanwhile."""
        if self._ahead and not self._under_way and not self._awaiting:
            self._go_round(_ROUNDS)

    @property
    def _under_way(self) -> bool:
        return self._mark_at is not None and self._mark_at.is_running

    @property
    def _awaiting(self) -> bool:
        self._awaited = {one: drop for one, drop in self._awaited.items() if _runs(one)}
        self._told = self._told and bool(self._awaited)
        return bool(self._awaited)

    async def _let_next_in(self) -> None:
        if self._ahead:
            await super().on_event(self._ahead.popleft())
            self._go_round(_ROUNDS)

    def _chain(self) -> list[MessagePump]:
        """What a key goes through: what has the focus, all that hold it, the application."""
        return list((self.focused or self.screen).ancestors_with_self)

    def _go_round(self, left: int) -> None:
        """Send the mark after a key; ``left`` more rounds may follow while something stirs."""
        chain = self._chain()
        self._pass_on(iter(chain), chain, left)

    def _pass_on(self, onward: Iterator[MessagePump], chain: list[MessagePump], left: int) -> bool:
        """Put the mark behind all that the next one has to do; False after the last."""
        for pump in onward:
            if pump.call_later(self._passed, onward, chain, left):
                self._mark_at = pump
                return True
        return False

    async def _passed(self, onward: Iterator[MessagePump], chain: list[MessagePump], left: int) -> None:
        if self._pass_on(onward, chain, left):
            return
        self._mark_at = None
        if self._awaiting:
            return
        now = self._chain()
        if left and (now != chain or any(pump.message_queue_size for pump in now)):
            self._go_round(left - 1)
        else:
            await self._let_next_in()


def _runs(worker: Worker[Any]) -> bool:
    """Whether it will answer: one that was cancelled before it began never says that it has ended."""
    return not (worker.is_finished or worker.is_cancelled)


AWAITED = Text(
    "La réponse tarde ; ce qui est tapé l’attend (Échap n’attend plus).",
    "The answer is slow to come; what is typed waits for it (Escape waits no more).",
)

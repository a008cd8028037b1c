"""HTTP for slow and rude clients: who does not finish asking, or does not fetch the answer, is let go.

uvicorn closes connections that are idle between two requests, but waits for ever within one.
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEAD_SECONDS = 15.0
"""To send a request line and headers."""
WHOLE_SECONDS = 90.0
"""From the first byte of a request to the last one of its answer."""
_TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n"
    b"X-Content-Type-Options: nosniff\r\n\r\n"
)


class PatientProtocol(H11Protocol):
    """uvicorn’s protocol with an end to its patience."""

    _deadline: asyncio.TimerHandle | None = None
    _phase = ""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.access_log = False  # whatever was configured: its lines would hold tokens

    def connection_made(self, transport: Any) -> None:
        """Someone connected: they should ask now."""
        super().connection_made(transport)
        self._enter("head")

    def data_received(self, data: bytes) -> None:
        """Something came."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        self._judge()

    def on_response_complete(self) -> None:
        """An answer is on its way."""
        super().on_response_complete()
        self._judge()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._enter("")
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; in the midst of an answer there is nothing left to say.

        A request may be being answered whose body is what is wrong: that answer goes nowhere.
        """
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def _should_upgrade(self) -> bool:
        """Never: who asks for another protocol is answered in this one, as the standard allows."""
        return False

    def _judge(self) -> None:
        if self.conn.their_state is not h11.IDLE or self.conn.our_state is not h11.IDLE:
            self._enter("whole")
        elif self.conn.trailing_data[0]:
            self._enter("head")
        else:
            self._enter("")  # between two requests uvicorn’s own timer runs

    def _enter(self, phase: str) -> None:
        if phase == self._phase:
            return
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._phase = phase
        if phase:
            seconds = HEAD_SECONDS if phase == "head" else WHOLE_SECONDS
            self._deadline = self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        if self._phase == "head" and not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
            self.transport.close()
        else:
            self.transport.abort()

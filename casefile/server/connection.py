"""A connection: what its client has time for, and when it is given up."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEADERS_WITHIN = 15.0  # seconds from connecting, or from the answer before, to the last header
READ_WITHIN = 30.0  # seconds in which a client reads what has been written for it
KEPT_FOR = 15  # seconds of rest between an answer and the next request


class Connection(H11Protocol):
    """A connection that is given up where its client sends no whole headers, or does not read.

    uvicorn itself has a limit of time only for the rest between two requests.
    """

    _deadline: asyncio.TimerHandle | None = None  # for headers
    _unread: asyncio.TimerHandle | None = None  # for what has been written

    # asyncio calls it with any kind of transport, and uvicorn, whose method it is, takes this one.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_headers()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline = _cancelled(self._deadline)
        self._unread = _cancelled(self._unread)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(READ_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        self._unread = _cancelled(self._unread)
        super().resume_writing()

    def _expect_headers(self) -> None:
        """Begin to count while no request is under way, and stop when one is."""
        if self._is_under_way():
            self._deadline = _cancelled(self._deadline)
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEADERS_WITHIN, self._give_up)

    def _give_up(self) -> None:
        self._deadline = None
        if not self._is_under_way():
            self.transport.abort()

    def _is_under_way(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # there is none before the first
        return cycle is not None and not cycle.response_complete


def _cancelled(timer: asyncio.TimerHandle | None) -> Any:
    if timer is not None:
        timer.cancel()

"""Tells browsers what has changed, as server-sent events (HTML Living Standard, 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable

_BEAT = 15.0
"""Seconds after which a browser hears that the stream is alive; a laptop that slept misses them."""
INDEX = ""
"""What is told, among the names of journeys, when the list of journeys or anything in it has changed."""


class ChangeStream:
    """Browsers that listen, and what each of them has not heard yet. Used in the server's own thread alone."""

    def __init__(self) -> None:
        self._listeners: list[_Listener] = []

    def tell(self, names: Iterable[str]) -> None:
        """Tells all browsers that the journeys of these names have changed."""
        for listener in self._listeners:
            listener.unheard.update(names)
            listener.woken.set()

    async def events(self) -> AsyncIterator[str]:
        """The events for one browser. What changes while it is busy is told at once afterwards, each name once."""
        listener = _Listener()
        self._listeners.append(listener)
        try:
            yield "retry: 1000\nevent: beat\ndata: \n\n"
            while True:
                try:
                    await asyncio.wait_for(listener.woken.wait(), _BEAT)
                except TimeoutError:
                    yield "event: beat\ndata: \n\n"
                    continue
                listener.woken.clear()
                names, listener.unheard = sorted(listener.unheard), set()
                yield f"event: changed\ndata: {json.dumps(names)}\n\n"
        finally:
            self._listeners.remove(listener)


class _Listener:
    def __init__(self) -> None:
        self.unheard: set[str] = set()
        self.woken = asyncio.Event()

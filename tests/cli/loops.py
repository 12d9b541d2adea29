"""An event loop for a test, whatever else runs in its process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor


def run_in_own_loop(main: Callable[[], Coroutine[object, object, None]], seconds: float) -> None:
    """Runs a coroutine function to its end, and raises what it raises, or TimeoutError after some seconds.

    The loop has a thread of its own: once a test of the same process has opened a browser, Playwright's loop counts
    as running in the thread of the tests.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(asyncio.wait_for(main(), seconds))).result()

"""What browsers hear of changes."""

from __future__ import annotations

import asyncio

from journeymap.serve.stream import ChangeStream


def test_what_changes_while_a_browser_is_busy_is_told_afterwards_each_name_once() -> None:
    async def heard() -> str:
        stream = ChangeStream()
        events = stream.events()
        await anext(events)
        for names in (["b"], ["a", "b"], ["c"]):
            stream.tell(names)
        return await anext(events)

    assert asyncio.run(heard()) == 'event: changed\ndata: ["a", "b", "c"]\n\n'

"""How often each rule finds something, in place of what it finds: `validate --statistics`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from journeymap.diagnostics import Diagnostic


def statistics(diagnostics: Iterable[Diagnostic], *, as_json: bool = False) -> str:
    """Returns a line for each rule, the most frequent first: how often, code and name; with `as_json`, a list."""
    counts = Counter((each.code, each.name) for each in diagnostics)
    ordered = sorted(counts.items(), key=lambda count: (-count[1], count[0]))
    if as_json:
        rows = [{"code": code, "name": name, "count": count} for (code, name), count in ordered]
        return json.dumps(rows, indent=2) + "\n"
    width = max((len(str(count)) for _, count in ordered), default=0)
    return "".join(f"{count:>{width}}  {code}  {name}\n" for (code, name), count in ordered)

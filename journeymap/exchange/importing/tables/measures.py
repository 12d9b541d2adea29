"""Reads what is measured from the cells of a table: a name, perhaps with a value and a unit."""

from __future__ import annotations

import re

from journeymap.digits import latin
from journeymap.exchange.importing.draft import Draft
from journeymap.model.metrics import STANDARDS

_VALUE = r"(?P<value>[-+]?[0-9]{1,9}(?:\.[0-9]{1,6})?)\s*(?P<unit>%|‰|[^\W\d_]{1,12})?"
_NAMED = re.compile(rf"(?P<name>[^:=]*[^:=\s])\s*[:=]\s*{_VALUE}")
_SHORT = re.compile(rf"(?P<name>nps|csat|ces|tgw)\s+{_VALUE}", re.IGNORECASE)


def put_metric(metrics: Draft, text: str) -> None:
    """Add what a text says is measured: `NPS: 45`, `Waiting time = 12 min`; without a value it is planned.

    A text that says it otherwise is its name. One that is there already is not added again.
    """
    match = _NAMED.fullmatch(latin(text)) or _SHORT.fullmatch(latin(text))
    name = text[: match.end("name")].strip() if match else text
    key = name.lower() if name.lower() in STANDARDS else name
    metric = Draft() if key in STANDARDS else Draft(name=name)
    if match:
        value, unit = float(match["value"]), match["unit"] or ""
        known = STANDARDS.get(key)
        if known and (unit not in ("", known.unit) or (known.scale and not known.scale[0] <= value <= known.scale[1])):
            key, metric = text, Draft(name=text)
        else:
            metric["value"] = value
            if unit and not known:
                metric["unit"] = unit
    metric = metric or Draft(name=name)
    free, number = key, 2
    while free in metrics and metrics[free] != metric:
        free, number = f"{key} {number}", number + 1
    metrics[free] = metric

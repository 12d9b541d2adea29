"""The files that the tests of the command line start from, and what a run comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GOOD = """\
journeymap: 1
id: shop
title: A visit to the shop
takeaway: The fitting room decides
scenario: A Saturday
evidence: 9 interviews
owner: lead
review: {last: 2026-10-01, every: 4 months}
owners: [{id: lead, name: Ines}]
personas: [{id: mia, name: Mia}]
stages:
  - id: visit
    name: Visit
    phase: post-consumption
    touchpoints:
      - {id: enter, name: Enters, channels: shop, emotions: {score: 1, evidence: observed}}
      - {id: pay, name: Pays, channels: shop, emotions: {score: -1, evidence: observed}}
"""
BAD = GOOD.replace("takeaway", "takeway").replace("id: shop", "id: broken")
UNREADABLE = "title: [\n"


@dataclass
class Done:
    """A finished run."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]
Write = Callable[[str, str], Path]

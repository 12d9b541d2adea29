"""A shop whose customers were asked, in three languages: its file, and the measures beside it.

Two sources ask: a survey three quarters long, by segment, and a panel without dates. Those of the regulars are held
back in the first quarter, few of them answered in the third, and nobody was asked how it is to wait.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from journeymap.measure.measures import path_of
from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings

TODAY = dt.date(2026, 11, 21)
SHOP = """\
journeymap: 1
id: shop
title: A visit to the shop
language: en
owner: lead
review: {last: 2026-10-01, every: 4 months}
owners: [{id: lead, name: Ines}]
segments:
  - {id: new, name: New customers, dimension: kind}
  - {id: regular, name: Regulars, dimension: kind}
personas:
  - {id: mia, name: Mia, segment: new}
  - {id: tal, name: Tal, segment: regular}
stages:
  - id: visit
    name: Visit
    touchpoints:
      - id: look
        name: Looks around
        emotions: [{persona: mia, score: 1.5, evidence: assumed}, {persona: tal, score: 1, evidence: assumed}]
        pains: [{id: dark, text: It is dark, severity: 5}]
        metrics: {csat: {target: 70}}
      - id: pay
        name: Pays
        emotions: [{persona: mia, score: -1, evidence: assumed}, {persona: tal, score: 0.5, evidence: assumed}]
        pains: [{id: queue, text: The queue is long, severity: 4}]
      - id: wait
        name: Waits
        emotions: [{persona: mia, score: -0.2, evidence: assumed}]
        pains: [{id: no-word, text: Nobody says how long, severity: 4}]
sources:
  - id: survey
    location: answers.csv
    time: Date
    invited: 4000
    segments: {kind: {column: Kind, map: {New: new, Old: regular}}}
    scale: {from: 1, to: 5}
    questions:
      - {column: Look, touchpoint: look, metric: csat}
      - {column: Pay, touchpoint: pay, metric: csat}
  - id: panel
    location: panel.csv
    period: 2026-Q3
    scale: {from: 1, to: 5}
    questions: [{column: Ease, touchpoint: pay, metric: ces}]
"""
IN_HEBREW = {
    "language: en": "language: he", "A visit to the shop": "ביקור בחנות", "New customers": "לקוחות חדשים",
    "Regulars": "לקוחות קבועים", "Mia": "מאיה", "Tal": "טל", "name: Visit": "name: ביקור",
    "Looks around": "מסתכלת סביב",
    "It is dark": "חשוך שם", "Pays": "משלמת", "The queue is long": "התור ארוך", "Waits": "ממתינה",
    "Nobody says how long": "איש אינו אומר כמה זמן", "Ines": "ענת",
}  # fmt: skip
IN_PERSIAN = {
    "language: en": "language: fa", "A visit to the shop": "خرید از فروشگاه", "New customers": "مشتریان تازه",
    "Regulars": "مشتریان همیشگی", "Mia": "مریم", "Tal": "علی", "name: Visit": "name: بازدید",
    "Looks around": "نگاه می‌کند",
    "It is dark": "آنجا تاریک است", "Pays": "می‌پردازد", "The queue is long": "صف دراز است", "Waits": "چشم به راه است",
    "Nobody says how long": "کسی نمی‌گوید چقدر", "Ines": "نسرین",
}  # fmt: skip
LANGUAGES = {"en": {}, "he": IN_HEBREW, "fa": IN_PERSIAN}


def shop(language: str = "en") -> str:
    """The text of the shop's file in a language."""
    text = SHOP
    for english, other in LANGUAGES[language].items():
        text = text.replace(english, other)
    return text


def told(
    touchpoint: str,
    period: str,
    n: int,
    share: tuple[float, float, float],
    mean: tuple[float, float, float],
    kind: str = "",
    *,
    metric: str = "csat",
    source: str = "survey",
) -> dict[str, Any]:
    """A cell of the file of measures; its share and its mean each with the ends of the interval."""
    return {
        "touchpoint": touchpoint, "metric": metric, "source": source, "segment": {"kind": kind} if kind else {},
        "period": period, "n": n, "respondents": None, "n_effective": n, "value": share[0], "low": share[1],
        "high": share[2], "mean": mean[0], "mean_low": mean[1], "mean_high": mean[2], "method": "wilson",
        "confidence": 95,
    }  # fmt: skip


CELLS = [
    told("look", "2026-Q1", 300, (81, 76.2, 85), (4.1, 4, 4.2)),
    told("look", "2026-Q1", 298, (82, 77.3, 85.9), (4.12, 4.02, 4.22), "new"),
    told("look", "2026-Q2", 280, (70, 64.4, 75.1), (3.8, 3.7, 3.9)),
    told("look", "2026-Q2", 180, (72, 65, 78), (3.9, 3.8, 4), "new"),
    told("look", "2026-Q2", 100, (66, 56.3, 74.5), (3.6, 3.4, 3.8), "regular"),
    told("look", "2026-Q3", 260, (61, 55, 66.7), (3.4, 3.3, 3.5)),
    told("look", "2026-Q3", 240, (60, 53.7, 66), (3.2, 3.1, 3.3), "new"),
    told("look", "2026-Q3", 20, (70, 48.1, 85.5), (3.9, 3.4, 4.4), "regular"),
    told("pay", "2026-Q3", 260, (40, 34.2, 46.1), (2.6, 2.5, 2.7)),
    told("pay", "2026-Q3", 160, (30, 23.4, 37.5), (2.2, 2.1, 2.3), "new"),
    told("pay", "2026-Q3", 100, (56, 46.2, 65.3), (3.2, 3, 3.4), "regular"),
    told("pay", "2026-Q3", 50, (3.4, 3.1, 3.7), (3.4, 3.1, 3.7), metric="ces", source="panel"),
]
QUESTIONS = {"survey": [("look", "csat"), ("pay", "csat")], "panel": [("pay", "ces")]}
SOURCES = [
    {
        "id": name, "files": [f"{name}.csv"], "fingerprint": "sha256:0", "rows": rows, "kept": kept,
        "left_out": left_out, "held_back": held_back, "repeats": None if invited else "latest", "invited": invited,
        "questions": [
            {"touchpoint": touchpoint, "metric": metric, "scale": [1, 5], "better": "higher"}
            for touchpoint, metric in QUESTIONS[name]
        ],
    }
    for name, rows, kept, left_out, held_back, invited in (
        ("survey", 900, 840, {"off-scale": 12, "preview": 48}, 1, 4000), ("panel", 50, 50, {}, 0, None),
    )
]  # fmt: skip
MEASURES: dict[str, Any] = {
    "schema": 1,
    "options": {"period": "quarter", "by": ["kind"], "confidence": 95, "min_n": 30, "hold_back": 5},
    "sources": SOURCES,
    "cells": CELLS,
}


def measured(folder: Path, text: str = SHOP, measures: dict[str, Any] = MEASURES) -> Journey:
    """The journey of a text with the measures beside it, both written into a folder."""
    path = folder / "shop.journey.yaml"
    path.write_text(text, "utf-8")
    path_of(path).write_text(json.dumps(measures), "utf-8")
    checked = check(text.encode(), path.name, Settings(today=TODAY), folder=str(folder))
    assert checked.journey is not None
    assert [each.code for each in checked.diagnostics if each.severity.word == "error"] == []
    return checked.journey

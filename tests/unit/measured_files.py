"""A file of measures for tests of rules: written short, with what every such file has left out."""

from __future__ import annotations

import json
from typing import Any

from journeymap.errors import UserError
from journeymap.measure.judging import judged_measures, unreadable_measures
from journeymap.measure.measured import Measures
from journeymap.measure.measures import read_measures
from journeymap.measure.overlay import measures_overlay
from journeymap.model import Journey
from journeymap.overlays.measures_file import MeasuresFile
from journeymap.source import SourceText
from journeymap.style.locale import load_words

_OPTIONS = {"period": "quarter", "by": [], "confidence": 95, "min_n": 30, "hold_back": 5}
_SOURCE = {"files": [], "fingerprint": "", "rows": 0, "kept": 0, "left_out": {}, "held_back": 0, "repeats": None,
           "invited": None}  # fmt: skip
_WAY = {"source": "shop", "segment": {}, "period": "2025-Q4", "method": "wilson", "confidence": 95}
_CELL = {"source": "survey", "segment": {}, "period": "2025-Q4", "respondents": None, "n_effective": 80, "low": None,
         "high": None, "mean": None, "mean_low": None, "mean_high": None, "method": "t",
         "confidence": 95}  # fmt: skip


def whole_measures(text: str) -> Measures:
    """The measures that a short text stands for; one with a `schema` stands for itself.

    A source that is not written out asks about each cell on a scale from 1 to 5.
    """
    try:
        said: dict[str, Any] = json.loads(text)
    except ValueError:
        said = {"schema": 1}
    if "schema" in said:
        return read_measures(text.encode(), "test.measures.json")
    cells = [_CELL | each for each in said.get("cells", ())]
    ways = [_WAY | {"cases": each["n"], "n_effective": each["n"]} | each for each in said.get("transitions", ())]
    asked = {
        source: [each for each in cells if each["source"] == source]
        for source in (each["source"] for each in (*cells, *ways))
    }
    sources = said.get("sources") or [{"id": source, "questions": found} for source, found in asked.items()]
    for source in sources:
        source["questions"] = [
            {"touchpoint": each["touchpoint"], "metric": each["metric"], "scale": [1, 5], "better": "higher"}
            for each in source["questions"]
        ]
    whole = {"schema": 1, "options": _OPTIONS, "sources": [_SOURCE | each for each in sources], "cells": cells}
    whole |= {"transitions": ways} if ways else {}
    return read_measures(json.dumps(whole).encode(), "test.measures.json")


def measures_file(journey: Journey, text: str) -> MeasuresFile:
    """What rules are told of the file that a short text stands for; places are those in the short text."""
    source = SourceText(text, "test.measures.json")
    try:
        measures = whole_measures(text)
    except UserError as error:
        return unreadable_measures(error, source)
    drawn = measures_overlay(journey, measures, load_words(journey.language))
    return judged_measures(journey, measures, (drawn,), lambda: source)

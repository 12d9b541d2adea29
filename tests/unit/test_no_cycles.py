"""Nothing of a journey that was drawn waits for Python's collector of cycles, which hardly ever runs."""

import datetime as dt
import gc
from pathlib import Path

import pytest

from journeymap.model import read_journey
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.settings import Settings
from journeymap.source import load

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.journey.yaml"))
FORMATS = ("svg", "html", "plan")
SETTINGS = Settings(today=dt.date(2026, 10, 1), formats=FORMATS)


def read_and_draw(path):
    journey, _ = read_journey(load(path.read_bytes(), path.name).tree)
    draw(drawing_request(journey, SETTINGS, only_markup=True), FORMATS)


@pytest.fixture
def garbage():
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield gc.garbage
    gc.set_debug(0)
    gc.garbage.clear()
    gc.enable()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_a_drawn_journey_goes_with_its_last_reference(path, garbage):
    read_and_draw(path)
    read_and_draw(SAMPLES[0])  # the last journey is kept
    gc.collect()
    kept = {f"{type(each).__module__}.{type(each).__name__}" for each in garbage}
    assert not {
        name for name in kept if name.startswith(("journeymap.source", "journeymap.model", "journeymap.layout"))
    }

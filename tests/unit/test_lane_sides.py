"""Which lanes are above the line of visibility, below which the customer does not see."""

from __future__ import annotations

import pytest
from journeys import journey_from, scene_of

from journeymap.layout.scene import TextLine
from journeymap.model import Journey

OWN = [
    {"id": "letter", "name": "Letter", "texts": {"t": "Signed"}},
    {"id": "archive", "name": "Archive", "side": "backstage", "texts": {"t": "Filed"}},
    {"id": "badge", "name": "Badge", "side": "frontstage", "texts": {"t": "Worn"}},
]
LINE = "|"


def journey_with(lanes: list[str], **touchpoint: str) -> Journey:
    step = {"id": "t", "name": "T", "doing": "d", "frontstage": "f", "pains": "p", "owner": "o", **touchpoint}
    stages = [{"id": "s", "name": "S", "touchpoints": [step]}]
    data = {"journeymap": 1, "id": "x", "title": "X", "stages": stages, "custom": OWN}
    return journey_from(data | {"lanes": lanes, "owners": [{"id": "o", "name": "O"}]})


def drawn(journey: Journey) -> str:
    """The lanes from the top, with a bar where the line of visibility is."""
    scene = scene_of(journey)
    words = [each for each in scene.texts() if each.string.startswith("Line of visibility")]
    at = [(float(band.data["y"]), band.data["lane"]) for band in scene.bands if "lane" in band.data]
    for line in words:
        assert isinstance(line, TextLine)
        below = max(index for index, (y, _) in enumerate(at) if y <= line.baseline)
        at.insert(below, (line.baseline, LINE))
    return " ".join(name for _, name in at)


BACK = {"backstage": "b", "systems": "s"}


@pytest.mark.parametrize(
    ("lanes", "touchpoint", "order"),
    [
        ([], BACK, "doing pains frontstage letter badge | backstage systems archive owners"),
        ([], {}, "doing pains frontstage letter badge | archive owners"),
        (["backstage", "letter", "doing", "archive"], BACK, "letter doing | backstage archive"),
        (["archive", "pains", "systems", "badge", "backstage"], BACK, "pains badge | archive systems backstage"),
        (["owners", "backstage", "doing"], BACK, "owners doing | backstage"),
        (["backstage", "owners", "doing", "systems"], BACK, "doing | backstage owners systems"),
        (["backstage", "owners", "doing", "systems"], {"systems": "s"}, "doing owners | systems"),
        (["backstage", "owners", "doing"], {}, "doing owners"),
    ],
)
def test_lanes_keep_their_order_on_each_side_of_the_line(
    lanes: list[str], touchpoint: dict[str, str], order: str
) -> None:
    assert drawn(journey_with(lanes, **touchpoint)) == order

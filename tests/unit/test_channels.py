"""What kind of channel a name means, which texts mean one channel, and how steps tell their channels apart."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from journeys import journey_from, made_up, scene_of

from journeymap.insight.channel_kinds import channel_kind
from journeymap.insight.channels import channels_of, same_channel, usual_name
from journeymap.layout.icons import is_drawn
from journeymap.layout.scene import Group, Icon, TextLine
from journeymap.model import CHANNEL_ICONS, Journey

NAMES = yaml.safe_load((Path(__file__).parent / "channel_names.yaml").read_text("utf-8"))
CASES = [(language, name, kind) for language, kinds in NAMES.items() for kind, names in kinds.items() for name in names]


def journey_with(*steps: list[str], **more: Any) -> Journey:
    touchpoints = [{"id": f"t{number}", "name": "Step", "channels": channels} for number, channels in enumerate(steps)]
    stages = [{"id": "s", "name": "S", "touchpoints": touchpoints}]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages, **more})


def drawn_at(journey: Journey, touchpoint: str = "t0") -> list[tuple[str, str]]:
    """Each icon under a touchpoint's name with the text that follows it on its line."""
    scene = scene_of(journey)
    group = next(each for each in scene.elements() if isinstance(each, Group) and each.id == f"touchpoint-{touchpoint}")
    found: list[tuple[str, str]] = []
    for element in group.children:
        if isinstance(element, Icon):
            found.append((element.name, ""))
        elif isinstance(element, TextLine) and found:
            found.append((found.pop()[0], element.string) if not found[-1][1] else ("", element.string))
    return found


def test_there_are_names_in_every_language_with_words() -> None:
    folder = Path(__file__).parents[2] / "templates" / "channels"
    assert len(CASES) >= 500 and NAMES.keys() == {path.stem for path in folder.glob("*.yaml")} - {"names"}


@pytest.mark.parametrize(("language", "name", "kind"), CASES)
def test_a_name_means_a_kind(language: str, name: str, kind: str) -> None:
    assert channel_kind(name, language) == kind


def test_words_of_the_journeys_language_come_first() -> None:
    assert channel_kind("موقع", "ar") == "web"
    assert channel_kind("اتصال به بانک", "fa") != channel_kind("اتصال", "ar")
    assert channel_kind("אתר החברה", "en") == "web", "another language is still understood"
    assert channel_kind("Website", "de") == "web", "and services and English are everywhere"


@pytest.mark.parametrize("name", ["Сайт", "אתר", "وب‌سایت", "ویب سائٹ", "网站", "ウェブサイト", "웹사이트", "página"])
def test_another_language_is_read_for_the_letters_that_it_is_written_in(name: str) -> None:
    assert channel_kind(name, "en") == "web"


def test_every_kind_has_an_icon_of_its_own() -> None:
    assert all(is_drawn(kind) for kind in CHANNEL_ICONS)
    folder = Path(__file__).parents[2] / "templates" / "channels"
    known = {kind for path in folder.glob("*.yaml") for kind in yaml.safe_load(path.read_text("utf-8"))}
    assert known == {*CHANNEL_ICONS} - {"other"}


def test_no_word_means_two_kinds_in_a_language() -> None:
    folder = Path(__file__).parents[2] / "templates" / "channels"
    for path in folder.glob("*.yaml"):
        seen: dict[str, str] = {}
        for kind, words in yaml.safe_load(path.read_text("utf-8")).items():
            for word in words.split(","):
                key = same_channel(word.rstrip("*?").strip())
                assert key and seen.setdefault(key, kind) == kind, f"{path.name}: {word}"


def test_one_channel_in_several_spellings_has_one_line() -> None:
    journey = journey_with(["Phone", "צ'אט"], ["phone", "צ׳אט"], ["PHONE", "Pick-up  point"], ["pick‑up point"])
    assert [channel.name for channel in channels_of(journey).in_order] == ["Phone", "צ'אט", "Pick-up  point"]
    assert usual_name(journey, "pHONE") == "Phone"
    assert usual_name(journey, "Fax") == "Fax"


def test_touchpoints_mean_a_declared_channel_by_id_then_by_name() -> None:
    declared = [
        {"id": "hotline", "name": "Care line", "icon": "person", "colour": "violet"},
        {"id": "shop", "name": "Hotline"},
    ]
    journey = journey_with(["hotline", "Hotline", "CARE LINE", "shop"], channels=declared)
    channels = channels_of(journey)
    assert {text: channel.name for text, channel in channels.by_text.items()} == {
        "hotline": "Care line", "Hotline": "Care line", "CARE LINE": "Care line", "shop": "Hotline",
    }  # fmt: skip
    assert [(channel.icon, channel.colour) for channel in channels.at(journey.touchpoints[0])] == [
        ("person", "violet"), ("call", ""),
    ]  # fmt: skip


def test_a_declared_channel_without_an_icon_may_get_it_from_its_id() -> None:
    journey = journey_with(["whatsapp"], channels=[{"id": "whatsapp", "name": "The green one"}])
    assert channels_of(journey).in_order[0].icon == "chat"


def test_channels_with_an_order_come_first() -> None:
    declared = [{"id": "post", "name": "Letter", "order": 2}, {"id": "web", "name": "Website", "order": 1}]
    journey = journey_with(["Fax", "post"], ["App"], ["web"], channels=declared)
    assert [channel.name for channel in channels_of(journey).in_order] == ["Website", "Letter", "Fax", "App"]


@pytest.mark.parametrize(
    ("names", "drawn"),
    [
        (["Shop", "Phone"], [("shop", ""), ("call", "")]),
        (["Shop", "Front desk"], [("shop", "S"), ("shop", "F")]),
        (["Website", "Web shop"], [("web", "W"), ("web", "S")]),
        (["Aa", "A", "Á"], [("other", "A"), ("other", "1"), ("other", "Á")]),
        (["חנות", "סניף"], [("shop", "ח"), ("shop", "ס")]),
    ],
)
def test_channels_of_one_step_with_one_icon_have_marks(names: list[str], drawn: list[tuple[str, str]]) -> None:
    journey = journey_with(names, names[:1])
    assert drawn_at(journey)[: len(names)] == drawn
    assert drawn_at(journey, "t1")[:1] == drawn[:1], "a channel has one mark everywhere"


def test_channels_that_never_meet_need_no_marks() -> None:
    assert drawn_at(journey_with(["Shop"], ["Front desk"])) == [("shop", "")]


def test_as_many_icons_as_have_room_and_how_many_more() -> None:
    names = [
        "Website",
        "App",
        "Shop",
        "Phone",
        "E-mail",
        "Chat",
        "Letter",
        "Kiosk",
        "TV",
        "Search",
        "Courier",
        "Friends",
    ]
    journey = journey_with(names, *([["App"]] * 20))
    drawn = drawn_at(journey)
    more = drawn[-1][1]
    assert more.startswith("+") and len([icon for icon, _ in drawn if icon]) + int(more[1:]) == len(names)


def test_a_colour_is_that_of_the_theme() -> None:
    journey = journey_with(["App"], channels=[{"id": "app", "name": "App", "colour": "rose"}])
    icons = [each.stroke for each in scene_of(journey).elements() if isinstance(each, Icon) and each.name == "app"]
    assert icons == ["channel-rose", "channel-rose"], "under the step, and in the lane"


@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_icons_and_marks_stay_in_their_column(language: str) -> None:
    data = made_up(3, language=language, stages=2, touchpoints=6, personas=1, longest=60)
    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            touchpoint["channels"] = [f"Channel {letter}" for letter in "ABCDEFGHIJ"]
    for group in scene_of(journey_from(data)).elements():
        if isinstance(group, Group) and group.id.startswith("touchpoint-"):
            left, right = float(group.data["x"]), float(group.data["x"]) + float(group.data["width"])
            icons = [each for each in group.children if isinstance(each, Icon)]
            marks = [each for each in group.children if isinstance(each, TextLine) and each.baseline > icons[0].y]
            spans = [(each.x, each.x + each.size) for each in icons]
            spans += [(each.middle - each.width / 2, each.middle + each.width / 2) for each in marks]
            assert all(left <= start and end <= right for start, end in spans)
            spans.sort()
            assert all(one[1] <= other[0] for one, other in pairwise(spans))

"""Cards: one for everything the journey knows, a page of empty ones of each kind, and no text over its edge."""

from __future__ import annotations

import itertools

import pytest
from journeys import journey_from, made_up, with_whole_stages

from journeymap.insight.actions import is_open
from journeymap.layout.scene import Circle, Group, TextLine
from journeymap.model import Journey
from journeymap.style.locale import load_words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.cards import CardPage, draw_cards
from journeymap.workshop.kit.true_sizes import MM


def journey_of(language: str, longest: int = 160) -> Journey:
    data = made_up(
        11, language="fa" if language == "ar" else language, stages=4, touchpoints=13, personas=5, longest=longest
    )
    return journey_from(data | {"language": language})


def pages_of(journey: Journey) -> list[CardPage]:
    words = load_words(journey.language)
    return draw_cards(journey, Grid.of(journey, words), words)


def cards_on(page: CardPage) -> list[Group]:
    return [group for group in page.scene.bands if group.kind == "card"]


def box(text: TextLine) -> tuple[float, float, float, float]:
    half = text.width / 2
    return text.middle - half, text.baseline - 0.65 * text.size, text.middle + half, text.baseline


def test_there_is_a_card_for_everything_and_a_page_of_empty_ones_of_each_kind() -> None:
    journey = journey_of("en")
    pages = pages_of(journey)
    filled = {
        kind: [card.data["card"] for page in pages if page.kind == kind for card in cards_on(page) if card.data["card"]]
        for kind in ("touchpoints", "personas", "pains", "opportunities", "actions")
    }
    assert filled["touchpoints"] == [touchpoint.id for touchpoint in journey.touchpoints]
    assert filled["personas"] == [persona.id for persona in journey.personas]
    assert filled["actions"] == [action.id for action in journey.actions if is_open(action)]
    pains = [point for _, point, kind in journey.points() if kind == "pain"]
    assert filled["pains"] == [point.id for point in pains if point.id]
    by_kind = {kind: [page for page in pages if page.kind == kind] for kind in filled}
    for kind, own in by_kind.items():
        assert len({page.count for page in own}) == 1
        assert own[0].count == (4 if kind in ("touchpoints", "personas") else 8)
        assert all(not card.data["card"] for card in cards_on(own[-1]))
    assert len(by_kind["pains"]) == -(-len(pains) // 8) + 1


def test_what_is_done_or_given_up_has_no_card() -> None:
    data = made_up(11, language="en", stages=1, touchpoints=2, personas=1, longest=40)
    for action, status in zip(data["actions"], ("idea", "planned", "in-progress", "done", "dropped"), strict=False):
        action["status"] = status
    actions = [card.data["card"] for page in pages_of(journey_from(data)) if page.kind == "actions"
               for card in cards_on(page)]  # fmt: skip
    assert [each for each in actions if each] == ["a1", "a2", "a3", "a6", "a7", "a8"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("Bo", "Ann, with Bo"), ("Somebody with a long name", "Ann …")],
)
def test_an_action_has_the_code_of_the_map_and_those_who_do_it_as_far_as_they_fit(name: str, said: str) -> None:
    owners = [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": name}]
    action = {"id": "oil", "title": "Oil the hinges", "owner": ["ann", "bo"]}
    stages = [{"id": "one", "name": "One", "touchpoints": [{"id": "a", "name": "Pays"}]}]
    data = {"journeymap": 1, "id": "x", "title": "X", "owners": owners, "stages": stages, "actions": [action]}
    pages = pages_of(journey_from(data))
    (card,) = (card for page in pages for card in cards_on(page) if card.data["card"] == "oil")
    texts = [each.string for each in card.children if isinstance(each, TextLine)]
    assert {"Action · A1", said} <= set(texts)


@pytest.mark.parametrize("severity", [None, 1, 4, 5])
def test_a_pain_has_as_many_filled_dots_as_it_is_severe(severity: int | None) -> None:
    pain = {"id": "fee", "text": "A late fee"} | ({"severity": severity} if severity else {})
    stages = [{"id": "one", "name": "One", "touchpoints": [{"id": "a", "name": "Pays", "pains": [pain]}]}]
    pages = pages_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages}))
    (card,) = (card for page in pages for card in cards_on(page) if card.data["card"] == "fee")
    (dots,) = (each for each in card.children if isinstance(each, Group) and each.data.get("column") == "severity")
    assert sum(isinstance(mark, Circle) and mark.fill == "ink" for mark in dots.children) == (severity or 0)


def test_a_card_says_where_it_stands_on_the_wall() -> None:
    journey = journey_of("en")
    page = pages_of(journey)[0]
    said = [{text.string for text in card.children if isinstance(text, TextLine)} for card in cards_on(page)]
    assert [sorted(words & {"A1.1", "A1.2", "A1.3", "A1.4"}) for words in said] == [
        ["A1.1"], ["A1.2"], ["A1.3"], ["A1.4"],
    ]  # fmt: skip
    assert all(journey.touchpoints[index].id in words for index, words in enumerate(said))


@pytest.mark.parametrize("language", ["en", "he", "fa", "ar"])
@pytest.mark.parametrize("longest", [20, 500])
def test_texts_stay_on_their_card_and_off_each_other(language: str, longest: int) -> None:
    for page in pages_of(journey_of(language, longest)):
        assert (page.scene.width / MM, page.scene.height / MM) == pytest.approx((210, 297))
        rows = page.count // 2
        height = (297 - 20) / rows * MM
        for index, card in enumerate(cards_on(page)):
            row, column = divmod(index, 2)
            column = 1 - column if page.scene.rtl else column
            left, top = (10 + column * 95) * MM, 10 * MM + row * height
            texts = [child for child in card.children if isinstance(child, TextLine)]
            for text in texts:
                x0, y0, x1, y1 = box(text)
                assert x0 >= left and x1 <= left + 95 * MM, text.string
                assert y0 >= top and y1 <= top + height, text.string
            for one, other in itertools.combinations(map(box, texts), 2):
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (page.kind, card.data, one, other)


def test_a_journey_that_knows_nothing_gets_empty_cards_only() -> None:
    bare = journey_from({"journeymap": 1, "id": "bare", "title": "Bare", "stages": [{"id": "one", "name": "One"}]})
    pages = pages_of(bare)
    assert [page.kind for page in pages] == ["touchpoints", "personas", "pains", "gains", "opportunities", "actions"]


def test_what_stages_say_of_themselves_and_what_works_well_have_cards_too() -> None:
    data = made_up(11, language="en", stages=4, touchpoints=13, personas=2, longest=60)
    journey = journey_from(with_whole_stages(data, 11))
    pages = pages_of(journey)
    for kind, word in (("pains", "pain"), ("gains", "gain"), ("opportunities", "opportunity")):
        cards = [card for page in pages if page.kind == kind for card in cards_on(page)]
        assert len(cards) == 8 * (-(-sum(each == word for _, _, each in journey.points()) // 8) + 1)

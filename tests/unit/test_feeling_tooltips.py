"""What is told of a point of a curve: shared by the drawings of a page, and told anew in other words."""

import datetime as dt

from journeymap.layout import lay_out
from journeymap.layout.scene import Group
from journeymap.model import read_journey
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

WITHOUT_MENTIONS = b"""\
journeymap: 1
id: tickets
title: Buying a ticket
personas: [{id: dana, name: Dana}]
stages:
  - id: pays
    name: Pays
    touchpoints:
      - {id: chooses, name: Chooses, emotions: [{persona: dana, score: 1, label: glad}]}
      - {id: card, name: Card, emotions: [{persona: dana, score: -1}]}
"""


def tooltips(journey, language):
    scene = lay_out(journey, theme=load_theme("default"), words=load_words(language), today=dt.date(2026, 10, 1))
    groups = [element for element in scene.elements() if isinstance(element, Group) and element.title.count(" · ") > 1]
    return [group.title for group in groups]


def test_points_are_told_in_the_words_of_each_drawing():
    journey, _ = read_journey(load(WITHOUT_MENTIONS, "tickets.journey.yaml").tree)
    english = tooltips(journey, "en")
    hebrew = tooltips(journey, "he")
    assert english
    assert len(hebrew) == len(english)
    assert not set(hebrew) & set(english)
    assert tooltips(journey, "en") == english

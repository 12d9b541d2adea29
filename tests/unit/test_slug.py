"""The id that is nearest to a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.reading import ID_PATTERN, slug


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Küchenkauf", "kuchenkauf"),
        ("Ku\u0308chenkauf", "kuchenkauf"),
        ("Réclamation à l'accueil", "reclamation-a-l-accueil"),
        ("Große Straße", "grosse-strasse"),
        ("Łódź, København, İstanbul, Ilık", "lodz-kobenhavn-istanbul-ilik"),
        ("Đặt hàng", "dat-hang"),
        ("שלב 2", "2"),
        ("مرحله", ""),
        ("CON", "con-1"),
    ],
)
def test_latin_letters_stand_without_their_accents(text: str, id_: str) -> None:
    assert slug(text) == id_


@given(st.text(max_size=100))
def test_it_is_an_id_or_nothing(text: str) -> None:
    assert not slug(text) or re.fullmatch(ID_PATTERN, slug(text))

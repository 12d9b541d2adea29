"""A text that has quotation marks already is not quoted twice."""

import pytest

from journeymap.style.locale import load_words
from journeymap.style.quotes import without_quotes


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("«چرا؟»", "چرا؟"),
        ('"Why?"', "Why?"),
        ("“Why?”", "Why?"),
        ("‘I don’t know’", "I don’t know"),
        ("„Warum?“", "Warum?"),
        ("»Warum?«", "Warum?"),
        ("״למה?״", "למה?"),
        ('"צה"ל הגיע"', 'צה"ל הגיע'),
        ("״צה״ל״", "צה״ל"),
        (" « Pourquoi ? » ", "Pourquoi ?"),
        ("«بله».", "بله."),
        ('"Why?".', "Why?"),
        ('"Yes" or "no"', '"Yes" or "no"'),
        ('He said "no"', 'He said "no"'),
        ('5"', '5"'),
        ('"', '"'),
        ('""', '""'),
        ("'tis so", "'tis so"),
        ("", ""),
    ],
)
def test_only_a_pair_around_the_whole_is_taken_off(typed: str, said: str) -> None:
    assert without_quotes(typed) == said


@pytest.mark.parametrize("typed", ["Hm", '"Hm"', "«Hm»", "״Hm״", "“Hm”"])
def test_a_thought_has_the_marks_of_the_map_alone(typed: str) -> None:
    assert load_words("en").quote(typed) == "“Hm”"
    assert load_words("fa").quote(typed) == "«Hm»"

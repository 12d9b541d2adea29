"""What is a slip of the hand, which `validate --fix` mends, and what is another word, which it asks about."""

import pytest

from journeymap.spelling import is_slip, only_slip, similar


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("onwer", "owner"), ("wonre", "owner"), ("owenr", "owner"), ("onwer", "owner"), ("scoers", "scores"),
        ("ownner", "owner"), ("shopp", "shop"), ("takeway", "takeaway"), ("owne", "owner"), ("stage", "stages"),
        ("goals", "goal"), ("oportunities", "opportunities"),
    ],
)  # fmt: skip
def test_slips(written: str, meant: str) -> None:
    assert is_slip(written, meant) == (written != "wonre")  # two pairs are swapped there
    assert not is_slip(meant, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gains", "pains"), ("going", "doing"), ("drinking", "thinking"), ("context", "content"),
        ("consent", "content"), ("text", "next"), ("onstage", "frontstage"), ("sample", "example"), ("locus", "focus"),
        ("wner", "owner"), ("downer", "owner"), ("owiner", "owner"), ("a11", "a1"), ("a12", "a21"), ("step-", "step"),
        ("sizeadvice", "size-advice"), ("t", "to"), ("sizes-differ", "size-differs"), ("", "owner"),
    ],
)  # fmt: skip
def test_other_words(written: str, meant: str) -> None:
    assert not is_slip(written, meant)


def test_of_two_that_are_meant_none_is() -> None:
    assert only_slip("goalss", ["goals", "goal"]) == "goals"
    assert only_slip("goals", ["goal", "gaols"]) == ""
    assert only_slip("xyz", ["goal"]) == ""


@pytest.mark.parametrize(
    ("written", "known", "near"),
    [
        ("effect", ["effort"], ""), ("image", ["message"], ""), ("optional", ["emotions"], ""),
        ("pains", ["phase"], ""),
        ("e-commerce", ["ecommerce", "blank"], "ecommerce"), ("neu", ["new", "old"], "new"), ("a7", ["a1"], ""),
        ("opportunity", ["opportunities"], "opportunities"), ("persona", ["person", "personas"], "personas"),
        ("owneer", ["onwees", "owner"], "owner"),
    ],
)  # fmt: skip
def test_similar_words(written: str, known: list[str], near: str) -> None:
    assert similar(written, known) == near

"""A number written as people write it is told how to be written here."""

import pytest

from journeymap.model.number_hints import number_hint
from journeymap.source.tree import Scalar


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,8", "write `1.8`"), ("+38", "write `38`"), ("38", "write `38`"), ("−2,5", "write `-2.5`"),
        ("34%", "write `34`: a number stands without `%`"),
        ("180/month", "write `180`: a number stands without `/month`"),
        ("12 min", "write `12`: a number stands without `min`"), ("1,250", "write `1250`, or `1.250`"),
        ("1.250,5", "write `1250.5`"), ("1 250 000", "write `1250000`"), ("1,250,000.5", "write `1250000.5`"),
        ("12,34,56", ""), ("soon", ""), ("3 of 5", ""), ("1.2.3", ""), ("$40", ""), ("", ""), ("۱,۸", "write `1.8`"),
        ("۱،۸", "write `1.8`"), ("١٬٢٥٠٬٠٠٠ ريال", "write `1250000`: a number stands without `ريال`"),
        ("۳۴٪", "write `34`: a number stands without `٪`"),
    ],
)  # fmt: skip
def test_hint(text: str, hint: str) -> None:
    assert number_hint(Scalar(text, False, 0, len(text)), whole=False) == hint


def test_a_whole_number_is_not_told_to_be_another() -> None:
    assert number_hint(Scalar("1,8", False, 0, 3), whole=True) == ""
    assert number_hint(Scalar("40x", False, 0, 3), whole=True) == "write `40`: a number stands without `x`"

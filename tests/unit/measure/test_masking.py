"""What is masked in comments: tried with the example numbers of every country, in every form and script."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.measure.masking import MASKS, masked

WORDS = {kind: f"[{kind}]" for kind in MASKS}
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
FORMS = (
    phonenumbers.PhoneNumberFormat.NATIONAL,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.RFC3966,
)
DIGITS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９")
WORD = st.sampled_from(["call me on", "טלפון", "شماره", "!", "הוא", "at 10:30", "room 12,", "", "电话"])


def said(text: str) -> str:
    return masked(text, WORDS)


def digits_left(text: str) -> str:
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write to dana.levi+x@mail.example.co.il.", "Write to [e-mail]."),
        ("o'brien@example.com, or o@localhost", "[e-mail], or [e-mail]"),
        ("dana (at) example.com and lea [at] example.org!", "[e-mail] and [e-mail]!"),
        ("dana @ example.com", "[e-mail]"),
        ("דואל:דנה@דוגמה.קום", "דואל:[e-mail]"),
        ("We met @ the gate", "We met @ the gate"),
        ("see https://shop.example/reset?token=a1b2c3, or www.example.com/x", "see [link] or [link]"),
        ("call 054-123-4567 now", "call [phone] now"),
        ("(+972) 54 1234567; +972-(0)54-1234567", "[phone]; [phone]"),
        ("تماس: ۰۹۱۲ ۳۴۵ ۶۷۸۹", "تماس: [phone]"),
        ("٠٥٠١٢٣٤٥٦٧", "[phone]"),
        ("054\u200f-123\u20114567", "[phone]"),
        ("0 5 4 . 1 2 3 . 4 5 6 7", "[phone]"),
        ("card 4111 1111 1111 1111", "card [card]"),
        ("۴۱۱۱-۱۱۱۱-۱۱۱۱-۱۱۱۱", "[card]"),
        ("378282246310005", "[card]"),
        ("4111 1111 1111 1112", "[number]"),
        ("order 12345678", "order [number]"),
        ("ID 123456782.", "ID [number]."),
        ("cost 1 250 000", "cost [number]"),
        ("cost 1,250,000 or ۱٬۲۵۰٬۰۰۰", "cost 1,250,000 or ۱٬۲۵۰٬۰۰۰"),
        ("on 2026-11-27 10:30 and 27.11.2026, 1405/09/06", "on 2026-11-27 10:30 and 27.11.2026, 1405/09/06"),
        ("since 2019-2026, flight LY001, gate B12", "since 2019-2026, flight LY001, gate B12"),
        ("2026-11-27 054-1234567", "2026-11-27 [phone]"),
        ("two\nlines\u202e here\x07", "two lines here"),
        ("می‌شود 👩‍🔧", "می‌شود 👩‍🔧"),
    ],
)
def test_what_is_masked_and_what_stays(text: str, shown: str) -> None:
    assert said(text) == shown


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("digits", DIGITS)
def test_the_example_numbers_of_every_country_are_masked(form: int, digits: str) -> None:
    kept = []
    for region in REGIONS:
        for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is None:
                continue
            written = phonenumbers.format_number(number, form)
            if len(digits_left(written)) < (5 if "+" in written else 7):
                continue  # a village's number of six digits, without that of its country
            if digits_left(said(f"call {written.translate(str.maketrans('0123456789', digits))}, please")):
                kept.append(written)
    assert kept == []


@given(
    WORD,
    st.text("0123456789", min_size=7, max_size=15),
    st.lists(st.sampled_from([" ", "-", ".", "", "", " - ", "\u200e", "\u2011", ") ", "/"]), min_size=15, max_size=15),
    st.sampled_from(DIGITS),
    WORD,
)
def test_a_number_is_masked_however_it_is_parted(
    before: str, number: str, parts: list[str], digits: str, after: str
) -> None:
    written = "".join(digit + part for digit, part in zip(number, parts, strict=False)).rstrip(" -./()")
    written = written.translate(str.maketrans("0123456789", digits))
    shown = said(f"{before} {written} {after}")
    left = digits_left(re.sub("10:30|12,", "", shown))
    assert len(left) < 7 or re.search(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{4} ?[-/] ?\d{4}", written)


def with_check(digits: str) -> str:
    """A number that Luhn's check accepts, by the textbook: what lacks to a multiple of ten."""
    total = 0
    for place, each in enumerate(reversed(digits)):
        doubled = int(each) * 2 if place % 2 == 0 else int(each)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)


@given(st.text("0123456789", min_size=12, max_size=18), st.sampled_from(["", " ", "-"]))
def test_cards_are_called_cards(digits: str, between: str) -> None:
    number = with_check(digits)
    parts = [number[at : at + 4] for at in range(0, len(number), 4)]
    assert said(f"paid with {between.join(parts)}") == "paid with [card]"


@given(st.text(max_size=60))
def test_any_text_is_masked_once_and_for_all(text: str) -> None:
    once = said(text)
    assert "\n" not in once
    assert said(once) == once
    assert not re.search(r"\d{7}", once)

"""Two messages of one stage give different numbers for the same thing.

Customers meet several channels within a stage, and remember that the shop promised 30 days and the
mail 14. Two messages are said to contradict when both give a number with the same unit (a percentage,
an amount of money, minutes, hours, days, weeks, months or years, in English, Hebrew, Persian or
Arabic), have none of these numbers in common, share a word of four letters or more beside it, and are not
meant for two different segments.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: choose, name: Chooses, message: Free returns for 30 days}
      - {id: pay, name: Pays, message: Returns within 14 days}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: choose, name: Chooses, message: Free returns for 30 days}
      - {id: pay, name: Pays, message: "Delivery in 3 days, returns within 30 days"}
```
"""

import re
from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.mentions import MENTION
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_UNITS = {
    "%": "% ٪ percent אחוז אחוזים درصد بالمئة",
    "money": "$ € £ ₪ ﷼ dollars euros pounds שח ש״ח שקל שקלים ریال تومان ريال درهم دينار دولار",
    "minutes": "minute minutes min דקה דקות دقیقه دقيقة دقائق",
    "hours": "hour hours שעה שעות ساعت ساعة ساعات",
    "days": "day days יום ימים ימי روز يوم أيام يوما",
    "weeks": "week weeks שבוע שבועות هفته أسبوع أسابيع",
    "months": "month months חודש חודשים ماه شهر أشهر",
    "years": "year years שנה שנים سال سنة سنوات",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"([$€£₪﷼]?)\s?(\d+(?:[.,٫٬]\d+)*)[\s-]?([%٪$€£₪﷼]|[^\W\d_]+(?:[\"״][^\W\d_]+)?)?")
_THOUSANDS = re.compile(r"[.,٬](\d{3})(?!\d)")
_POINTS = str.maketrans({",": ".", "٫": ".", "٬": None})
_WORD = re.compile(r"[^\W\d_]{4,}")

Stated = dict[tuple[str, str], dict[str | None, tuple[frozenset[float], str]]]
"""What the messages of a stage say first, by unit and word, to each segment; None stands for everybody."""


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find messages that contradict an earlier message of the same stage."""
    for stage in journey.stages:
        stated: Stated = {}
        for touchpoint in stage.touchpoints:
            for index, message in enumerate(touchpoint.message):
                earlier = _contradicted(MENTION.sub("", message.text), message.segment, stated)
                if earlier:
                    yield Finding("JM403", f"this contradicts {quoted(earlier)} in the same stage",
                                  touchpoint.at_item("message", index), "say the same in both")  # fmt: skip


def _contradicted(message: str, segment: str | None, stated: Stated) -> str:
    """Returns the earlier message that this one contradicts, or an empty string, and records what this one says.

    Messages to two segments do not contradict each other: nobody reads both.
    """
    amounts = _amounts(message)
    if not amounts:
        return ""
    words = set(_WORD.findall(message.casefold()))
    contradicted = ""
    for unit, numbers in amounts.items():
        for word in sorted(words - _UNIT_OF.keys()):
            said = stated.setdefault((unit, word), {})
            read_too = (
                said.items() if segment is None else [(each, said[each]) for each in (None, segment) if each in said]
            )
            for _, (before, earlier) in read_too:
                if not before & numbers and not contradicted:
                    contradicted = earlier
            said.setdefault(segment, (numbers, message))
    return contradicted


def _amounts(message: str) -> dict[str, frozenset[float]]:
    if _DIGIT.search(message) is None:
        return {}
    found: dict[str, set[float]] = {}
    for before, digits, after in _AMOUNT.findall(message.casefold()):
        unit = _UNIT_OF.get(before) or _UNIT_OF.get(after.replace('"', "״"))
        if unit:
            found.setdefault(unit, set()).add(_number(digits))
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def _number(digits: str) -> float:
    """Returns the number: `1,299` is 1299, `2,5` is 2.5."""
    digits = _THOUSANDS.sub(r"\1", digits[:40]).translate(_POINTS)
    whole, _, rest = digits.partition(".")
    return float(f"{whole}.{rest.replace('.', '')}")

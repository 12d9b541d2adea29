"""Two messages of one stage give different numbers for the same thing.

Customers meet several channels within a stage, and remember that the shop promised 30 days and the mail 14. Each
segment is told its own messages, and those that are for all. Two messages are said to contradict when both give a
number with the same unit (a percentage, an amount of money, minutes, hours, days, weeks, months or years, in English,
Hebrew, Persian or Arabic), have none of these numbers in common, share a word of four letters or more beside it, and
one customer meets both.

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
from journeymap.insight.passing import Traveller, addressed_items, belongs_to, passes, travellers, ways_differ
from journeymap.model import Journey, Message, Stage, Touchpoint
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


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find messages that contradict an earlier message of the same stage."""
    told_apart = ways_differ(journey) or any(key == "message" for _, key, _, _ in addressed_items(journey))
    for stage in journey.stages:
        told: set[Message] = set()
        for who in travellers(journey) if told_apart else (None,):
            stated: dict[tuple[str, str], tuple[frozenset[float], str]] = {}
            for touchpoint, index, message in _messages(journey, stage, who):
                earlier = _contradicted(MENTION.sub("", message.text), stated)
                if earlier and message not in told:
                    told.add(message)
                    yield Finding("JM403", f"this contradicts {quoted(earlier)} in the same stage",
                                  touchpoint.at_item("message", index), "say the same in both")  # fmt: skip


def _messages(journey: Journey, stage: Stage, who: Traveller | None) -> Iterator[tuple[Touchpoint, int, Message]]:
    """The messages of a stage that somebody meets, each with its touchpoint and its index there; all for None."""
    for touchpoint in stage.touchpoints:
        if touchpoint.message and (who is None or passes(journey, touchpoint, who)):
            for index, message in enumerate(touchpoint.message):
                if who is None or belongs_to(journey, message, who):
                    yield touchpoint, index, message


def _contradicted(message: str, stated: dict[tuple[str, str], tuple[frozenset[float], str]]) -> str:
    """Returns the earlier message that this one contradicts, or an empty string, and records what this one says."""
    amounts = _amounts(message)
    if not amounts:
        return ""
    words = set(_WORD.findall(message.casefold()))
    contradicted = ""
    for unit, numbers in amounts.items():
        for word in sorted(words - _UNIT_OF.keys()):
            before, earlier = stated.setdefault((unit, word), (numbers, message))
            if not before & numbers and not contradicted:
                contradicted = earlier
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

"""The map's font has no picture for a character.

The map carries its font, so that it looks the same everywhere; a character that the font lacks would
be drawn by whatever font the reader happens to have, or as an empty box. The font has Latin,
Cyrillic, Hebrew and Arabic letters (Persian's too), figures, punctuation and the usual signs.

## Bad
```yaml
takeaway: The parcel is late 🚚
```

## Good
```yaml
takeaway: The parcel is late
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.texts import texts

_SHOWN = 5


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find texts with characters that the font lacks; the font is asked once about all characters."""
    every = texts(journey)
    alphabet = set("".join([text.text for text in every]))
    drawn = "".join(sorted(character for character in alphabet if character.isprintable()))
    lacking = frozenset(context.lacking(drawn))
    if not lacking:
        return
    for text in every:
        missing = sorted(lacking.intersection(text.text))
        if missing:
            shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing[:_SHOWN])
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            yield Finding("JM408", f"the map's font cannot draw {shown}{more}", text.span, "say it in other characters")

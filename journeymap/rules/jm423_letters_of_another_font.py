"""The brand's font lacks letters of the journey, which are drawn in another one.

No letter is left out: what the font of the brand lacks is drawn in Rubik, and a map in a language that the font cannot
write is set in Rubik as a whole. Name a font that has the letters after it, `font: [latin.ttf, hebrew.ttf]` say, for a
map in one design. There is one finding for each script, at the first text with it. Without a `font` of a brand in the
settings or in the theme, nothing is found.

## Bad
```yaml
takeaway: Ξένια waits
```

## Good
```yaml
takeaway: Xenia waits
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.texts import texts
from journeymap.scripts import script_of, shown

_HINT = "name a font that has them as well: `font: [ours.ttf, another.ttf]`, under `brand`"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the scripts that the brand's fonts lack; these are asked once about all characters."""
    every = texts(journey)
    lacking = context.lacking_in_brand("".join(sorted(set("".join([text.text for text in every])))))
    for script in sorted({script_of(character) for character in lacking}):
        missing = sorted(character for character in lacking if script_of(character) == script)
        found = [text for text in every if not set(missing).isdisjoint(text.text)]
        others = len(found) - 1
        more = f", here and in {others} more text{'s' * (others > 1)}" if others else ""
        yield Finding("JM423", f"the brand's font lacks {shown(missing)}{more}", found[0].span, _HINT)

"""No font has a picture for some characters.

The map carries its fonts, so that it looks the same everywhere, and is not drawn with characters that none of them has
(`--allow-missing` draws a box for each). The map's own font has Latin, Cyrillic, Hebrew and Arabic letters (Persian's
too); others with symbols, emoji and many scripts come with journeymap. For Chinese, Japanese and Korean, a package of
fonts has to be installed; for what is rarer, `fonts` in `journeymap.toml` or in a theme names a font. There is one
finding for each script, at the first text with it.

## Bad
```yaml
takeaway: 包裹晚到
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
from journeymap.scripts import remedy, script_of, shown


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the scripts that the fonts lack; the fonts are asked once about all characters."""
    every = texts(journey)
    alphabet = set("".join([text.text for text in every]))
    lacking = context.lacking("".join(sorted(alphabet)))
    for script in sorted({script_of(character) for character in lacking}):
        missing = sorted(character for character in lacking if script_of(character) == script)
        found = [text for text in every if not set(missing).isdisjoint(text.text)]
        others = len(found) - 1
        more = f", here and in {others} more text{'s' * (others > 1)}" if others else ""
        yield Finding("JM408", f"no font has {shown(missing)}{more}", found[0].span, remedy(missing))

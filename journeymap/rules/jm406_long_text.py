"""A text is too long to print.

Beyond 600 characters a cell of the map is a page that nobody reads on a wall. Keep the finding on the
map and link the rest.

## Bad
```yaml
takeaway: >
  Visitors who come from a search compare three shops before they decide, and they do so on their phones,
  in the evening, with a child on the lap and the news in the background, as Dana told us in the first of
  the interviews. Visitors who come from a mail have mostly bought before, know the sizes and the staff,
  and leave only when the thing that they came for is out of stock, which happens every third time in
  December and hardly ever in July. Visitors who come from a friend are the fewest and the best: they buy
  more, return less, and bring the next one within a quarter, as long as the parcel is in time, complete,
  and nicely wrapped, which it is in four of five cases.
```

## Good
```yaml
takeaway: Visitors sent by a friend are the fewest and the best, as long as the parcel is in time.
links: {title: The whole finding, url: research/finding.pdf}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.texts import texts

LONGEST = 600


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find texts of more than 600 characters; only the beginning is underlined."""
    for text in texts(journey):
        if len(text.text) > LONGEST:
            yield Finding("JM406", f"a text of {len(text.text):,} characters is too long to print",
                          Span(text.start, min(text.end, text.start + 80)),
                          f"shorten it to {LONGEST} at most, and link the rest")  # fmt: skip

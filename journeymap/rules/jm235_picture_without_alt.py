"""A picture does not say what it shows.

Who does not see the picture, or reads the page aloud, has only these words.

## Bad
```yaml
personas:
  - {id: dana, name: Dana, image: pictures/dana.jpg}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana, image: {file: pictures/dana.jpg, alt: Dana at her desk}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.attachments import images_of
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find pictures without `alt`."""
    for _, image in images_of(journey):
        if image.alt is None:
            yield Finding("JM235", f"nothing says what {quoted(image.file)} shows", image.at("file"),
                          "write `alt` beside `file`: what one sees in it")  # fmt: skip

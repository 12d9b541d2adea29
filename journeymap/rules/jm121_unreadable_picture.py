"""The file of a picture holds none that can be drawn.

A picture is a PNG, JPEG, WebP or SVG by its content, whatever it is called. It has at most 25 MB and 50 million pixels,
and does not move. An SVG is complete: it loads nothing from outside itself, and has no scripts.

## Bad
```yaml
personas:
  - {id: dana, name: Dana, image: {file: pictures/dana.heic, alt: Dana at work}}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana, image: {file: pictures/dana.jpg, alt: Dana at work}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.attachments import images_of
from journeymap.model import Journey, UnreadPicture
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find pictures whose files have been read, and cannot be drawn."""
    for _, image in images_of(journey):
        found = journey.pictures.get(image.file)
        if isinstance(found, UnreadPicture) and not found.is_missing:
            yield Finding("JM121", found.message, image.at("file"), found.hint)

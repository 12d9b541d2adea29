"""There is no file where the journey says that a picture is, or it must not be read.

The path is relative to the journey, and stays inside the project: the folder of the nearest `journeymap.toml`, else
that of git, else that of the journey. A link of the file system that leads to it is not followed, and nothing is
fetched.

## Bad
```yaml
personas:
  - {id: dana, name: Dana, image: {file: "https://example.com/dana.jpg", alt: Dana at work}}
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
    """Find pictures whose files have not been found."""
    for _, image in images_of(journey):
        found = journey.pictures.get(image.file)
        if isinstance(found, UnreadPicture) and found.is_missing:
            yield Finding("JM120", found.message, image.at("file"), found.hint)

"""A link leads neither to the web, nor to a mail address, nor to a path beside the map.

Maps travel by mail and are opened from disks, so links are http, https, mailto or relative paths.
Other schemes, `javascript:` above all, can do harm; `//host/…` depends on where the map is opened.

## Bad
```yaml
links:
  - {title: Interviews, url: "file:///home/dana/interviews.pdf"}
```

## Good
```yaml
links:
  - {title: Interviews, url: research/interviews.pdf}
  - {title: The shop, url: "https://example.com/"}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.attachments import links_of
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_ALLOWED = frozenset({"http", "https", "mailto"})


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find links with another scheme. As browsers do, blanks are ignored and `\\` is read as `/`."""
    for link in (link for _, links in links_of(journey) for link in links):
        url = "".join(link.url[:2000].split()).replace("\\", "/")
        scheme = url.partition(":")[0] if ":" in url.partition("/")[0] else ""
        if url.startswith("//") or (scheme and scheme.lower() not in _ALLOWED):
            yield Finding("JM219", f"{quoted(link.url)} is not a link that a map may carry", link.at("url"),
                          "write an https, http or mailto link, or a relative path such as `notes/a.pdf`")  # fmt: skip

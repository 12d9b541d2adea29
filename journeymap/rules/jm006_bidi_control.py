r"""A text holds an invisible bidirectional control that came along with pasted text.

Chats and word processors wrap right-to-left words in marks such as U+2067. They are left out of all
output, since journeymap sets the direction of every text itself; delete them so that searching finds
the words. Joiners and marks (U+200C to U+200F) are ordinary text and stay.

## Bad
```yaml file
journeymap: 1
id: shop
language: he
title: "\u2067החנות\u2069"
stages: []
```

## Good
```yaml file
journeymap: 1
id: shop
language: he
title: "החנות"
stages: []
```
"""

from journeymap.diagnostics import Finding
from journeymap.rules.rewriting import File
from journeymap.source.characters import BIDI_CONTROLS
from journeymap.source.offsets import line_end, line_start
from journeymap.source.text import Replacement


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Delete the controls on the line of the finding; those written as escapes stay."""
    start, end = line_start(file.text, finding.span.start), line_end(file.text, finding.span.start)
    return [Replacement(match.start(), match.end(), "") for match in BIDI_CONTROLS.finditer(file.text, start, end)]

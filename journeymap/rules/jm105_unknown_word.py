"""A word is not one of the few that can stand here.

## Bad
```yaml
kind: tobe
```

## Good
```yaml
kind: to-be
```
"""

import re

from journeymap.diagnostics import Finding
from journeymap.model.kinds import Choice
from journeymap.rules.rewriting import File, replace_text, replace_value
from journeymap.source.text import Replacement
from journeymap.spelling import only_slip

_TRUTH = {"yes": True, "y": True, "on": True, "true": True, "no": False, "n": False, "off": False, "false": False}


def fix(finding: Finding, file: File) -> list[Replacement]:
    """Write the only option that can be meant: `in-progress` for `In Progress`, `true` for `yes`."""
    place = file.at(finding.span.start)
    if place is None or not isinstance(place.kind, Choice):
        return []
    options = place.kind.options
    word = re.sub(r"[\s_-]+", "-", place.node.text.strip().lower())
    truth = _TRUTH.get(word)
    if truth is not None and any(option is truth for option in options):
        return replace_value(file, place.node, str(truth).lower())
    words = [option for option in options if isinstance(option, str)]
    run_together = [option for option in words if option.replace("-", "") == word.replace("-", "")]
    new = run_together[0] if len(run_together) == 1 else only_slip(word, words)
    return replace_text(file, place.node, new) if new else []

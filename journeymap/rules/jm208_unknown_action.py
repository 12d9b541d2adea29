"""An action depends on an action that the plan does not have, or an entry of the SWOT or a tree leads to one.

## Bad
```yaml
actions:
  - {id: a1, title: Measure all sizes}
  - {id: a2, title: A size adviser, depends_on: a7}
```

## Good
```yaml
actions:
  - {id: a1, title: Measure all sizes}
  - {id: a2, title: A size adviser, depends_on: a1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.swot import swot_entries
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find unknown actions in all that names one: actions, entries of the SWOT, trees and experiments."""
    known = KnownIds("action", "actions", (action.id for action in journey.actions))
    for action in journey.actions:
        for name, span in ids_with_spans(action, "depends_on", action.depends_on):
            if name not in known:
                yield known.finding("JM208", name, span)
    for _, _, branch in all_branches(journey):
        if branch.action is not None and branch.action not in known:
            yield known.finding("JM208", branch.action, branch.at("action"))
    for experiment in journey.experiments:
        if experiment.action is not None and experiment.action not in known:
            yield known.finding("JM208", experiment.action, experiment.at("action"))
    for _, entry in swot_entries(journey):
        for name, span in ids_with_spans(entry, "leads_to", entry.leads_to):
            if name not in known:
                yield known.finding("JM208", name, span)


fix = mend_reference

"""The journey has more than sixty touchpoints.

A map is there to be taken in at a glance, and to fit a wall. Make two maps of it, one of which goes
into detail.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints: [
      {id: t1, name: Step}, {id: t2, name: Step}, {id: t3, name: Step}, {id: t4, name: Step}, {id: t5, name: Step},
      {id: t6, name: Step}, {id: t7, name: Step}, {id: t8, name: Step}, {id: t9, name: Step}, {id: t10, name: Step},
      {id: t11, name: Step}, {id: t12, name: Step}, {id: t13, name: Step}, {id: t14, name: Step}, {id: t15, name: Step},
      {id: t16, name: Step}, {id: t17, name: Step}, {id: t18, name: Step}, {id: t19, name: Step}, {id: t20, name: Step},
      {id: t21, name: Step}, {id: t22, name: Step}, {id: t23, name: Step}, {id: t24, name: Step}, {id: t25, name: Step},
      {id: t26, name: Step}, {id: t27, name: Step}, {id: t28, name: Step}, {id: t29, name: Step}, {id: t30, name: Step},
      {id: t31, name: Step}, {id: t32, name: Step}, {id: t33, name: Step}, {id: t34, name: Step}, {id: t35, name: Step},
      {id: t36, name: Step}, {id: t37, name: Step}, {id: t38, name: Step}, {id: t39, name: Step}, {id: t40, name: Step},
      {id: t41, name: Step}, {id: t42, name: Step}, {id: t43, name: Step}, {id: t44, name: Step}, {id: t45, name: Step},
      {id: t46, name: Step}, {id: t47, name: Step}, {id: t48, name: Step}, {id: t49, name: Step}, {id: t50, name: Step},
      {id: t51, name: Step}, {id: t52, name: Step}, {id: t53, name: Step}, {id: t54, name: Step}, {id: t55, name: Step},
      {id: t56, name: Step}, {id: t57, name: Step}, {id: t58, name: Step}, {id: t59, name: Step}, {id: t60, name: Step},
      {id: t61, name: Step}
    ]
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints: [
      {id: t1, name: Step}, {id: t2, name: Step}
    ]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context

_MOST = 60


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the sixty-first touchpoint."""
    if len(journey.touchpoints) > _MOST:
        yield Finding("JM413", f"{len(journey.touchpoints)} touchpoints are too many for a map",
                      journey.touchpoints[_MOST].at(), f"{_MOST} at most; leave out, or make two maps")  # fmt: skip

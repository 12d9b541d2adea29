"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# On a busy machine anything takes any time, so nothing that hypothesis runs is held to a clock. A failure on a
# machine of CI says how to run its example again, as the database of examples is gone with the machine.
settings.register_profile(
    "without-a-clock",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=bool(os.environ.get("CI")),
)
settings.load_profile("without-a-clock")

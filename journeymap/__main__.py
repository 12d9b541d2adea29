"""Runs the command line: `journeymap`, and `python -m journeymap`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. What interrupts it while it is still being imported ends it without a word."""
    try:
        from journeymap.io.collector import collect_rarely  # noqa: PLC0415  so that its import is in the try

        collect_rarely()  # importing makes much that is kept, and hardly any garbage
        from journeymap.cli import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()

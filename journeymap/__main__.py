"""Lets `python -m journeymap` run the command line."""

from journeymap.cli import main

if __name__ == "__main__":
    main()

"""The command `citetrail`: runs the command line and ends with the exit code that fits what happened."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line on `sys.argv` and exit."""
    from citetrail.cli.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

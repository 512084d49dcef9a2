"""The command `citetrail`: runs the command line and ends with the exit code that fits what happened."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line on `sys.argv` and exit."""
    from citetrail.cli.run import EXIT_INTERRUPTED, run

    gc.set_threshold(50_000, 20, 50)  # frozen values have no cycles; looking for some as often as usual slows imports
    code = run(sys.argv[1:])
    if code == EXIT_INTERRUPTED:  # threads that wait for a source's answer must not keep the person waiting
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()

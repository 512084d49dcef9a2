"""One place that turns what happened into an exit code and, if something went wrong, a sentence on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from citetrail.errors import EXIT_BUG, EXIT_INPUT, EXIT_OK, CitetrailError

EXIT_INTERRUPTED = 130  # as shells say: 128 + SIGINT
EXIT_BROKEN_PIPE = 141
INTERRUPTED = "citetrail: interrupted; what was answered or saved until now is kept"


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code and never raises."""
    from citetrail.cli.starting import app_for
    from citetrail.cli.streams import drop_output, is_output_failure, prepare_streams, require_output

    try:
        prepare_streams()
        require_output()
        code = app_for(arguments)(args=list(arguments), prog_name="citetrail", standalone_mode=False)
        sys.stdout.flush()
        if code == EXIT_INTERRUPTED:  # the argument parser has caught Ctrl-C
            _tell(INTERRUPTED)
    except CitetrailError as error:
        _tell(f"citetrail: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        _tell(INTERRUPTED)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BROKEN_PIPE
    except OSError as error:
        if not is_output_failure(error):
            return _exit_code_of_foreign(error)
        _tell(f"citetrail: the output cannot be written: {error.strerror}")
        drop_output()
        return EXIT_INPUT
    except Exception as error:  # noqa: BLE001  # the outermost border: nothing may leave it
        return _exit_code_of_foreign(error)
    return code if isinstance(code, int) else EXIT_OK


def _exit_code_of_foreign(error: Exception) -> int:
    """Usage errors and interruptions of the argument parser keep their own codes; everything else is a bug of ours."""
    show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
    if callable(show) and isinstance(code, int):
        show()
        return code
    if type(error).__name__ == "Abort":
        _tell(INTERRUPTED)
        return EXIT_INTERRUPTED
    _report_bug(error)
    return EXIT_BUG


def _report_bug(error: Exception) -> None:
    import traceback

    if os.environ.get("CITETRAIL_DEBUG"):
        traceback.print_exception(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    _tell(
        f"citetrail: this is a bug: {type(error).__name__}: {error} ({where.name}, line {where.lineno})\n"
        "  Nothing was changed. CITETRAIL_DEBUG=1 shows the details for a report."
    )


def _tell(text: str) -> None:
    from citetrail.cli.output import tell

    tell(text)

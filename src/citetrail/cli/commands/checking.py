"""check: what a text says of its sources against what the sources say."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.checking import Form
from citetrail.cli.options import JsonOption, with_network

if TYPE_CHECKING:
    from citetrail.cli.checking import Subjects
    from citetrail.flows.check import Checked
    from citetrail.model.verdicts import Verdict


class FailOn(StrEnum):
    """What makes `check` exit with 1."""

    FINDINGS = "findings"
    RETRACTED = "retracted"
    SUSPICION = "suspicion"
    NOTHING = "nothing"


_Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE…",
        help="Files, folders, addresses, identifiers, citations in quotes, or - for standard input.",
        show_default=False,
    ),
]
_Works = Annotated[
    str | None, typer.Option(metavar="QUERY", help="Check works of the library, too.", show_default=False)
]
_Format = Annotated[Form, typer.Option("--format", "-f", help="How the result is written.")]
_Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.", show_default=False)
]
_Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show the evidence: every field, every question asked.")
]
_Explain = Annotated[bool, typer.Option("--explain", help="Tell on stderr what is asked where, before asking.")]
_Baseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Leave out findings known there.", show_default=False)
]
_WriteBaseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the findings as known.", show_default=False)
]
_FailOn = Annotated[FailOn, typer.Option(help="What makes the command exit with 1.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="check")(with_network(check))


def check(
    settings: Settings,
    sources: _Sources = None,
    works: _Works = None,
    form: _Format = Form.TEXT,
    as_json: JsonOption = False,
    output: _Output = None,
    verbose: _Verbose = False,
    explain: _Explain = False,
    baseline: _Baseline = None,
    write_baseline: _WriteBaseline = None,
    fail_on: _FailOn = FailOn.FINDINGS,
) -> None:
    """Check references against the sources.

    Says for each: is it right, is the work sound, is there a newer version. Findings named with a reason in
    .citetrail-ignore are left out.

    Exits 0 if all is well, 1 if something is wrong, 3 if something could not be settled.
    """
    from citetrail.cli import baseline as baselines
    from citetrail.cli.checking import sorted_by_news, subjects_of, tell_news
    from citetrail.errors import InputError

    if not sources and works is None:
        raise InputError("nothing to check", hint="Name files, identifiers or citations, or give --works QUERY.")
    known = baselines.known_fingerprints(baseline) if baseline else frozenset()
    ignored = baselines.ignored_in(Path(baselines.IGNORE_FILE))
    subjects = subjects_of(settings, sources or (), works)
    checked = _checked(settings, subjects, explain=explain)
    verdicts = [verdict for each in checked for verdict in each.verdicts]
    if write_baseline:
        baselines.write_and_tell(write_baseline, verdicts)
    news = sorted_by_news(verdicts, known, ignored)
    _show(checked, news.new, Form.JSON if as_json else form, output, verbose=verbose)
    tell_news(news)
    raise typer.Exit(_exit_code(news.new, subjects, fail_on))


def _checked(settings: Settings, subjects: Subjects, *, explain: bool) -> tuple[Checked, ...]:
    from citetrail.app import wiring
    from citetrail.cli.output import tell
    from citetrail.cli.progress import ProgressLine
    from citetrail.flows import check as flow

    tell_step = (lambda step: tell(f"plan: {step}")) if explain else (lambda _: None)
    with wiring.open_net(settings) as net, ProgressLine("answers") as line:
        return flow.check(
            subjects.documents, wiring.providers(settings, net), wiring.today(), progress=line.step, tell=tell_step
        )


def _show(
    checked: tuple[Checked, ...], verdicts: tuple[Verdict, ...], form: Form, output: Path | None, *, verbose: bool
) -> None:
    from citetrail.cli.checking import report
    from citetrail.cli.files import write_whole
    from citetrail.cli.verdicts import print_checked

    if form is Form.TEXT:
        kept = {id(verdict) for verdict in verdicts}
        shown = [each._replace(verdicts=tuple(v for v in each.verdicts if id(v) in kept)) for each in checked]
        print_checked(shown, verbose=verbose)
        return
    text = report(form, verdicts, checked)
    if output:
        write_whole(output, text)
    else:
        typer.echo(text, nl=False)


def _exit_code(verdicts: tuple[Verdict, ...], subjects: Subjects, fail_on: FailOn) -> int:
    from citetrail.errors import EXIT_FINDINGS
    from citetrail.flows import check as flow

    if subjects.unknown and fail_on is not FailOn.NOTHING:
        return EXIT_FINDINGS
    return flow.exit_code_of(verdicts, _counting(fail_on))


def _counting(fail_on: FailOn) -> Callable[[Verdict], bool]:
    """Which verdicts count as findings."""
    from citetrail.flows import check as flow

    return {
        FailOn.FINDINGS: flow.is_finding,
        FailOn.RETRACTED: lambda verdict: verdict.status.standing in flow.UNSOUND,
        FailOn.SUSPICION: lambda verdict: verdict.suspicion != "none",
        FailOn.NOTHING: lambda _: False,
    }[fail_on]

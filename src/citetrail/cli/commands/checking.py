"""check: what a text says of its sources against what the sources say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import OUTPUT, JsonOption, Output, with_network
from citetrail.cli.wishes import FailOn, Form, Wishes

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
_Deep = Annotated[bool, typer.Option("--deep", help="Look as well whether what the found works cite was retracted.")]
_Fix = Annotated[bool, typer.Option("--fix", help="Show as a diff how .bib files would agree with the records.")]
_Apply = Annotated[bool, typer.Option("--apply", help="With --fix: write the changes.")]
_Evidence = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write all answers to FILE; --replay FILE gives the same verdicts.", show_default=False
    ),
]
_AllowUnsettled = Annotated[
    bool, typer.Option("--allow-unsettled", help="Exit with 0 instead of 3 where something could not be settled.")
]
_FailOn = Annotated[FailOn, typer.Option(help="What makes the command exit with 1.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="check")(with_network(check))
    app.command(name="rules")(rules)


def check(
    settings: Settings,
    sources: _Sources = None,
    works: _Works = None,
    form: _Format = Form.TEXT,
    as_json: JsonOption = False,
    output: _Output = None,
    verbose: _Verbose = False,
    explain: _Explain = False,
    deep: _Deep = False,
    fix: _Fix = False,
    apply: _Apply = False,
    evidence: _Evidence = None,
    baseline: _Baseline = None,
    write_baseline: _WriteBaseline = None,
    fail_on: _FailOn = FailOn.FINDINGS,
    allow_unsettled: _AllowUnsettled = False,
) -> None:
    """Check references against the sources.

    Says for each: is it right, is the work sound, is there a newer version. Findings are left out that a line in
    .citetrail-ignore (CT204 doe2020 why) or a comment (citetrail: ignore CT204 why) names with a reason.

    Exits 0 if all is well, 1 if something is wrong, 3 if something could not be settled.
    """
    from citetrail.cli.checking import run_check
    from citetrail.errors import InputError

    _require_said_library(settings)
    if fix or apply:
        _require_no_report(as_json=as_json or form is not Form.TEXT or output is not None, fix=fix)
    if not sources and works is None:
        hint = "Name files, identifiers or citations; or works of your library: citetrail check --works 'tag:thesis'"
        raise InputError("nothing to check", hint=hint)
    wishes = Wishes(
        form=Form.JSON if as_json else form, output=output, verbose=verbose, explain=explain, deep=deep, fix=fix,
        apply=apply, baseline=baseline, write_baseline=write_baseline, evidence=evidence, fail_on=fail_on,
        allow_unsettled=allow_unsettled,
    )  # fmt: skip
    raise typer.Exit(run_check(settings, sources or (), works, wishes))


def _require_no_report(*, as_json: bool, fix: bool) -> None:
    """Raises InputError where `--fix`, whose answer is a diff, is to give something else, or `--apply` stands alone."""
    from citetrail.errors import InputError

    if not fix:
        raise InputError("--apply writes what --fix shows", hint="citetrail check --fix refs.bib shows it first.")
    if as_json:
        raise InputError("--fix shows a diff; it excludes --json, --format and --output")


def _require_said_library(settings: Settings) -> None:
    """Raises InputError where `--library` names none, as it does for somebody who means a query by it."""
    from citetrail.errors import InputError

    if settings.origins.get("library") == "--library" and not settings.library.exists():
        raise InputError(
            f"--library names the library to use, and there is none at {settings.library}",
            hint="A query of works to check goes to --works: citetrail check --works 'tag:thesis'",
        )


def rules(
    rule_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Explain this rule, such as CT204.", show_default=False)
    ] = None,
    output: OUTPUT = Output.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List the rules of check, or explain one."""
    from citetrail.cli.output import fitting, print_json, print_lines, print_table, say
    from citetrail.cli.reports.rule_text import rule_as_markdown
    from citetrail.errors import InputError
    from citetrail.judging.cautions import CAUTIONS
    from citetrail.judging.rules import RULES

    chosen = [rule for rule in RULES.values() if rule_id is None or rule.id == rule_id.upper()]
    if not chosen:
        raise InputError(f"no rule is called {rule_id!r}", hint="List them with: citetrail rules")
    if as_json:
        print_json({"rules": [{**rule._asdict(), **CAUTIONS[rule.id]._asdict()} for rule in chosen]})
    elif output is Output.IDS:
        print_lines(rule.id for rule in chosen)
    elif rule_id:
        for line in rule_as_markdown(chosen[0]).rstrip().splitlines():
            say(fitting(line, indent=""))
    else:
        rows = [(rule.id, rule.name, rule.level, rule.meaning) for rule in chosen]
        print_table(rows, flexible=3, header=("id", "name", "level", "what it means"), is_whole=True)

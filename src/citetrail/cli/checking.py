"""What `check` does with what it was told: from files to verdicts, and from verdicts to one of the reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.baseline import (
    IGNORE_FILE,
    Ignored,
    ignored_in,
    ignored_in_comments,
    is_ignored,
    known_fingerprints,
    write_and_tell,
)
from citetrail.cli.output import tell
from citetrail.cli.wishes import FailOn, Form, Wishes
from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED, InputError

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.cli.subjects import Subjects
    from citetrail.flows.check import Checked
    from citetrail.model.documents import Document
    from citetrail.model.verdicts import ComparedQuotation, Verdict


def run_check(settings: Settings, sources: Sequence[str], works: str | None, wishes: Wishes) -> int:
    """Check, report, and give the exit code. Raises InputError for what cannot be read or contradicts itself."""
    from citetrail.cli.quotations import with_quotations
    from citetrail.cli.subjects import subjects_of

    settings = _with_evidence(settings, wishes)
    known = known_fingerprints(wishes.baseline) if wishes.baseline else frozenset()
    subjects = subjects_of(settings, sources, works)
    ignored = (*ignored_in(Path(IGNORE_FILE)), *ignored_in_comments(subjects.files))
    checked = with_quotations(settings, _checked(settings, subjects, wishes))
    if wishes.write_baseline:
        write_and_tell(wishes.write_baseline, [verdict for each in checked for verdict in each.verdicts])
    news = news_of(checked, known, ignored)
    verdicts = tuple(verdict for each in news.checked for verdict in each.verdicts)
    if wishes.fix or wishes.apply:
        verdicts = _fixed(settings, verdicts, wishes)
    else:
        _show(news.checked, verdicts, wishes)
    tell_news(news)
    code = _exit_code(verdicts, subjects, wishes.fail_on)
    return EXIT_OK if wishes.allow_unsettled and code == EXIT_UNSETTLED else code


def _with_evidence(settings: Settings, wishes: Wishes) -> Settings:
    if wishes.evidence is None:
        return settings
    if settings.record or settings.replay:
        raise InputError("--evidence is a recording: it excludes --record and --replay")
    return replace(settings, record=wishes.evidence)


def _checked(settings: Settings, subjects: Subjects, wishes: Wishes) -> tuple[Checked, ...]:
    from citetrail.app import wiring
    from citetrail.cli.progress import ProgressLine
    from citetrail.flows import check as flow

    tell_step = (lambda step: tell(f"plan: {step}")) if wishes.explain else (lambda _: None)
    with wiring.open_net(settings) as net, ProgressLine("answers") as line:
        providers = wiring.providers(settings, net)
        checked = flow.check(subjects.documents, providers, wiring.day_of(net), progress=line.step, tell=tell_step)
        return flow.deepened(checked, providers, progress=line.step) if wishes.deep else checked


class News(NamedTuple):
    """What is new: verdicts with their known or ignored rules silenced, and without those that then say nothing.

    `known` counts what was left out, `unused` are ignoring lines that fit nothing.
    """

    checked: tuple[Checked, ...]
    known: int
    unused: tuple[Ignored, ...]


def news_of(checked: Sequence[Checked], known: frozenset[str], ignored: Sequence[Ignored]) -> News:
    """Silence every finding that is known by its fingerprint or ignored by a line."""
    from citetrail.judging.rules import rules_of

    used: set[Ignored] = set()
    kept, count = [], 0
    for each in checked:
        told = [_silenced(verdict, known, ignored, used) for verdict in each.verdicts]
        new = tuple(verdict for verdict in told if not _is_silenced(verdict) or rules_of(verdict))
        count += len(told) - len(new)
        kept.append(each._replace(verdicts=new))
    return News(tuple(kept), count, tuple(line for line in ignored if line not in used))


def _is_silenced(verdict: Verdict) -> bool:
    """Whether anything about it was left out."""
    return bool(verdict.silenced) or any(one.is_silenced for one in verdict.quotations)


def _silenced(verdict: Verdict, known: frozenset[str], ignored: Sequence[Ignored], used: set[Ignored]) -> Verdict:
    from citetrail.cli.reports.findings import findings_of

    left_out = []
    for finding in findings_of(verdict):
        line = is_ignored(verdict, finding, ignored)
        if line is not None:
            used.add(line)
        if line is not None or finding.fingerprint in known:
            left_out.append(finding)
    if not left_out:
        return verdict
    quotations = [one.quotation for one in left_out if one.quotation is not None]
    silenced = {
        "silenced": tuple(one.rule.id for one in left_out if one.quotation is None),
        "quotations": tuple(_with_silence(one, quotations) for one in verdict.quotations),
    }
    return verdict.model_copy(update=silenced)


def _with_silence(one: ComparedQuotation, left_out: Sequence[ComparedQuotation]) -> ComparedQuotation:
    return one.model_copy(update={"is_silenced": True}) if any(one is each for each in left_out) else one


def tell_news(news: News) -> None:
    """Say on stderr what was left out, and which ignoring lines are no longer needed."""
    for line in news.unused:
        tell(f"{line} was not found; the line can go")
    if news.known:
        tell(f"{news.known} reference{'' if news.known == 1 else 's'} with known findings left out")


def _fixed(settings: Settings, verdicts: tuple[Verdict, ...], wishes: Wishes) -> tuple[Verdict, ...]:
    """Show what would be changed, or change it; gives the verdicts that are left."""
    from citetrail.cli.fixing import fixes_for, pinned_fields, show_fixes
    from citetrail.judging.rules import fields_of

    silenced = {verdict.reference.key or "": fields_of(verdict.silenced) for verdict in verdicts if verdict.silenced}
    fixes = fixes_for(verdicts, pinned_fields(settings, verdicts, silenced))
    show_fixes(fixes, apply=wishes.apply)
    done = {id(verdict) for fix in fixes for verdict in fix.fixed} if wishes.apply else set()
    left = (_after_fix(verdict) if id(verdict) in done else verdict for verdict in verdicts)
    return tuple(verdict for verdict in left if verdict is not None)


def _after_fix(verdict: Verdict) -> Verdict | None:
    """What is left of a verdict whose reference was put right: its quotations that differ; None without any."""
    from citetrail.judging.rules import rules_of

    rules = [rule.id for rule in rules_of(verdict)]
    settled = tuple(rule for rule in rules if not rule.startswith("CT6"))
    return verdict.model_copy(update={"silenced": settled}) if len(settled) < len(rules) else None


def _show(checked: Sequence[Checked], verdicts: tuple[Verdict, ...], wishes: Wishes) -> None:
    from citetrail.cli.files import write_whole
    from citetrail.cli.verdicts import print_checked

    if wishes.form is Form.TEXT and wishes.output is None:
        print_checked(checked, verbose=wishes.verbose)
        return
    text = report(wishes.form, verdicts, checked)
    if wishes.output:
        write_whole(wishes.output, text)
    else:
        import typer

        typer.echo(text, nl=False)


def report(form: Form, verdicts: Sequence[Verdict], checked: Sequence[Checked]) -> str:
    """The verdicts in one of the forms for programs and pages; a file in text form is Markdown."""
    from importlib.metadata import version  # loads the parser of e-mail messages

    from citetrail.cli.reports import github, html_report, json_report, junit, markdown, sarif

    documents = [each.document for each in checked]
    own = version("citetrail")
    renderers: dict[Form, Callable[[], str]] = {
        Form.TEXT: lambda: markdown.render(verdicts),
        Form.JSON: lambda: json_report.render(verdicts, version=own),
        Form.SARIF: lambda: sarif.render(verdicts, version=own),
        Form.JUNIT: lambda: junit.render(verdicts),
        Form.GITHUB: lambda: github.render(verdicts),
        Form.MARKDOWN: lambda: markdown.render(verdicts),
        Form.HTML: lambda: html_report.render(verdicts, documents, _texts_of(verdicts, documents)),
    }
    return renderers[form]()


def _texts_of(verdicts: Sequence[Verdict], documents: Sequence[Document]) -> dict[str, str]:
    """The bibliography files that references stand in, as text, by name."""
    from citetrail.formats.bibtex.syntax import bibfile_from_bytes

    shown = {document.name for document in documents if document.text}
    sources = dict.fromkeys(verdict.reference.place.source for verdict in verdicts)
    paths = [Path(name) for name in sources if name and name not in shown and name.lower().endswith((".bib", ".ris"))]
    return {str(path): bibfile_from_bytes(path.read_bytes()).text for path in paths if path.is_file()}


def _exit_code(verdicts: tuple[Verdict, ...], subjects: Subjects, fail_on: FailOn) -> int:
    from citetrail.flows import check as flow

    if subjects.unknown and fail_on is not FailOn.NOTHING:
        return EXIT_FINDINGS
    counts: dict[FailOn, Callable[[Verdict], bool]] = {
        FailOn.FINDINGS: flow.is_finding,
        FailOn.RETRACTED: flow.is_unsound,
        FailOn.SUSPICION: flow.is_suspect,
        FailOn.NOTHING: lambda _: False,
    }
    return flow.exit_code_of(verdicts, counts[fail_on])

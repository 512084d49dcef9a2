"""The demonstration: the whole trail on a shipped article, offline; every step is a command to run by hand, too."""

from __future__ import annotations

from typing import NamedTuple

from citetrail.cli.output import paint, say, wrapped
from citetrail.cli.stage import Stage, stage
from citetrail.errors import EXIT_FINDINGS, EXIT_OK

INTRODUCTION = (
    "This walks the whole trail on an article that comes with citetrail: from its text to the papers behind it, to a "
    "library, to an annotated bibliography. Nothing is asked over the network: the answers of the sources are REPLAYED "
    "from files that come with citetrail. They were written down by hand from real bibliographic facts, in the form in "
    "which Crossref and the others answer. The library is a throw-away one; your own is not touched."
)


class Step(NamedTuple):
    """One command of the demonstration, why it is run, and the exit codes that are right for it."""

    why: str
    command: str
    expected: tuple[int, ...] = (EXIT_OK,)


STEPS = (
    Step(
        "What is in this article? Its own title and author, four printed references, quotations with their speakers. "
        "Nothing from the readers' comments.",
        "citetrail trace article.html",
    ),
    Step(
        "Is what it prints right? One reference has a wrong year; the others are sound, elided pages and all. Exit "
        "code 1 says: look at this.",
        "citetrail check article.html --replay answers-before.jsonl",
        (EXIT_FINDINGS,),
    ),
    Step(
        "Keep the papers, with the quotations that belong to them.",
        "citetrail add article.html --replay answers-before.jsonl",
    ),
    Step("They are in the library now.", "citetrail list"),
    Step("Tag what you read.", "citetrail tag rockliff2011effects +oxytocin +todo"),
    Step("Was that right? Any change can be taken back.", "citetrail undo"),
    Step(
        "A claim is what a text says about a paper, and your judgement of it.",
        "citetrail claim rockliff2011effects 'The hormone made the picture come more easily' --verdict supported "
        "--from article.html",
    ),
    Step("A note is yours alone.", "citetrail note rockliff2011effects 'Small sample; see who does not benefit.'"),
    Step("Where does a field come from?", "citetrail show kosfeld2005oxytocin --why issued"),
    Step(
        "Time passes. Ask the sources again. The answers replayed until now leave out a notice of 2010, so that there "
        "is something to discover; those replayed now have it.",
        "citetrail track --replay answers-after.jsonl",
    ),
    Step("Alerts wait until you have seen them.", "citetrail alerts"),
    Step(
        "An annotated bibliography: what the library is for.",
        "citetrail export --format text --style modern-language-association --annotated",
    ),
)


def run_demo() -> int:
    """Run every step in a throw-away folder; gives 0 if each ended as it should, else 70."""
    say(wrapped(INTRODUCTION))
    with stage() as there:
        return _run_steps(there)


def _run_steps(there: Stage) -> int:
    from citetrail.errors import EXIT_BUG

    for number, step in enumerate(STEPS, start=1):
        say()
        say(paint(f"{number}. ", "bold") + wrapped(step.why, indent="   ", first=""))
        say(paint(f"$ {step.command}", "green", "bold"))
        code = there.run(step.command)
        if code not in step.expected:
            say(paint(f"the demonstration stopped: this ended with exit code {code}", "red"))
            return EXIT_BUG
    say()
    say(wrapped("That was the trail. Start your own: citetrail check FILE, citetrail add DOI, citetrail --help."))
    return EXIT_OK

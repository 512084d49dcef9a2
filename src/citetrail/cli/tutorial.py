"""The tutorial: a dozen commands on a throw-away library, each explained, run for real, and open to be varied."""

from __future__ import annotations

import shlex
import sys
from typing import NamedTuple

from citetrail.cli.output import paint, say, wrapped
from citetrail.cli.stage import Stage, stage
from citetrail.errors import EXIT_BUG, EXIT_FINDINGS, EXIT_OK

INTRODUCTION = (
    "You are going to take an article back to the papers behind it, keep these, and cite them. Everything happens in a "
    "throw-away folder with a library of its own; yours is not touched, and nothing is asked over the network: the "
    "sources' answers come from a file. Enter runs the command shown. You may also type a citetrail command of your "
    "own, as often as you like. q leaves."
)
END = (
    "That was the trail. Now your own: `citetrail add` with a DOI, an article or your .bib file; `citetrail check` "
    "with a manuscript. `citetrail COMMAND --help` tells every option; docs/howto has recipes. `citetrail completion "
    "install` lets your shell complete commands, keys and tags."
)


class Lesson(NamedTuple):
    """What is learnt, the command that shows it, and the exit codes that are right for it."""

    title: str
    text: str
    command: str
    expected: tuple[int, ...] = (EXIT_OK,)


LESSONS = (
    Lesson(
        "What is in a text",
        "article.html is a blog article of the kind that says `a study found`. trace finds the references printed in "
        "it, who is quoted, and which sentences belong to one paper. It asks nobody; every find says where it stands.",
        "citetrail trace article.html",
    ),
    Lesson(
        "Is it right?",
        "check asks the sources about every reference. One has a wrong year here. Exit code 1 means: look at this. "
        "A source that does not answer makes a reference unchecked, never not found.",
        "citetrail check article.html",
        (EXIT_FINDINGS,),
    ),
    Lesson(
        "Keep the papers",
        "add takes anything that names works: an article, a DOI, a .bib file, a citation in quotes, standard input. "
        "From an article come the papers behind it, with the quotations about them.",
        "citetrail add article.html",
    ),
    Lesson("Look at them", "Each has a citation key, in the first column.", "citetrail list"),
    Lesson(
        "Find one",
        "Words, fields, ranges, - for without, brackets, OR. Accents and case do not matter.",
        "citetrail search 'author:rockliff year:2010-2012'",
    ),
    Lesson(
        "See all of it",
        "What it is, how it stands (corrected? retracted?), what you added, and who said so.",
        "citetrail show wakefield1998ileallymphoidnodular",
    ),
    Lesson(
        "Where does that come from?",
        "Every field knows its source. What you correct yourself with `citetrail edit` wins over all of them.",
        "citetrail show kosfeld2005oxytocin --why issued",
    ),
    Lesson(
        "Tags",
        "+ adds, - takes away. A tag can stand below another: method/survey.",
        "citetrail tag rockliff2011effects +oxytocin +todo",
    ),
    Lesson(
        "Notes",
        "In Markdown; without the text, your $EDITOR opens. Quotes and claims are kept the same way.",
        "citetrail note rockliff2011effects 'Small sample; see who does not benefit.'",
    ),
    Lesson("Undo", "Whatever changed the library can be taken back, step by step.", "citetrail undo"),
    Lesson(
        "What is new?",
        "Time passes. track asks the sources again: a notice has been published. It becomes an alert, once.",
        "citetrail track --replay answers-after.jsonl",
    ),
    Lesson(
        "Cite",
        "In more than 10,000 styles, as text, Markdown, HTML, LaTeX …",
        "citetrail cite rockliff2011effects --page 1390 --style apa",
    ),
    Lesson(
        "Write it out",
        "A bibliography file for LaTeX, or a formatted bibliography with your notes below each entry.",
        "citetrail export --format bibtex author:kosfeld",
    ),
)


def run_tutorial(*, asks: bool) -> int:
    """Go through the lessons; waits for Enter before each command if `asks`. Gives 70 if one ended as it should not."""
    say(wrapped(INTRODUCTION))
    with stage(CITETRAIL_REPLAY="answers-before.jsonl") as there:
        for number, lesson in enumerate(LESSONS, start=1):
            _show(number, lesson)
            if asks and not _try_out(there):
                say("left; citetrail tutorial starts anew")
                return EXIT_OK
            code = there.run(lesson.command)
            if code not in lesson.expected:
                say(paint(f"the tutorial stopped: this ended with exit code {code}", "red"))
                return EXIT_BUG
    say()
    say(wrapped(END))
    return EXIT_OK


def _show(number: int, lesson: Lesson) -> None:
    say()
    say(paint(f"{number} of {len(LESSONS)}  {lesson.title}", "bold"))
    say(wrapped(lesson.text))
    say()
    say(paint(f"$ {lesson.command}", "green", "bold"))


def _try_out(there: Stage) -> bool:
    """Run what the person types until they press Enter alone; whether they want to go on."""
    while True:
        sys.stdout.write(paint("Enter runs it> ", "dim"))
        sys.stdout.flush()
        line = sys.stdin.readline()
        typed = line.strip()
        if not line or typed in ("q", "quit", "exit"):
            return False
        if not typed:
            return True
        try:
            words = shlex.split(typed)
        except ValueError as error:
            say(f"not understood: {error}")
            continue
        if words[:1] == ["citetrail"] and words[1:2] not in (["tutorial"], ["demo"]):
            there.run(typed)
        else:
            say("only citetrail commands are run here; Enter alone goes on, q leaves")

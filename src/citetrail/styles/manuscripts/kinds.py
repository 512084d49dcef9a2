"""The kinds of manuscripts by the endings of their names."""

from __future__ import annotations

from citetrail.errors import InputError
from citetrail.styles.manuscripts.markdown import MARKDOWN, QUARTO
from citetrail.styles.manuscripts.marks import Syntax
from citetrail.styles.manuscripts.org import ORG
from citetrail.styles.manuscripts.typst import TYPST

SYNTAXES: dict[str, Syntax] = {
    "md": MARKDOWN,
    "markdown": MARKDOWN,
    "txt": MARKDOWN,
    "qmd": QUARTO,
    "rmd": QUARTO,
    "org": ORG,
    "typ": TYPST,
}


def syntax_of(name: str) -> Syntax:
    """How a file of this name writes citations; `-`, standard input, is Markdown. Raises InputError for others."""
    syntax = SYNTAXES.get(name.lower().rpartition(".")[2]) if name != "-" else MARKDOWN
    if syntax is None:
        raise InputError(
            "citations are replaced in Markdown, Quarto, Org and Typst files only",
            file=name,
            hint="LaTeX has biblatex; citetrail export --for FILE writes the bibliography it needs",
        )
    return syntax

"""The whole command line, for its reference and for what looks at all verbs; `starting` says which there are."""

from __future__ import annotations

from citetrail.cli.starting import whole_app

app = whole_app()

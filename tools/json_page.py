"""Writes docs/json.md and docs/schemas/cli.schema.json: what each command prints with --json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from pydantic.json_schema import models_json_schema

from citetrail.model import (
    Alert,
    Answer,
    Attachment,
    Claim,
    Document,
    Loss,
    Note,
    Problem,
    Quote,
    Reading,
    Verdict,
    Work,
)

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "json.md"
SCHEMA = ROOT / "docs" / "schemas" / "cli.schema.json"
NOUNS = (Work, Document, Reading, Verdict, Alert, Answer, Attachment, Problem, Loss, Note, Quote, Claim)

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
FLAG = {"type": "boolean"}
SHARE_OF_ONE = {"type": "number"}
ANY: dict[str, Any] = {}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    """Or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def each(schema: dict[str, Any]) -> dict[str, Any]:
    """A list of them."""
    return {"type": "array", "items": schema}


def noun(name: str) -> dict[str, Any]:
    """One of the nouns, as docs/glossary.md tells them."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*values: str) -> dict[str, Any]:
    """One of these words."""
    return {"enum": list(values)}


def fields(_optional: tuple[str, ...] = (), **properties: dict[str, Any]) -> dict[str, Any]:
    """An object with these fields and no others."""
    named = {name.rstrip("_"): schema for name, schema in properties.items()}
    required = [name for name in named if name not in _optional]
    return {"type": "object", "properties": named, "required": required, "additionalProperties": False}


ROW = fields(
    id=NUMBER, key=TEXT, authors_text=TEXT, year=maybe(NUMBER), title=TEXT, container=TEXT, type=maybe(TEXT),
    tags=each(TEXT), standing=TEXT, doi=maybe(TEXT),
)  # fmt: skip
ATTACHED = fields(given=TEXT, file=noun("Attachment"), words=maybe(NUMBER), why_not=TEXT)
NOTES_SYNCED = fields(
    key=TEXT, place=maybe(TEXT), changed=each(NUMBER), new=each(TEXT), removed=each(NUMBER), tags_added=each(TEXT),
    tags_removed=each(TEXT), fields={"type": "object"}, file_written=FLAG, unsettled=each(NUMBER),
    conflicts=each(fields(note=NUMBER, in_library=TEXT, in_file=TEXT)), problem=TEXT,
)  # fmt: skip
CHANGE = fields(id=NUMBER, at=TEXT, what=TEXT, kind=one_of("do", "undo", "redo"),
                state=one_of("done", "undone", "gone"), works=NUMBER)  # fmt: skip
HISTORY = fields(key=TEXT, changes=each({"type": "object"}))
ADDED = fields(
    outcome=one_of("added", "merged", "present", "skipped", "failed"), work=maybe(noun("Work")), reason=TEXT,
    place=TEXT, is_unsettled=FLAG,
)  # fmt: skip
DIFFERENCES = each({"type": "array", "prefixItems": [TEXT, ANY, ANY], "minItems": 3, "maxItems": 3})
PART = fields(part=TEXT, before=maybe(TEXT), after=maybe(TEXT))
HISTORY = fields(key=TEXT, changes=each(fields(
    id=NUMBER, at=TEXT, what=TEXT, kind=one_of("do", "undo", "redo"), state=one_of("done", "undone", "gone"),
    works=NUMBER, parts=each(PART),
)))  # fmt: skip
SUGGESTION = fields(rule=TEXT, key=TEXT, message=TEXT, fix=TEXT)
SETTING = fields(name=TEXT, value=TEXT, from_=TEXT, is_in_force=FLAG)
SHARE = fields(provider=TEXT, answers=NUMBER, bytes=NUMBER, oldest=TEXT, newest=TEXT)
HEALTH = fields(source=TEXT, is_used=FLAG, state=TEXT, key=TEXT, limit=TEXT, detail=TEXT)

MOVE = fields(to=one_of("file", "library"), what=TEXT, key=TEXT, fields=each(TEXT), note=TEXT)
CONFLICT = fields(key=TEXT, place=TEXT, field=maybe(TEXT), before=ANY, in_file=ANY, in_library=ANY)
SYNCED = fields(
    path=TEXT, entries=NUMBER, moves=each(MOVE), conflicts=each(CONFLICT), losses=each(noun("Loss")),
    problems=each(noun("Problem")), left_alone=NUMBER,
)  # fmt: skip
LINK = fields(path=TEXT, query=maybe(TEXT), synced_at=maybe(TEXT), entries=NUMBER, waiting=maybe(NUMBER),
              conflicts=maybe(NUMBER), problem=maybe(TEXT))  # fmt: skip
TRIED = fields(address=TEXT, said_by=TEXT, why=TEXT)
FETCHED = fields(key=TEXT, file=maybe(noun("Attachment")), address=maybe(TEXT), tried=each(TRIED))
FILE = fields(key=TEXT, id=TEXT, state=one_of("missing", "copy", "link", "web"), size=TEXT, name=TEXT, place=TEXT)
TABLE = fields(name=TEXT, day=maybe(TEXT), from_=TEXT, notices=NUMBER, works=NUMBER, path=TEXT)

RULE = fields(id=TEXT, name=TEXT, level=TEXT, meaning=TEXT, action=TEXT, not_meant=TEXT, example=TEXT)
WORDING = fields(quoted=TEXT, original=TEXT, why=maybe(TEXT))
QUOTE = fields(
    ("outcome", "changes", "similarity", "looked_in", "passage", "page", "page_is_right"),
    key=TEXT, quote=noun("Quote"), outcome=TEXT, changes=each(WORDING), similarity=SHARE_OF_ONE, looked_in=TEXT,
    passage=TEXT, page=maybe(TEXT), page_is_right=maybe(FLAG),
)  # fmt: skip
HIGHLIGHT = fields(
    exact=TEXT, comment=TEXT, page=maybe(TEXT), prefix=TEXT, suffix=TEXT, tags=each(TEXT), address=maybe(TEXT),
    title=maybe(TEXT), made_at=maybe(TEXT),
)  # fmt: skip
TAKEN = fields(work=noun("Work"), quotes=each(noun("Quote")), notes=each(noun("Note")), tags=each(TEXT),
               present=NUMBER)  # fmt: skip


RUN_MARKS = ("is_italic", "is_bold", "is_small_caps", "is_underlined", "is_code", "vertical", "link")
RUN = fields(RUN_MARKS, text=TEXT, **dict.fromkeys(RUN_MARKS[:5], FLAG), vertical=one_of("sup", "sub"), link=TEXT)
CITED = fields(
    text=TEXT, format=TEXT, style=TEXT, in_note=FLAG, keys=each(TEXT), citation=fields(text=TEXT, runs=each(RUN)),
    entries=each(fields(key=TEXT, text=TEXT, runs=each(RUN))),
)  # fmt: skip
CITED_KEY = fields(key=TEXT, source=TEXT, line=maybe(NUMBER), column=maybe(NUMBER))
FILLED = fields(
    text=maybe(TEXT), file=maybe(TEXT), style=TEXT, keys=each(TEXT),
    unknown=each(fields(key=TEXT, line=NUMBER, column=NUMBER)),
)  # fmt: skip


class Output(NamedTuple):
    """What a command prints: the commands, the schema, and what to know about it."""

    commands: tuple[str, ...]
    schema: dict[str, Any]
    about: str


# What has no JSON: two that show things to people, and one that answers shells in their own ways.
FOR_PEOPLE = frozenset({"demo", "tutorial", "completion words"})
STYLE_FACTS = (
    "id", "title", "by", "for", "updated", "licence", "rules", "citations", "language", "citation", "entry"
)  # fmt: skip
OUTPUTS = (
    Output(("trace",), fields(("found",), documents=each(noun("Document")), found=each({"type": "object"})),
           "Each text with its references, quotations, mentions and trails; places are offsets into `text`. `found` "
           "only with `--find`: works that are only spoken of."),
    Output(("parse",), fields(readings=each(noun("Reading")), places=each(fields(start=NUMBER, end=NUMBER))),
           "Each citation with its fields, where each stands (`spans`), and how sure the reading is; `places` tell "
           "where each citation stands in what was given."),
    Output(("check",), {"$ref": "../check.schema.json"},
           "The whole evidence ([check.schema.json](check.schema.json))."),
    Output(("add",), fields(added=each(ADDED)),
           "What became of each; `work` is null where nothing was stored, `reason` says why."),
    Output(("list", "search"), fields(works=each(ROW)), "One row a work, in the order of the list."),
    Output(("show",), fields(("works", "histories"), works=each(noun("Work")), histories=each(HISTORY)),
           "Works in full: records, edits, annotations; with `--history` instead the changes, oldest first."),
    Output(("pick",), fields(works=each(fields(key=TEXT, text=TEXT))), "What fits; `text` is shaped by `--format`."),
    Output(("tag", "note", "claim", "mark", "edit", "rename"), fields(work=noun("Work")),
           "The work as it is afterwards."),
    Output(("rekey",), fields(renamed=each(fields(before=TEXT, after=TEXT)), dry_run=FLAG),
           "Keys; `dry_run` where nothing was changed."),
    Output(("quote",), fields(quotes=each(QUOTE)), "The quote, and whether it stands in the text at hand."),
    Output(("remove",), fields(removed=each(TEXT), dry_run=FLAG), "Keys; none where nothing was changed."),
    Output(("undo", "redo"), fields(change=maybe(fields(what=TEXT, at=TEXT))),
           "What was taken back or done again; null, and exit code 1, where there was nothing."),
    Output(("tags merge",), fields(tags=each(TEXT), into=TEXT, works=NUMBER, dry_run=FLAG),
           "How many works had one of them."),
    Output(("tags remove",), fields(tag=TEXT, works=NUMBER, dry_run=FLAG), "How many works had it."),
    Output(("attach",), fields(work=noun("Work"), attached=each(ATTACHED)),
           "The work as it is afterwards, and what was attached; `words` is null where no text was read from it."),
    Output(("detach",), fields(work=noun("Work"), detached=noun("Attachment")), "The work as it is afterwards."),
    Output(("open",), fields(key=TEXT, place=TEXT, file=maybe(noun("Attachment")), opened=FLAG),
           "A path or an address; `file` is null for an address. With `--path` nothing is opened."),
    Output(("merge",),
           fields(outcome=one_of("joined", "linked", "kept-apart", "nothing"), work=noun("Work"), other=TEXT,
                  differences=DIFFERENCES),
           "The kept work as it is afterwards, the other's key, and in which fields they differed: field, value of the "
           "one, of the other."),
    Output(("export",), fields(text=maybe(TEXT), file=maybe(TEXT), format=TEXT, keys=each(TEXT),
                               losses=each(noun("Loss")), unknown=each(CITED_KEY)),
           "The bibliography, or the file that it was written to; what the format has no place for; with `--for` the "
           "keys that the library does not know."),
    Output(("convert",), fields(text=maybe(TEXT), file=maybe(TEXT), read=TEXT, format=TEXT, entries=NUMBER,
                                problems=each(noun("Problem")), losses=each(noun("Loss")), copied=FLAG),
           "As `export`; `problems` is what was odd about the file, `copied` tells that it was in the format already."),
    Output(("cite",), {"anyOf": [CITED, FILLED]},
           "`text` is what is printed without `--json`, in `format`; `citation` and `entries` (of the list of works) "
           "are both there, with runs: stretches of text and the formatting in force. `in_note` tells a style that "
           "cites in notes. With `--file` instead `text`, `file`, `style`, `keys`, `unknown`: the text, or the file "
           "that it was written to, and the keys that nobody knows (exit code 1)."),
    Output(("notes sync",), fields(synced=each(NOTES_SYNCED), strangers=each(TEXT), dry_run=FLAG),
           "What each file brought to the library (notes by number, new ones by their text), what waits for you "
           "(`unsettled`, exit code 1), and files of works that are not here."),
    Output(("files save",), fields(saved=each(fields(key=TEXT, file=noun("Attachment"), place=TEXT)),
                                   left_alone=each(TEXT)),
           "What was written, and places where a file was already."),
    Output(("files read",), fields(changed=each(fields(key=TEXT, file=noun("Attachment"), words=NUMBER)),
                                   unread=each(fields(key=TEXT, file=noun("Attachment"), why=TEXT))),
           "Files whose text was kept anew, and those that gave none."),
    Output(("styles add",), fields(id=TEXT, title=TEXT, file=TEXT), "The id to use it by, and where it is kept."),
    Output(("completion install",),
           fields(shell=TEXT, script=TEXT, start_file=maybe(TEXT), dry_run=FLAG),
           "Where the script was written; `start_file` got a line, null where none was needed."),
    Output(("completion show",), fields(shell=TEXT, script=TEXT), "The script itself."),
    Output(("tags rename",), fields(old=TEXT, new=TEXT, works=NUMBER, dry_run=FLAG), "How many works had it."),
    Output(("searches save",), fields(name=TEXT, query=TEXT, works=NUMBER), "`works` is what it finds now."),
    Output(("searches forget",), fields(name=TEXT), "The name."),
    Output(("init",), fields(library=TEXT), "Where it was made."),
    Output(("dump",), fields(works=NUMBER, folder=TEXT), "How many were written."),
    Output(("load",), fields(changed=NUMBER, before=NUMBER, after=NUMBER, dry_run=FLAG),
           "How many works were changed, and how many there were before and after."),
    Output(("restore",), fields(at=TEXT, before=NUMBER, after=NUMBER, dry_run=FLAG),
           "How many works there were before and after."),
    Output(("backup",), fields(file=TEXT), "Where it was written."),
    Output(("config get",), fields(name=TEXT, value=TEXT, from_=TEXT), "Exit code 1 where it has no value."),
    Output(("config set", "config unset"), fields(name=TEXT, place=TEXT), "Where it was written or taken out."),
    Output(("cache clear",), fields(forgotten=NUMBER), "How many answers."),
    Output(("log",), fields(changes=each(CHANGE)), "The latest first; `gone` cannot be redone any more."),
    Output(("duplicates",), fields(pairs=each(fields(keys=each(TEXT), outcome=TEXT, evidence=each(TEXT)))),
           "`outcome` is `same`, `perhaps` or `twin` (two versions of one work)."),
    Output(("refresh",), fields(refreshed=each(fields(key=TEXT, changes=DIFFERENCES)), applied=FLAG),
           "Only works that would change; each change is field, value now, value of the sources."),
    Output(("track",), fields(tracked=each(fields(work=noun("Work"), alerts=each(noun("Alert")),
                                                  silent=each(noun("Answer"))))),
           "Each work asked about, new alerts, and answers that were none."),
    Output(("alerts",), fields(alerts=each(noun("Alert"))),
           "Those that wait, or all with `--all`; with `--ack` those marked as read."),
    Output(("tags list",), fields(tags=each(fields(tag=TEXT, works=NUMBER))), "In the order of the alphabet."),
    Output(("searches list",), fields(searches=each(fields(name=TEXT, query=TEXT, works=NUMBER))),
           "`works` is what each finds now."),
    Output(("styles search", "styles list"), fields(styles=each(fields(id=TEXT, title=TEXT, parent=maybe(TEXT)))),
           "`parent` is the style that a dependent one takes its rules from."),
    Output(("styles show",), fields(style=fields(**dict.fromkeys(STYLE_FACTS, TEXT))),
           "`citation` and `entry` show how an invented article looks; `entry` is empty where a style has no list."),
    Output(("notes list",), fields(notes=each(fields(key=TEXT, note=noun("Note")))), "Each note with its work's key."),
    Output(("claims",), fields(claims=each(fields(key=TEXT, claim=noun("Claim"), quotes=each(noun("Quote"))))),
           "Each claim with the quotes that bear on it."),
    Output(("quotes",), fields(quotes=each(QUOTE)),
           "With `--check` also whether the words stand in the text at hand, and where not, what was changed."),
    Output(("highlights",),
           fields(taken=each(TAKEN), without_work=each(fields(address=TEXT, highlights=each(HIGHLIGHT)))),
           "What was new of each work, and what belongs to none here."),
    Output(("rules",), fields(rules=each(RULE)), "What `check` can find, and what that does not mean."),
    Output(("import",), fields(added=each(ADDED), losses=each(noun("Loss")), left_out=each(TEXT),
                               told=each(noun("Problem"))),
           "What became of each entry, and what had no place here."),
    Output(("link", "sync"), fields(("files", "links"), files=each(SYNCED), links=each(LINK)),
           "`files` tells what went from one side to the other; `links` is what `link --status` gives instead."),
    Output(("fetch",), fields(fetched=each(FETCHED)), "`file` is null where no copy was got; `tried` says why not."),
    Output(("files list",), fields(files=each(FILE)), "Attached files, and whether they are there."),
    Output(("sources update", "sources status"), fields(tables=each(TABLE)), "Tables kept on this machine."),
    Output(("config show",), fields(settings=each(SETTING)), "Keys of sources are shown as `set`."),
    Output(("cache show",), fields(file=TEXT, shares=each(SHARE)), "Stored answers by source."),
    Output(("doctor",),
           fields(sources=each(HEALTH), library=each(TEXT), suggestions=each(SUGGESTION), fixed=each(TEXT)),
           "`library` is empty where all is well; each suggestion has the command that does it."),
)  # fmt: skip

HEAD = """# JSON

`--json` prints one JSON value on standard output, in UTF-8; talk goes to standard error, and the
[exit code](cli.md#exit-codes) says how it went. The shapes are published as a JSON Schema,
[schemas/cli.schema.json](schemas/cli.schema.json), one definition a command; the tests hold every command's real output
against it.

- Fields that say nothing are left out of the nouns (Work, Document …): a missing `doi` is not known, it is not empty.
- Fields are added in later versions, never renamed or removed; programs should pass over those they do not know. The
  schema tells those of this version and no others.
- Nouns have the same fields as in [Python](python.md); their meaning is in the [glossary](glossary.md).
- For keys alone, `-o ids` is simpler: `citetrail export $(citetrail list -o ids tag:thesis)`. Every list has it.
- Only what is for people alone has no JSON: `demo` and `tutorial`.

| command | top-level fields | |
|---|---|---|
"""
TAIL = """
Some commands have more to say in other ways: `check` writes SARIF, JUnit, GitHub annotations, Markdown and HTML
([checking](checking.md)), `export` and `convert` write [bibliography formats](formats.md), among them JSON lines that
lose nothing ([schema](schemas/work.schema.json)).

## Examples

With [jq](https://jqlang.org), titles of what was retracted, keys of what was added, keys of what could not be settled:

```
citetrail list status:retracted --json | jq -r '.works[].title'
citetrail add refs.bib --json | jq -r '.added[] | select(.outcome == "added") | .work.key'
citetrail check refs.bib --json | jq -r '.results[] | select(.identity == "unchecked") | .key'
```
"""


def made_schema() -> str:
    """The published schema."""
    _, shown = models_json_schema([(each_noun, "serialization") for each_noun in NOUNS])
    _, needed = models_json_schema([(each_noun, "validation") for each_noun in NOUNS])
    nouns = {
        name: _closed(_lean(schema), needed["$defs"][name].get("required", []))
        for name, schema in sorted(shown["$defs"].items())
    }
    outputs = {command: output.schema for output in OUTPUTS for command in output.commands}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the commands of citetrail print with --json",
        "$comment": "Take #/$defs/<command>, such as #/$defs/tags list.",
        "$defs": {**outputs, **nouns},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _lean(value: Any) -> Any:
    """Without what only repeats the name."""
    if isinstance(value, dict):
        return {
            name: _lean(inner)
            for name, inner in value.items()
            if not (name in ("title", "default") and not isinstance(inner, dict))
        }
    return [_lean(inner) for inner in value] if isinstance(value, list) else value


def _closed(schema: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """Only what has no default is always there; unknown fields are none of ours."""
    if "properties" not in schema:
        return schema
    return {**schema, "required": required, "additionalProperties": False}


def made_page() -> str:
    """The page."""
    rows = []
    for output in OUTPUTS:
        commands = ", ".join(f"`{command}`" for command in output.commands)
        first = output.schema.get("anyOf", [output.schema])[0]
        top = ", ".join(f"`{name}`" for name in first.get("properties", {})) or "`results` …"
        rows.append(f"| {commands} | {top} | {output.about} |\n")
    return HEAD + "".join(rows) + TAIL


if __name__ == "__main__":
    PAGE.write_text(made_page(), encoding="utf-8")
    SCHEMA.write_text(made_schema(), encoding="utf-8")

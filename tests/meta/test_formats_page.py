"""docs/formats.md and the published schema say what the code does, and every format is on the page."""

from __future__ import annotations

import importlib.util
import json
import pkgutil
from pathlib import Path

import citetrail.formats
from citetrail.formats import json_lines
from citetrail.model import Description, Entry

ROOT = Path(__file__).resolve().parents[2]


def page_tool():
    spec = importlib.util.spec_from_file_location("formats_page", ROOT / "tools" / "formats_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    tool = page_tool()
    assert tool.made_page() == tool.PAGE.read_text(encoding="utf-8"), "run tools/formats_page.py"
    assert tool.made_schema() == tool.SCHEMA.read_text(encoding="utf-8"), "run tools/formats_page.py"


def test_every_format_is_on_the_page() -> None:
    names = {module.name for module in pkgutil.iter_modules(citetrail.formats.__path__)}
    assert set(page_tool().MODULES) == names - {"parts", "finding"}


def test_a_written_line_has_only_fields_of_the_schema() -> None:
    schema = json.loads(page_tool().SCHEMA.read_text(encoding="utf-8"))
    line = json.loads(json_lines.write([Entry(key="k", description=Description(title="x"), tags=("t",))]).text)
    assert set(line) <= set(schema["properties"])
    assert set(line["description"]) <= set(schema["$defs"]["Description"]["properties"])

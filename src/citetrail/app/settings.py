"""Settings: what the person chose, from the command line, the environment, the project, the config file or defaults."""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from citetrail.errors import InputError

Freshness = Literal["stored", "refresh", "offline"]

PROJECT_FOLDER = ".citetrail"
LIBRARY_FILE = "library.db"
DEFAULT_STYLE = "apa"
DEFAULT_FILE_NAME = "{key}"
DEFAULT_KEY_TEMPLATE = "[auth:lower:(anon)][year:(nd)][veryshorttitle:lower]"
# name: what it is for. The keys of sources are `key.<source>`, their addresses `base-url.<source>`.
SETTINGS: dict[str, str] = {
    "library": "name or path of the library to use",
    "email": "your e-mail address, sent to sources that ask for one (Crossref, NCBI, Unpaywall)",
    "sources": "names of the sources to ask, with commas between; see docs/providers.md",
    "style": "citation style of formatted bibliographies",
    "key-template": "how new citation keys are made",
    "file-name": "how attached files are named: {key}, {author}, {authors}, {year}, {title}, {container}",
    "deadline": "seconds that all questions of one command may take together",
    "key.openalex": "API key of OpenAlex",
    "key.semantic-scholar": "API key of Semantic Scholar",
    "key.ncbi": "API key of NCBI (PubMed, PMC)",
    "key.ads": "token of NASA ADS",
    "key.google-books": "API key of Google Books",
    "key.opencitations": "access token of OpenCitations",
    "key.orcid": "read-public token of ORCID",
    "key.crossref": "Crossref Plus token",
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """What was said on the command line; None where nothing was said."""

    library: str | None = None
    freshness: Freshness | None = None
    record: Path | None = None
    replay: Path | None = None
    deadline_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices in force. `origins` tells for each setting that was chosen where it comes from."""

    library: Path
    store: Path
    config_file: Path
    email: str | None = None
    sources: tuple[str, ...] = ()  # empty: the usual ones
    style: str = DEFAULT_STYLE
    key_template: str = DEFAULT_KEY_TEMPLATE
    file_name: str = DEFAULT_FILE_NAME
    keys: Mapping[str, str] = field(default_factory=dict)
    base_urls: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    freshness: Freshness = "stored"
    record: Path | None = None
    replay: Path | None = None
    deadline_seconds: float | None = None
    styles_folder: Path | None = None
    data_folder: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


def load_settings(overrides: Overrides, environment: Mapping[str, str], folder: Path) -> Settings:
    """Settings for a command run in `folder`. Command line over environment over config file over defaults.

    Raises InputError if the config file cannot be read or a value makes no sense.
    """
    config_file = config_file_of(environment)
    values, origins = _layered(_config_values(config_file), str(config_file), environment)
    library, origins["library"] = _library(overrides.library, values.get("library"), origins, environment, folder)
    return Settings(
        library=library,
        store=_store(environment),
        config_file=config_file,
        email=values.get("email"),
        sources=tuple(name.strip() for name in values.get("sources", "").split(",") if name.strip()),
        style=values.get("style", DEFAULT_STYLE),
        key_template=values.get("key-template", DEFAULT_KEY_TEMPLATE),
        file_name=values.get("file-name", DEFAULT_FILE_NAME),
        keys=_below(values, "key."),
        base_urls={name: _address(name, text, origins) for name, text in _below(values, "base-url.").items()},
        limits={name: _limit(name, text, origins) for name, text in _below(values, "limit.").items()},
        freshness=overrides.freshness or ("offline" if environment.get("CITETRAIL_OFFLINE") else "stored"),
        record=overrides.record or _optional_path(environment.get("CITETRAIL_RECORD")),
        replay=overrides.replay or _optional_path(environment.get("CITETRAIL_REPLAY")),
        deadline_seconds=_seconds(
            values.get("deadline") if overrides.deadline_seconds is None else overrides.deadline_seconds,
            origins if overrides.deadline_seconds is None else {"deadline": "--deadline"},
        ),
        styles_folder=_optional_path(environment.get("CITETRAIL_STYLES")) or config_file.parent / "styles",
        data_folder=_xdg(environment, "XDG_DATA_HOME", "data"),
        origins=origins,
    )


def _layered(
    config: Mapping[str, str], config_origin: str, environment: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    values, origins = dict(config), dict.fromkeys(config, config_origin)
    for variable, value in environment.items():
        name = setting_of_variable(variable)
        if name and value:
            values[name] = value
            origins[name] = variable
    return values, origins


def setting_of_variable(variable: str) -> str | None:
    """`CITETRAIL_KEY_OPENALEX` → `key.openalex`; None for what is no setting."""
    if not variable.startswith("CITETRAIL_"):
        return None
    name = variable.removeprefix("CITETRAIL_").lower().replace("_", "-")
    for prefix in ("base-url", "limit", "key"):
        rest = name.removeprefix(f"{prefix}-")
        if name not in (rest, "key-template"):
            return f"{prefix}.{rest}"
    return name if name in SETTINGS else None


def config_file_of(environment: Mapping[str, str]) -> Path:
    """Where the config file is, whatever is in it."""
    if chosen := environment.get("CITETRAIL_CONFIG"):
        return Path(chosen)
    return _xdg(environment, "XDG_CONFIG_HOME", "config") / "config.toml"


def _store(environment: Mapping[str, str]) -> Path:
    if chosen := environment.get("CITETRAIL_STORE"):
        return Path(chosen)
    return _xdg(environment, "XDG_CACHE_HOME", "cache") / "answers.db"


def _xdg(environment: Mapping[str, str], variable: str, kind: Literal["config", "cache", "data"]) -> Path:
    if chosen := environment.get(variable):
        return Path(chosen) / "citetrail"
    import platformdirs

    places = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "data": platformdirs.user_data_path,
    }
    return places[kind]("citetrail", appauthor=False)


def _library(
    said: str | None,
    set_value: str | None,
    origins: Mapping[str, str],
    environment: Mapping[str, str],
    folder: Path,
) -> tuple[Path, str]:
    data = _xdg(environment, "XDG_DATA_HOME", "data")
    if said:
        return _library_path(said, data, folder), "--library"
    if origins.get("library") == "CITETRAIL_LIBRARY" and set_value:
        return _library_path(set_value, data, folder), "CITETRAIL_LIBRARY"
    for place in (folder, *folder.parents):
        own = place / PROJECT_FOLDER / LIBRARY_FILE
        if own.is_file():
            return own, f"project folder {place}"
    if set_value:
        return _library_path(set_value, data, folder), origins["library"]
    return data / LIBRARY_FILE, "default"


def _library_path(said: str, data: Path, folder: Path) -> Path:
    """A name is a library of one's own data folder; anything with a separator or an ending is a path."""
    if "/" in said or os.sep in said or said.endswith((".db", ".sqlite")):
        path = folder / Path(said).expanduser()
        return path / LIBRARY_FILE if path.is_dir() else path
    return data / f"{said}.db"


def _config_values(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not valid TOML: {error}", file=str(path), hint="Correct the file or move it away.") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=str(path)) from None
    return dict(_flat(tree, ""))


def _flat(tree: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{prefix}{name}.")
        else:
            pairs.append((f"{prefix}{name}", str(value)))
    return pairs


def _below(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}


def require_value(name: str, value: str) -> None:
    """Raises InputError for a value that makes no sense for the setting, so that it is never kept."""
    if name == "deadline":
        _seconds(value, {})
    elif name.startswith("base-url."):
        _address(name.removeprefix("base-url."), value, {})
    elif name.startswith("limit."):
        _limit(name.removeprefix("limit."), value, {})


def _in_place(name: str, origins: Mapping[str, str]) -> str:
    """The setting's name with the place where its value was said, if one was; keys are never part of it."""
    return f"{name} ({origins[name]})" if name in origins else name


def _address(name: str, text: str, origins: Mapping[str, str]) -> str:
    """The address of a source, which has to be one."""
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:  # `http://[x]/`
        is_address = False
    if not is_address:
        place = _in_place(f"base-url.{name}", origins)
        raise InputError(f"{place}: {text!r} is no address", hint="Write it as https://host/path.")
    return text


def _limit(name: str, text: str, origins: Mapping[str, str]) -> tuple[float, int]:
    """`5/2` is five requests a second, two at once."""
    rate, _, in_flight = text.partition("/")
    try:
        return float(rate), int(in_flight or 1)
    except ValueError:
        place = _in_place(f"limit.{name}", origins)
        raise InputError(f"{place}: {text!r} is no limit", hint="Write it as RATE/AT-ONCE, such as 5/2.") from None


def _seconds(text: str | float | None, origins: Mapping[str, str]) -> float | None:
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        place = _in_place("deadline", origins)
        raise InputError(f"{place}: {text!r} is no number of seconds above 0", hint="Write it as 30, or 0.5.")
    return seconds


def _optional_path(text: str | None) -> Path | None:
    return Path(text).expanduser() if text else None


def shown_settings(settings: Settings) -> list[tuple[str, str, str]]:
    """(name, value, where it comes from) for every setting; keys are shown as set or not, never themselves."""
    values = {
        "library": str(settings.library),
        "email": settings.email or "",
        "sources": ",".join(settings.sources),
        "style": settings.style,
        "key-template": settings.key_template,
        "file-name": settings.file_name,
        "deadline": f"{settings.deadline_seconds:g}" if settings.deadline_seconds else "",
        **{name: "" for name in SETTINGS if name.startswith("key.")},
        **{f"key.{name}": "set" for name in settings.keys},
        **{f"base-url.{name}": url for name, url in settings.base_urls.items()},
        **{f"limit.{name}": f"{rate:g}/{in_flight}" for name, (rate, in_flight) in settings.limits.items()},
    }
    return [(name, value, settings.origins.get(name, "default" if value else "")) for name, value in values.items()]

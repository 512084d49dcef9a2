"""config, demo, cache: the workplace around the library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import JsonOption, with_library


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    config = typer.Typer(help="Show and change settings.", no_args_is_help=True, rich_markup_mode=None)
    config.command(name="show")(with_library(config_show))
    config.command(name="get")(with_library(config_get))
    config.command(name="set")(config_set)
    config.command(name="unset")(config_unset)
    app.add_typer(config, name="config")
    cache = typer.Typer(help="Stored answers of sources: look, clear.", no_args_is_help=True,
                        rich_markup_mode=None)  # fmt: skip
    cache.command(name="show")(with_library(cache_show))
    cache.command(name="clear")(with_library(cache_clear))
    app.add_typer(cache, name="cache")
    app.command(name="demo")(demo)


def config_show(
    settings: Settings,
    sources: Annotated[
        bool, typer.Option("--sources", help="Every value said anywhere, those that are overruled, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show every setting and where it comes from.

    Options go before environment variables, these before the project's library and the config file. Keys are not
    shown.
    """
    import os

    from citetrail.app.settings import shown_settings
    from citetrail.cli.configuring import Said, everything_said
    from citetrail.cli.output import print_json, print_table

    rows = [Said(*row, is_in_force=True) for row in shown_settings(settings)]
    if sources:
        rows = everything_said(settings, os.environ)
    if as_json:
        fields = ("name", "value", "from", "is_in_force")
        print_json({"settings": [dict(zip(fields, row, strict=True)) for row in rows]})
        return
    table = [(one.name, one.value, one.place + ("" if one.is_in_force else " (overruled)")) for one in rows]
    print_table(table, flexible=1, header=("setting", "value", "from"), is_whole=True)


def config_get(
    settings: Settings,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A setting's name.")],
    sources: Annotated[bool, typer.Option("--sources", help="Print where it comes from, too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print one setting. Exits 1 if it has no value."""
    from citetrail.app.settings import shown_settings
    from citetrail.cli.configuring import unknown_setting
    from citetrail.cli.output import answer
    from citetrail.errors import EXIT_FINDINGS

    values = {setting: value for setting, value, _ in shown_settings(settings)}
    origins = {setting: origin for setting, _, origin in shown_settings(settings)}
    if name not in values:
        raise unknown_setting(name, values)
    text = f"{values[name]}\t{origins[name]}" if sources else values[name]
    answer(as_json, text, name=name, value=values[name], **{"from": origins[name]})
    if not values[name]:
        raise typer.Exit(EXIT_FINDINGS)


def config_set(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A setting's name.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value; - to type it unseen, or to send it in.")],
    keyring: Annotated[
        bool, typer.Option("--keyring", help="Keep an API key in the keyring of the system instead.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a setting to the config file, which only you can read."""
    from citetrail.cli.configuring import keep_in_keyring, typed_value, write_setting
    from citetrail.cli.output import answer

    value = typed_value(name) if value == "-" else value
    file = _config_file()
    if keyring:
        keep_in_keyring(file, name, value)
        answer(as_json, f"{name} set in the keyring of the system", name=name, place="keyring")
        return
    write_setting(file, name, value)
    answer(as_json, f"{name} set in {file}", name=name, place=file)


def _config_file() -> Path:
    """Where to write. Its values are not looked at: one that makes no sense must not keep it from being changed."""
    import os

    from citetrail.app.settings import config_file_of

    return config_file_of(os.environ)


def config_unset(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A setting's name.")],
    as_json: JsonOption = False,
) -> None:
    """Take a setting out of the config file.

    An API key is taken out of the keyring of the system as well.
    """
    from citetrail.cli.configuring import forget_setting
    from citetrail.cli.output import answer

    file = _config_file()
    forget_setting(file, name)
    answer(as_json, f"{name} taken out of {file}", name=name, place=file)


def cache_show(settings: Settings, as_json: JsonOption = False) -> None:
    """Show how many answers are stored, of whom, how large and how old."""
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, print_table, say

    with wiring.open_store(settings) as store:
        shares = store.shares()
    if as_json:
        print_json({"file": str(settings.store), "shares": [wiring.share_as_dict(share) for share in shares]})
        return
    rows = [wiring.share_as_dict(share) for share in shares]
    header = ("source", "answers", "bytes", "oldest", "newest")
    print_table(([str(value) for value in row.values()] for row in rows), flexible=0, header=header)
    say(f"in {settings.store}" if rows else f"no answer is stored in {settings.store}")


def cache_clear(
    settings: Settings,
    provider: Annotated[str | None, typer.Option(help="Only this source's answers.", show_default=False)] = None,
    older_than_days: Annotated[
        float | None, typer.Option(metavar="DAYS", help="Only answers older than this.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Forget stored answers; the library is not touched."""
    import time

    from citetrail.app import wiring
    from citetrail.app.style_items import forget_items
    from citetrail.cli.output import answer
    from citetrail.cli.showing import counted

    before = time.time() - older_than_days * 86400 if older_than_days is not None else None
    with wiring.open_store(settings) as store:
        count = store.clear(provider=provider, before=before)
    if provider is None and before is None:
        forget_items(settings)
    answer(as_json, f"{counted(count, 'stored answer')} forgotten", forgotten=count)


def demo() -> None:
    """Walk the whole trail on an example, offline.

    In a library that is thrown away afterwards.
    """
    from citetrail.cli.demo import run_demo

    raise typer.Exit(run_demo())

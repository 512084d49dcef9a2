"""What can stand at the place where somebody presses TAB: commands, options, and live values for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from citetrail.cli.completing_values import VALUES, Candidate
from citetrail.cli.querying import is_left_out


@dataclass
class Spot:
    """Where on the command line the word to complete stands.

    `command` is one of two click packages' commands, depending on the version of Typer; only what both have is used.
    """

    command: Any
    path: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)  # the arguments before it
    said: dict[str, str] = field(default_factory=dict)  # the options before it that have a value
    option: Any = None  # the option whose value it is
    only_words: bool = False  # after `--`

    def take(self, word: str) -> None:
        """Go past a word that is complete."""
        if self.option is not None:
            self.said[self.option.name], self.option = word, None
        elif word == "--" and not self.only_words:
            self.only_words = True
        elif word.startswith("-") and len(word) > 1 and not self.only_words and not self._is_word(word):
            self._take_option(word)
        elif (below := getattr(self.command, "commands", {}).get(word)) is not None:
            self.command, self.path = below, (*self.path, word)
        else:
            self.words.append(word)

    def _is_word(self, word: str) -> bool:
        """Whether what begins with `-` is an argument here: `-tag:read` in a query, `-read` among tags."""
        takes_any = self.command.context_settings.get("ignore_unknown_options", False)
        return (is_left_out(word) and takes_query(self.command)) or (takes_any and self._option(word) is None)

    def _take_option(self, word: str) -> None:
        name, equals, value = word.partition("=")
        option = self._option(name)
        if option is not None and not option.is_flag:
            if equals:
                self.said[option.name] = value
            else:
                self.option = option

    def _option(self, name: str) -> Any:
        return next((one for one in options_of(self.command) if name in one.opts), None)

    def parameter(self) -> Any:
        """The option or argument whose value the word is; None if there is none."""
        if self.option is not None:
            return self.option
        place = len(self.words)
        for argument in (one for one in self.command.params if one.param_type_name == "argument"):
            if argument.nargs == -1 or place < argument.nargs:
                return argument
            place -= argument.nargs
        return None


def options_of(command: Any) -> list[Any]:
    """The options of a command that help shows."""
    return [one for one in command.params if one.param_type_name == "option" and not one.hidden]


def takes_query(command: Any) -> bool:
    """Whether a command's arguments are a query."""
    return any((one.metavar or "").startswith("QUERY") for one in command.params if one.param_type_name == "argument")


def candidates(command: Any, words: Sequence[str]) -> list[Candidate]:
    """What fits in place of the last of `words`, which follow the command's name; empty where files may fit."""
    spot = Spot(command)
    for word in words[:-1]:
        spot.take(word)
    begun = words[-1] if words else ""
    if spot.option is None and not spot.only_words and begun.startswith("--") and "=" in begun:
        name, _, begun = begun.partition("=")
        spot.take(name)
        return [one._replace(text=f"{name}={one.text}") for one in _values(spot, begun)]
    found: list[Candidate] = []
    if spot.option is None and not spot.only_words and begun.startswith("-"):
        found += _options(spot.command, begun)
    if spot.option is None and not spot.words and hasattr(spot.command, "commands"):
        found += _commands(spot.command, begun)
    return found + _values(spot, begun)


def _options(command: Any, begun: str) -> Iterator[Candidate]:
    for option in options_of(command):
        for name in (*option.opts, *option.secondary_opts):
            if name.startswith(begun) and (name.startswith("--") or begun == name):
                yield Candidate(name, _first_sentence(option.help or ""))


def _commands(group: Any, begun: str) -> Iterator[Candidate]:
    for name, command in group.commands.items():
        if name.startswith(begun) and not command.hidden:
            yield Candidate(name, command.get_short_help_str(80))


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0].rstrip(".")


def _values(spot: Spot, begun: str) -> list[Candidate]:
    parameter = spot.parameter()
    if parameter is None:
        return []
    choices = getattr(parameter.type, "choices", None)
    if choices is not None:
        texts = (str(getattr(choice, "value", choice)) for choice in choices)
        return [Candidate(text) for text in texts if text.startswith(begun)]
    kind = _kind_of(spot, parameter)
    if kind is None:
        return []
    from citetrail.cli.options import settings_from

    settings = settings_from(library=spot.said.get("library"))
    found = VALUES[kind](begun, settings, tuple(spot.words))
    return [one for one in found if one.text.startswith(begun)]


def _kind_of(spot: Spot, parameter: Any) -> str | None:
    """What a parameter's values are: told by command and name, by name, or by what its help calls it."""
    name, metavar = parameter.name, (parameter.metavar or "").rstrip("…")
    if (*spot.path, name) in _BY_COMMAND:
        return _BY_COMMAND[(*spot.path, name)]
    return _BY_METAVAR.get(metavar) or (_BY_NAME.get(name) if spot.option is not None else None)


_BY_METAVAR = {
    "KEY": "key", "OTHER": "key", "QUERY": "query", "+TAG|-TAG": "tag change", "TAG": "tag", "FIELD": "field",
    "FIELD=VALUE": "assignment", "NAME|PATH": "library", "STYLE": "style", "ID|all": "alert",
}  # fmt: skip
_BY_NAME = {"style": "style", "provider": "source", "form": "format"}
_BY_COMMAND: dict[tuple[str, ...], str | None] = {
    ("tags", "rename", "old"): "tag", ("tags", "rename", "new"): "tag",
    ("config", "get", "name"): "setting", ("config", "set", "name"): "setting", ("config", "unset", "name"): "setting",
    ("config", "set", "value"): "setting value",
    ("searches", "save", "name"): "search", ("searches", "forget", "name"): "search",
    ("export", "form"): "output", ("cite", "form"): "rendering", ("pick", "form"): None,
}  # fmt: skip

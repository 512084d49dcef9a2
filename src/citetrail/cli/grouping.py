"""The list of commands in groups, by what people come for."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

GROUPS = {
    "From a text to its papers": "trace parse check rules".split(),
    "Keep papers": "add import link sync edit rename rekey remove duplicates merge refresh".split(),
    "Find them": "list search show pick searches".split(),
    "Read and judge": "tag tags mark note notes quote quotes highlights claim claims".split(),
    "Files of papers": "attach detach open fetch files".split(),
    "Follow them": "track alerts".split(),
    "Write": "cite export convert styles".split(),
    "Take nothing for lost": "undo redo log restore dump load backup doctor".split(),
    "Set up and learn": "tutorial demo init config sources cache completion".split(),
}
OTHERS = "Others"


class GroupedCommands(TyperGroup):
    """A group of commands whose help parts them by GROUPS."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a section for each group; a command of none comes last."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        shown = {name: command for name, command in commands.items() if command and not command.hidden}
        longest = max(map(len, shown))
        grouped = {name for names in GROUPS.values() for name in names}
        for title, names in {**GROUPS, OTHERS: [name for name in shown if name not in grouped]}.items():
            named = [(name.ljust(longest), shown[name]) for name in names if name in shown]
            rows = [(name, command.get_short_help_str(formatter.width - 6 - longest)) for name, command in named]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

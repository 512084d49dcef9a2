"""How completion is told to bash, zsh and fish: the scripts they load, the words they get, where both are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from citetrail.cli.completing_values import Candidate


class Shell(StrEnum):
    """A shell that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


# bash 3.2, as on macOS, has no compopt and no mapfile. What is begun goes to us as one line, because bash takes words
# apart at `:` and `=`; it gets back only what comes after the last of these.
_BASH = r"""_citetrail() {
    local word
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <("$1" completion words bash -- "$COMP_WORDBREAKS" "${COMP_LINE:0:$COMP_POINT}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=+…] ]]; then
        COMPREPLY[0]=${COMPREPLY[0]%…}
        compopt -o nospace 2>/dev/null
    fi
}
complete -o bashdefault -o default -F _citetrail citetrail
"""
# Lines begin with `=` for whole words and `+` for begun ones, which get no blank behind them.
_ZSH = r"""#compdef citetrail
_citetrail() {
    local line
    local -a whole begun
    while IFS= read -r line; do
        case $line in
            "="*) whole+=("${line#=}") ;;
            "+"*) begun+=("${line#+}") ;;
        esac
    done < <("${words[1]}" completion words zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    (( $#whole )) && _describe -V citetrail whole
    (( $#begun )) && _describe -V citetrail begun -S ''
    (( $#whole + $#begun )) || _files
}
if [[ $funcstack[1] == _citetrail ]]; then
    _citetrail "$@"
else
    compdef _citetrail citetrail
fi
"""
_FISH = r"""function __citetrail_words
    set -l given (commandline -opc)
    set -l begun (commandline -ct)
    set -l found (citetrail completion words fish -- $given[2..-1] "$begun" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$begun"
    end
end
complete -c citetrail -f -a '(__citetrail_words)'
"""
SCRIPTS = {Shell.BASH: _BASH, Shell.ZSH: _ZSH, Shell.FISH: _FISH}


class Place(NamedTuple):
    """Where a shell's script is kept, and the line that makes the shell read it (with the file it goes to)."""

    script: Path
    line: str = ""
    start_file: Path | None = None


def place_for(shell: Shell, home: Path, environment: Mapping[str, str]) -> Place:
    """Where the script of this shell belongs."""
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    if shell is Shell.FISH:
        return Place(config / "fish" / "completions" / "citetrail.fish")
    script = data / "citetrail" / "completion" / f"citetrail.{shell.value}"
    if shell is Shell.BASH:
        return Place(script, f"[ -r '{script}' ] && . '{script}'", home / ".bashrc")
    start = Path(environment.get("ZDOTDIR") or home) / ".zshrc"
    load = "autoload -Uz compinit; (( $+functions[compdef] )) || compinit"
    return Place(script, f"{load}; [ -r '{script}' ] && . '{script}'", start)


def words_of_line(line: str) -> list[str]:
    """The words after the command's name as a shell takes them apart; the last is the one that is begun.

    An open quote counts up to the end; signs that lead to another command begin anew.
    """
    words: list[str] = []
    word, is_begun, quote = "", False, ""
    letters = iter(line)
    for letter in letters:
        if letter == quote:
            quote = ""
        elif letter == "\\" and quote != "'":
            word += next(letters, "")
            is_begun = True
        elif quote:
            word += letter
        elif letter in "'\"":
            quote, is_begun = letter, True
        elif letter in "|;&\n":
            words, word, is_begun = [], "", False
        elif letter.isspace():
            if is_begun:
                words.append(word)
            word, is_begun = "", False
        else:
            word, is_begun = word + letter, True
    return [*words, word][1:]


def told(shell: Shell, found: Iterable[Candidate], begun: str, breaks: str = "") -> list[str]:
    """The lines a shell gets."""
    if shell is Shell.BASH:
        return _for_bash(list(found), begun, breaks)
    if shell is Shell.FISH:
        return ["\t".join(filter(None, (one.text, " ".join(one.about.split())))) for one in found]
    return [("+" if one.is_open else "=") + _for_zsh(one) for one in found]


def _for_zsh(one: Candidate) -> str:
    about = " ".join(one.about.split())
    return one.text.replace("\\", "\\\\").replace(":", "\\:") + (f":{about}" if about else "")


def _for_bash(found: Sequence[Candidate], begun: str, breaks: str) -> list[str]:
    """Words without what bash takes for an earlier word, and with `…` behind those that are only begun."""
    kept = max((begun.rfind(sign) + 1 for sign in breaks if sign in ":="), default=0)
    return [_quoted(one.text[kept:]) + ("…" if one.is_open and one.text[-1:] not in ":=+" else "") for one in found]


def _quoted(text: str) -> str:
    return re.sub(r"([^\w@%+=:,./{}~^#-])", r"\\\1", text)

"""API keys kept in the keyring of the operating system: the config file then holds only that they are there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from citetrail.errors import InputError

SERVICE = "citetrail"
IN_KEYRING = "keyring:"  # the value of such a key in the config file


def keys_with_secrets(keys: Mapping[str, str]) -> dict[str, str]:
    """The keys with those of the keyring filled in; a key that the keyring does not give is left out.

    Raises InputError where the keyring cannot be used.
    """
    values = {name: _secret(name) if value == IN_KEYRING else value for name, value in keys.items()}
    return {name: value for name, value in values.items() if value}


def keep_secret(name: str, value: str | None) -> None:
    """Put a key into the keyring, or take it out if `value` is None. Raises InputError where that cannot be done."""
    keyring = _keyring()
    try:
        if value is not None:
            keyring.set_password(SERVICE, name, value)
        elif keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    except keyring.errors.KeyringError as error:
        raise _unusable(error) from error
    _secret.cache_clear()


@lru_cache
def _secret(name: str) -> str:
    keyring = _keyring()
    try:
        return keyring.get_password(SERVICE, name) or ""
    except keyring.errors.KeyringError as error:
        raise _unusable(error) from error


def _keyring() -> Any:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise InputError(
            "keys in the keyring of the system need a further package",
            hint="pip install 'citetrail[keyring]', or set the key in the environment or the config file.",
        ) from None
    return keyring


def _unusable(error: Exception) -> InputError:
    return InputError(
        f"the keyring of the system cannot be used: {error}",
        hint="Set the key in the environment (CITETRAIL_KEY_…) or in the config file.",
    )

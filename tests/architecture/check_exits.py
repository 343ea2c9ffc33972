#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Fails where a secret may leave unseen, and where the engine asks which provider it has in hand.

`reveal()` is the only way out of a Secret, so every file that calls it is named here with its reason. And outside
engine/providers/ no code of the engine or of the windows may know a provider by name: if the gateway must ask, Provider
lacks a question; if a window must, ProviderInfo lacks a fact.
"""

import pathlib
import re
import sys

REVEALS = {
    "engine/base/secret.h": "declares it",
    "engine/base/secret.cpp": "defines it, compares in constant time, makes fingerprints",
    "engine/accounts/recovery_file.cpp": "the hash by which a login is known again",
    "engine/accounts/refresh_claims.cpp": "the hash by which a refresh token is known again",
    "engine/accounts/secret_home.cpp": "the login as its provider's format reads it",
    "engine/logins/login_places.cpp": "the login on its way into a CLI's own file, and the hash by which it is known again",
    "engine/logins/move_login_job.cpp": "the login as its provider's format reads it",
    "engine/logins/login_operation.cpp": "the login as its provider's format reads it",
    "engine/logins/save_kept_job.cpp": "the login as its provider's format reads it, with the tokens that were kept",
    "engine/providers/pasted_word.cpp": "a token that a person pastes, on its way into a login",
    "engine/providers/claude/claude_request.cpp": "the Authorization field of a forwarded request",
    "engine/providers/claude/claude_credentials.cpp": "the CLI's credentials file",
    "engine/providers/claude/claude_oauth.cpp": "the token, usage and profile endpoints",
    "engine/providers/claude/claude_client.cpp": "the settings of Claude Code, where the gateway user's token goes",
    "engine/providers/codex/codex_client.cpp": "the settings of Codex, where the gateway user's token goes",
    "engine/providers/codex/codex_claims.cpp": "what a login's tokens say about themselves",
    "engine/providers/codex/codex_credentials.cpp": "the CLI's credentials file",
    "engine/providers/codex/codex_oauth.cpp": "the token and usage endpoints",
    "engine/providers/codex/codex_request.cpp": "the Authorization field of a forwarded request",
    "engine/storage/keychain_secret_store.cpp": "the keychain of the system",
    "engine/storage/settings_check.cpp": "whether a gateway user's token can be sent in a field",
    "engine/storage/split_secret_store.cpp": "parts of a value on their way to and from the keychain",
    "engine/storage/vault_secret_store.cpp": "the vault, a 0600 file in a 0700 directory",
    "engine/user_tokens.cpp": "the line break behind a token from the keychain",
    "simulator/demo.cpp": "the configuration of the demo, whose tokens are made up",
    "simulator/demo_session.cpp": "the made-up clients of the demo",
    "cli/doctor_logins.cpp": "the login as its provider's format reads it",
    "gui/settings/user_token_dialog.cpp": "the token of a new gateway user, shown once",
    "cli/users_command.cpp": "`sluice users add` prints the new token, once",
}

PROVIDER_LIST = "engine/provider_list.cpp"  # the one place that registers them
NAME = re.compile(r"claude|codex|anthropic|openai", re.IGNORECASE)
REGISTRATION = re.compile(r'#include "engine/providers/|make_unique<\w+Provider>')
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


def without_comments(text):
    """The text with comments blanked and line breaks kept; string literals stay."""
    def blank(match):
        piece = match.group()
        return piece if piece.startswith('"') else re.sub(r"[^\n]", " ", piece)
    return TOKEN.sub(blank, text)


def reveal_complaints(path, text):
    if path in REVEALS:
        return
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        if "reveal(" in line:
            yield f"src/{path}:{number}: reveal() in a file that is not in the list of tests/architecture/check_exits.py"


def name_complaints(path, text):
    if not path.startswith(("engine/", "gui/")) or path.startswith("engine/providers/"):
        return
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        if NAME.search(line) and not (path == PROVIDER_LIST and REGISTRATION.search(line)):
            yield f"src/{path}:{number}: names a provider outside engine/providers/: {line.strip()}"


def main():
    src = pathlib.Path(__file__).resolve().parent.parent.parent / "src"
    found = []
    for file in sorted(src.rglob("*")):
        if file.suffix in (".h", ".cpp", ".mm"):
            path, text = file.relative_to(src).as_posix(), file.read_text(encoding="utf-8")
            found += [*reveal_complaints(path, text), *name_complaints(path, text)]
    found += [f"check_exits.py names src/{path}, which is not there" for path in REVEALS if not (src / path).exists()]
    for reason in found:
        print(reason, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

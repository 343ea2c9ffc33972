# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The real Codex CLI, and a test case with accounts for it."""

import json
import pathlib

from codex_logins import codex_auth
from harness import HERE, USER_TOKEN, Case, Client, write_private


class Codex(Client):
    """Codex with a CODEX_HOME of its own, which points at the gateway by a provider of its own.

    `built_in` moves the built-in provider instead, and logs Codex in to ChatGPT as the simulator's account of that
    name: `simulator` answers what it asks of ChatGPT itself.
    """

    def __init__(self, directory, base_url, token=USER_TOKEN, websockets=False, built_in=None, simulator=None):
        self.home = directory / ".codex"
        super().__init__(directory, {"CODEX_HOME": str(self.home)})
        self.home.mkdir(exist_ok=True)
        if built_in:
            write_private(self.home / "auth.json", codex_auth(built_in))
            settings = (f'openai_base_url = "{base_url}/v1"\n'
                        f'chatgpt_base_url = "{simulator.url}/backend-api"\n')
            self.environment["CODEX_REFRESH_TOKEN_URL_OVERRIDE"] = f"{simulator.url}/oauth/token"
        else:
            settings = ('model_provider = "sluice"\n[model_providers.sluice]\nname = "Sluice"\n'
                        f'base_url = "{base_url}/v1"\nwire_api = "responses"\n'
                        f"supports_websockets = {json.dumps(websockets)}\n")
            if token:
                settings += f'experimental_bearer_token = "{token}"\n'
        (self.home / "config.toml").write_text('model = "gpt-5.5"\n' + settings)

    def command(self, prompt, *arguments):
        return [codex_binary(), "exec", "--skip-git-repo-check", *arguments, prompt]

    def again(self, prompt, **options):
        """The next turn of the latest session."""
        return self.ask(prompt, "resume", "--last", **options)


class CodexCase(Case):
    accounts = ()
    codex_accounts = ("cx", "cy")

    def codex(self, name="client", **options):
        return Codex(self.directory / name, self.gateway.url, **options)

    def answered(self):
        """Whose account served each turn that was answered, oldest first."""
        return [turn["account"] for turn in self.simulator.turns() if turn["status"] == 200]

    def other(self, name):
        (other,) = set(self.codex_accounts) - {name}
        return other

    def assert_greets(self, answer, account):
        """The client printed what this account answers, and nothing else."""
        self.assertEqual(answer.code, 0, answer)
        self.assertEqual(answer.stdout.strip(), f"Hello from the simulator, account {account}.", answer)

    def assert_shows_no_trouble(self, answer):
        for word in ("ERROR", "Reconnecting", "Falling back"):
            self.assertNotIn(word, answer.stderr, answer)


def codex_binary():
    """Codex's own program, out of the npm package for this platform."""
    found = sorted((HERE / "node_modules" / "@openai").glob("codex-*/vendor/*/bin/codex"))
    if not found:
        raise AssertionError("Codex is not installed: run scripts/install_clients.sh")
    return pathlib.Path(found[0])

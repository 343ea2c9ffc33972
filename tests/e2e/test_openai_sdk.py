# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The real OpenAI SDK for Node through the real gateway."""

import unittest

from codex_harness import CodexCase
from harness import USER_TOKEN, node, write_private

CALLS = ("responses", "responses-stream", "chat", "chat-stream")


class OpenAi(CodexCase):
    """With a ChatGPT account and an API key: only the key has chat completions."""

    codex_accounts = ("cx",)

    def setUp(self):
        super().setUp()
        path = self.auth_file_of("key")
        write_private(path, {"auth_mode": "apikey", "OPENAI_API_KEY": "sim-access-key-1"})
        self.secrets.append("sim-access-key-1")
        self.config["accounts"].append({"id": "key", "provider": "codex", "store": "file", "path": str(path)})

    def ask(self, mode):
        return node("openai_client.mjs", self.gateway.url, USER_TOKEN, mode)

    def test_all_calls_are_answered_by_who_can(self):
        self.start_gateway()
        for mode in CALLS:
            with self.subTest(mode=mode):
                account = "key" if mode.startswith("chat") else "cx"
                outcome = self.ask(mode)
                self.assertEqual(outcome.get("text"), f"Hello from the simulator, account {account}.", outcome)
        outcome = self.ask("responses-stream")
        self.assertEqual((outcome["types"][0], outcome["types"][-1]), ("response.created", "response.completed"))

    def test_a_stream_that_breaks_upstream_breaks_at_the_client(self):
        self.start_gateway()
        for mode, path in (("responses-stream", "/backend-api/codex/responses"),
                           ("chat-stream", "/v1/chat/completions")):
            with self.subTest(mode=mode):
                self.simulator.script("drop-mid-stream", path=path)
                self.assertIn("error", self.ask(mode))

    def test_a_request_that_is_wrong_comes_back_as_the_provider_said_it(self):
        self.start_gateway()
        for kind in ("400", "404", "413", "422"):
            with self.subTest(kind=kind):
                self.simulator.script(kind, path="/backend-api/codex/responses")
                self.assertEqual(self.ask("responses").get("status"), int(kind))

    def test_all_accounts_limited_is_a_429(self):
        self.start_gateway()
        self.simulator.script("429-account-5h", path="", times=-1, resets_in=3600)
        self.assertEqual(self.ask("responses").get("status"), 429)


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The simulated provider satisfies the real clients: without this the other cases would prove nothing."""

import unittest

from codex_harness import Codex, CodexCase
from codex_logins import account_id, codex_token
from harness import Case, Claude, node


class Direct(Case):
    def test_claude_code_takes_it_for_the_provider(self):
        answer = Claude(self.directory / "client", self.simulator.url, "sim-access-a-1").ask("say hi")
        self.assertEqual(answer.code, 0, answer)
        self.assertTrue(answer.stdout.strip(), answer)
        self.assertEqual(self.served_by(), ["a"])
        self.assertTrue(self.simulator.messages()[0]["session"])

    def test_the_sdk_takes_it_for_the_provider(self):
        for mode in ("whole", "stream"):
            with self.subTest(mode=mode):
                outcome = node("sdk_client.mjs", self.simulator.url, "sim-access-a-1", mode)
                self.assertTrue(outcome.get("text"), outcome)


class DirectCodex(CodexCase):
    def test_codex_takes_it_for_the_provider(self):
        for websockets in (False, True):
            with self.subTest(websockets=websockets):
                codex = Codex(self.directory / f"client-{websockets}", "", websockets=websockets)
                settings = codex.home / "config.toml"
                settings.write_text(settings.read_text().replace('"/v1"', f'"{self.simulator.url}/backend-api/codex"')
                                    .replace("fake-user-token-of-local", codex_token("cx"))
                                    + f'http_headers = {{ "ChatGPT-Account-Id" = "{account_id("cx")}" }}\n')
                for answer in (codex.ask("say hi"), codex.again("and again")):
                    self.assert_greets(answer, "cx")
                    self.assert_shows_no_trouble(answer)
        self.assertEqual([turn["method"] for turn in self.simulator.turns()], ["POST", "POST", "WS", "WS"])

    def test_the_sdk_takes_it_for_the_provider(self):
        for mode in ("responses", "responses-stream", "chat", "chat-stream"):
            with self.subTest(mode=mode):
                outcome = node("openai_client.mjs", self.simulator.url, "sim-access-cx-1", mode)
                self.assertEqual(outcome.get("text"), "Hello from the simulator, account cx.", outcome)
        self.assertTrue(node("openai_client.mjs", self.simulator.url, "sim-access-cx-1", "models")["models"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

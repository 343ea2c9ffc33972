# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The simulated provider satisfies the real clients: without this the other cases would prove nothing."""

import unittest

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


if __name__ == "__main__":
    unittest.main(verbosity=2)

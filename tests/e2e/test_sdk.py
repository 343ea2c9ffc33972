# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The real Anthropic SDK for Node through the real gateway."""

import unittest

from harness import USER_TOKEN, Case, node


class Sdk(Case):
    def ask(self, mode):
        return node("sdk_client.mjs", self.gateway.url, USER_TOKEN, mode)

    def test_a_whole_answer(self):
        self.start_gateway()
        outcome = self.ask("whole")
        self.assertTrue(outcome.get("text"), outcome)
        self.assertEqual(outcome["stopReason"], "end_turn")

    def test_a_streamed_answer(self):
        self.start_gateway()
        outcome = self.ask("stream")
        self.assertTrue(outcome.get("text"), outcome)
        self.assertEqual((outcome["types"][0], outcome["types"][-1]), ("message_start", "message_stop"))

    def test_a_stream_that_breaks_upstream_breaks_at_the_client(self):
        self.start_gateway()
        self.simulator.script("drop-mid-stream")
        self.assertIn("error", self.ask("stream"))
        self.assertEqual(len(self.simulator.messages()), 1)

    def test_an_error_event_reaches_the_client(self):
        self.start_gateway()
        self.simulator.script("error-event")
        self.assertEqual(self.ask("stream").get("error"), "APIError")

    def test_a_request_that_is_wrong_comes_back_as_the_provider_said_it(self):
        self.start_gateway()
        for kind, status in (("400", 400), ("404", 404), ("413", 413), ("422", 422), ("529", 529)):
            with self.subTest(kind=kind):
                self.simulator.script(kind)
                self.assertEqual(self.ask("whole").get("status"), status)

    def test_all_accounts_limited_is_a_429(self):
        self.start_gateway()
        self.simulator.script("429-account-5h", times=-1, resets_in=3600)
        self.assertEqual(self.ask("whole").get("status"), 429)


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Much at once: long bodies, many streams, and sessions side by side."""

import concurrent.futures
import hashlib
import json
import signal
import unittest

from harness import USER_TOKEN, Case, node, raw, until
from test_gateway import message


class Volume(Case):
    def test_a_body_of_8_mib_arrives_byte_for_byte(self):
        self.start_gateway()
        text = "every byte counts: \u00e4\u20ac\U0001f6b0 \\ \" \n" * (8 << 20)
        body = json.dumps({"model": "claude-opus-5-5", "max_tokens": 16, "stream": True,
                           "messages": [{"role": "user", "content": text[:7 << 20]}]}, ensure_ascii=False).encode()
        self.assertGreater(len(body), 8 << 20)
        answer = raw(self.gateway.port, message("Connection: close", body=body))
        self.assertEqual(answer.status, 200)
        (seen,) = self.simulator.messages()
        self.assertEqual((seen["body_size"], seen["body_sha256"]), (len(body), hashlib.sha256(body).hexdigest()))

    def test_200_streams_at_once_all_come_to_their_end(self):
        self.start_gateway()

        def stream(number):
            request = message("Connection: close", f"x-claude-code-session-id: session-{number}")
            return raw(self.gateway.port, request)

        with concurrent.futures.ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(stream, range(200)))
        self.assertEqual({answer.status for answer in answers}, {200})
        for answer in answers:
            self.assertIn(b"message_stop", answer.body)
            self.assertTrue(answer.body.endswith(b"0\r\n\r\n"))
        self.assertEqual(len(self.simulator.messages()), 200)


class Sessions(Case):
    def test_two_sessions_side_by_side_stay_each_with_an_account_of_its_own(self):
        self.config["pools"] = [{"id": "claude", "provider": "claude", "strategy": "round-robin"}]
        self.start_gateway()
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            outcomes = pool.map(lambda session: node("sdk_client.mjs", self.gateway.url, USER_TOKEN, "session", session),
                                ("first", "second"))
            for outcome in outcomes:
                self.assertEqual(outcome.get("answers"), 5, outcome)
        accounts = {session: {r["account"] for r in self.simulator.messages() if r["session"] == session}
                    for session in ("first", "second")}
        self.assertEqual([len(used) for used in accounts.values()], [1, 1], accounts)
        self.assertNotEqual(accounts["first"], accounts["second"])

    def test_sessions_keep_their_accounts_over_a_restart(self):
        self.config["pools"] = [{"id": "claude", "provider": "claude", "strategy": "round-robin"}]
        self.start_gateway()
        self.assertEqual(self.served(["first", "second"]), ["a", "b"])
        self.restart()
        self.assertEqual(self.served(["second", "first"]), ["b", "a"])

    def test_a_limit_is_known_after_a_restart(self):
        self.config["pools"] = [{"id": "claude", "provider": "claude", "strategy": "fallback"}]
        self.start_gateway()
        self.simulator.script("429-account-5h", account="a")
        self.assertEqual(self.served(["first"]), ["b"])
        limited = self.account_shown("a")
        self.restart()
        self.assertEqual(self.account_shown("a")["state"], "limited")
        self.assertEqual(self.account_shown("a")["until"], limited["until"])
        asked = len(self.simulator.messages())
        self.assertEqual(self.served(["second"]), ["b"])
        self.assertEqual(len(self.simulator.messages()), asked + 1)  # a was not tried

    def test_a_limit_is_known_after_a_kill_right_after_the_answer(self):
        self.config["pools"] = [{"id": "claude", "provider": "claude", "strategy": "fallback"}]
        self.start_gateway()
        self.simulator.script("429-account-5h", account="a")
        self.assertEqual(self.served(["first"]), ["b"])
        # The write began at once, but nobody waits for the disk: it may still be under way.
        until(lambda: self.saved_limits("a").get("refused", {}).get("until", 0) > 0)
        self.assertEqual(self.gateway.stop(signal.SIGKILL), -signal.SIGKILL)
        self.start_gateway()
        self.assertEqual(self.account_shown("a")["state"], "limited")
        self.assertEqual(self.served(["second"]), ["b"])

    def saved_limits(self, account):
        state = self.home / "state.json"
        return json.loads(state.read_text())["limits"].get(account, {}) if state.exists() else {}

    def restart(self):
        self.assertEqual(self.gateway.stop(), 0, self.gateway.log_text())
        self.start_gateway()

    def served(self, sessions):
        """Asks once for each session; gives the accounts that answered."""
        before = len(self.served_by())
        for session in sessions:
            answer = raw(self.gateway.port, message("Connection: close", f"x-claude-code-session-id: {session}"))
            self.assertEqual(answer.status, 200, answer.received)
        return self.served_by()[before:]

    def account_shown(self, name):
        shown = json.loads(self.sluice("status", "--json").stdout)
        return next(account for account in shown["accounts"] if account["id"] == name)


if __name__ == "__main__":
    unittest.main(verbosity=2)

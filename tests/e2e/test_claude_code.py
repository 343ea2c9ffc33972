# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The real Claude Code through the real gateway."""

import json
import re
import stat
import unittest

from harness import Case, end


class Answers(Case):
    def test_a_turn_is_answered_through_the_gateway(self):
        self.start_gateway()
        answer = self.claude().ask("say hi")
        self.assertEqual(answer.code, 0, answer)
        self.assertTrue(answer.stdout.strip(), answer)
        self.assertEqual(len(self.served_by()), 1)
        request = self.simulator.messages()[0]
        self.assertNotIn("fake-user-token", str(request["headers"]))
        self.assertIn("oauth-2025-04-20", str(request["headers"]))


class Failover(Case):
    def test_a_session_goes_on_with_the_other_account_when_its_own_is_refused(self):
        self.start_gateway()
        claude = self.claude()
        first = claude.ask("say hi")
        self.assertEqual(first.code, 0, first)
        mine = self.served_by()[0]
        self.simulator.script("429-account-5h", account=mine, times=-1, resets_in=3600)
        second = claude.ask("and again", "--continue")
        self.assertEqual(second.code, 0, second)
        (other,) = {"a", "b"} - {mine}
        seen = self.simulator.messages()
        self.assertEqual([(r["account"], r["status"]) for r in seen], [(mine, 200), (mine, 429), (other, 200)])
        self.assertEqual(len({r["session"] for r in seen}), 1)
        self.assertEqual(seen[1]["body_sha256"], seen[2]["body_sha256"])
        third = claude.ask("once more", "--continue")
        self.assertEqual(third.code, 0, third)
        self.assertEqual([r["account"] for r in self.simulator.messages()[3:]], [other])


class SetUp(Case):
    def test_claude_code_needs_nothing_but_its_own_settings_after_setup(self):
        gateway = self.start_gateway()
        claude = self.claude()
        for name in ("ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CONFIG_DIR"):
            del claude.environment[name]
        claude.environment["HOME"] = str(self.directory)
        done = self.sluice("setup", "claude-code")
        self.assertEqual(done.code, 0, done)
        answer = claude.ask("say hi")
        self.assertEqual(answer.code, 0, str(answer) + gateway.log_text())
        self.assertEqual(len(self.served_by()), 1)


class AllLimited(Case):
    def test_the_client_stops_at_once_and_is_told_the_time(self):
        self.start_gateway()
        self.simulator.script("429-account-5h", times=-1, resets_in=7200)
        answer = self.claude().ask("say hi")
        self.assertNotEqual(answer.code, 0, answer)
        self.assertLess(answer.seconds, 60, answer)  # it would repeat for minutes
        self.assertRegex(answer.stdout + answer.stderr, re.compile(r"\d{1,2}:\d{2}|\d+ ?(h|min|hours?|minutes?)\b"))
        self.assertLessEqual(len(self.simulator.messages()), 2)


class Throttled(Case):
    def test_a_client_in_subscription_mode_waits_and_goes_on(self):
        self.start_gateway()
        claude = self.claude()
        claude.environment["CLAUDE_CODE_OAUTH_TOKEN"] = claude.environment.pop("ANTHROPIC_AUTH_TOKEN")
        first = claude.ask("say hi")
        self.assertEqual(first.code, 0, first)
        self.simulator.script("429-throttle", times=2, retry_after=2)
        second = claude.ask("and again", "--continue")
        self.assertEqual(second.code, 0, second)  # told as a limit, it would end here
        self.assertEqual([seen["status"] for seen in self.simulator.messages()], [200, 429, 429, 200])


class RefusedLogins(Case):
    def test_the_client_is_sent_to_sluice_and_ends_quickly(self):
        self.start_gateway()
        self.simulator.script("401", times=-1)
        answer = self.claude().ask("say hi")
        self.assertNotEqual(answer.code, 0, answer)
        self.assertLess(answer.seconds, 60, answer)  # it would repeat for minutes
        self.assertIn("Sluice", answer.stdout + answer.stderr)
        self.assertEqual(len(self.simulator.messages()), 4)  # each account once, and once with a fresh token
        status = json.loads(self.sluice("status", "--json").stdout)
        self.assertEqual([account["state"] for account in status["accounts"]], ["needs_sign_in"] * 2)


class ExpiredToken(Case):
    accounts = ("a",)

    def test_five_clients_that_start_together_cause_one_refresh(self):
        self.start_gateway()
        self.simulator.account("a", expire_access=True)
        started = [self.claude(name=f"client-{number}").start("say hi") for number in range(5)]
        for process in started:
            self.addCleanup(end, process)
        for process in started:
            stdout, stderr = process.communicate(timeout=200)
            self.assertEqual(process.returncode, 0, stdout + stderr)
        report = self.simulator.report()
        self.assertEqual((report["refreshes"], report["refresh_reuses"]), (1, 0))
        saved = self.credentials_of("a")
        self.assertEqual(saved["claudeAiOauth"]["accessToken"], "sim-access-a-2")
        self.assertEqual(saved["claudeAiOauth"]["refreshToken"], "sim-refresh-a-2")
        self.assertEqual(saved["claudeAiOauth"]["unknownMember"], "kept")
        self.assertEqual(saved["mcpOAuth"], {"unknown": {"kept": True}})
        file = self.directory / "a.credentials.json"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)


class Restart(Case):
    def test_a_conversation_survives_a_restart_of_the_gateway(self):
        gateway = self.start_gateway()
        claude = self.claude()
        first = claude.ask("say hi")
        self.assertEqual(first.code, 0, first)
        self.assertEqual(gateway.stop(), 0, gateway.log_text())
        self.start_gateway("--listen", f"127.0.0.1:{gateway.port}")
        second = claude.ask("and again", "--continue")
        self.assertEqual(second.code, 0, second)
        self.assertEqual(len({r["session"] for r in self.simulator.messages()}), 1)


class WrongToken(Case):
    def test_the_client_ends_quickly(self):
        self.start_gateway()
        self.secrets.append("fake-wrong-token")
        answer = self.claude(token="fake-wrong-token").ask("say hi")
        self.assertNotEqual(answer.code, 0, answer)
        self.assertLess(answer.seconds, 60, answer)  # it would repeat for minutes
        self.assertEqual(self.simulator.messages(), [])


class Overloaded(Case):
    accounts = ("a",)

    def test_the_client_repeats_by_itself_what_the_provider_could_not_serve(self):
        self.start_gateway()
        self.simulator.script("500", times=1)
        answer = self.claude().ask("say hi")
        self.assertEqual(answer.code, 0, answer)
        self.assertEqual([r["status"] for r in self.simulator.messages()], [500, 200])


if __name__ == "__main__":
    unittest.main(verbosity=2)

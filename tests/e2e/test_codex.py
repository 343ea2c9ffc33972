# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The real Codex through the real gateway."""

import concurrent.futures
import datetime
import fcntl
import json
import re
import stat
import unittest

from codex_harness import CodexCase
from codex_logins import codex_token, generation_of
from harness import Case, end, until


class Answers(CodexCase):
    def test_a_turn_is_answered_over_http(self):
        self.start_gateway()
        answer = self.codex().ask("say hi")
        (account,) = self.answered()
        self.assert_greets(answer, account)
        self.assert_shows_no_trouble(answer)
        (turn,) = self.simulator.turns()
        self.assertEqual((turn["method"], turn["target"]), ("POST", "/backend-api/codex/responses"))
        self.assertTrue(turn["session"])
        self.assertNotIn("fake-user-token", str(turn["headers"]))

    def test_a_turn_is_answered_over_a_websocket(self):
        self.start_gateway()
        answer = self.codex(websockets=True).ask("say hi")
        (account,) = self.answered()
        self.assert_greets(answer, account)
        self.assert_shows_no_trouble(answer)
        (turn,) = self.simulator.turns()
        self.assertEqual(turn["method"], "WS")
        self.assertIn("previous_response_id", turn["body"])  # the warm-up's, on the same socket
        (upgrade,) = self.simulator.upgrades()
        self.assertNotIn("fake-user-token", str(upgrade["headers"]))


class Failover(CodexCase):
    def test_a_session_goes_on_with_the_other_account_when_its_own_is_refused(self):
        self.start_gateway()
        codex = self.codex()
        self.assertEqual(codex.ask("say hi").code, 0)
        (mine,) = self.answered()
        self.simulator.script("429-account-5h", account=mine, path="", times=-1, resets_in=3600)
        answer = codex.again("and again")
        self.assert_greets(answer, self.other(mine))
        self.assert_shows_no_trouble(answer)
        self.assertEqual(len({turn["session"] for turn in self.simulator.turns()}), 1)

    def test_what_the_first_account_encrypted_is_left_out_for_the_other(self):
        self.start_gateway()
        codex = self.codex()
        self.assertEqual(codex.ask("say hi").code, 0)
        (mine,) = self.answered()
        other = self.other(mine)
        self.simulator.script("429-account-7d", account=mine, path="", times=-1)
        self.assert_greets(codex.again("and again"), other)
        seen = self.simulator.turns()
        self.assertEqual([(turn["account"], turn["status"]) for turn in seen],
                         [(mine, 200), (mine, 429), (other, 400), (other, 200)])
        self.assertIn("reasoning", kinds(seen[2]))
        self.assertNotIn("reasoning", kinds(seen[3]))
        self.assertEqual(kinds(seen[3]), [kind for kind in kinds(seen[2]) if kind != "reasoning"])
        self.assertEqual(self.simulator.report()["open_streams"], 0)

    def test_the_account_is_changed_while_a_websocket_opens(self):
        self.start_gateway()
        self.simulator.script("429-account-5h", method="GET", path="/backend-api/codex/responses")
        answer = self.codex(websockets=True).ask("say hi")
        refused, opened = self.simulator.upgrades()
        self.assertEqual((refused["status"], opened["status"]), (429, 101))
        self.assertEqual(opened["account"], self.other(refused["account"]))
        self.assert_greets(answer, opened["account"])
        self.assert_shows_no_trouble(answer)

    def test_the_account_is_changed_between_turns_on_websockets(self):
        self.start_gateway()
        codex = self.codex(websockets=True)
        self.assertEqual(codex.ask("say hi").code, 0)
        (mine,) = self.answered()
        self.simulator.script("429-account-5h", account=mine, path="", times=-1)
        answer = codex.again("and again")
        self.assert_greets(answer, self.other(mine))
        self.assert_shows_no_trouble(answer)
        refused, answered = self.simulator.turns()[-2:]
        self.assertEqual((refused["status"], answered["status"]), (400, 200))
        self.assertIn("reasoning", kinds(refused))
        self.assertNotIn("reasoning", kinds(answered))


class Sockets(CodexCase):
    def ask_with(self, kind, **answer):
        """One turn whose first try on a WebSocket goes as scripted: the answer, and both tries."""
        self.start_gateway()
        self.simulator.script(kind, method="WS", path="", skip=1, **answer)  # the warm-up is answered as usual
        shown = self.codex(websockets=True).ask("say hi")
        return shown, self.simulator.turns()

    def test_a_refusal_before_the_output_moves_the_turn_to_the_other_account(self):
        answer, turns = self.ask_with("429-account-5h", resets_in=7200)
        self.assertEqual([turn["status"] for turn in turns], [429, 200])
        self.assert_greets(answer, self.other(turns[0]["account"]))
        self.assert_shows_no_trouble(answer)

    def test_a_socket_that_breaks_in_mid_turn_is_opened_again(self):
        answer, turns = self.ask_with("drop-mid-stream")
        self.assert_greets(answer, turns[-1]["account"])
        self.assert_shows_no_trouble(answer)
        self.assertEqual(len({turn["socket"] for turn in turns}), 2)
        self.assertNotIn("previous_response_id", turns[-1]["body"])

    def test_a_close_in_mid_turn_is_passed_on(self):
        answer, turns = self.ask_with("close", code=1012)
        self.assert_greets(answer, turns[-1]["account"])
        self.assertEqual(len({turn["socket"] for turn in turns}), 2)

    def test_the_age_limit_of_a_socket_is_no_fault_of_the_account(self):
        answer, turns = self.ask_with("connection-limit")
        self.assert_greets(answer, turns[0]["account"])
        self.assert_shows_no_trouble(answer)
        self.assertEqual([turn["status"] for turn in turns], [400, 200])

    def test_a_provider_without_websockets_is_used_over_http(self):
        self.start_gateway()
        self.simulator.script("426", method="GET", path="", times=-1)
        answer = self.codex(websockets=True).ask("say hi")
        (turn,) = self.simulator.turns()
        self.assertEqual(turn["method"], "POST")
        self.assert_greets(answer, turn["account"])


class AllLimited(CodexCase):
    def check(self, **options):
        """All accounts are full, the first of them for two more hours."""
        frees = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)  # or a moment later
        for hours, name in enumerate(self.codex_accounts, start=2):
            self.simulator.account(name, five_hour=1, five_hour_resets_in=hours * 3600)
        self.start_gateway()
        answer = self.codex(**options).ask("say hi")
        self.assertEqual(answer.code, 1, answer)
        self.assertLess(answer.seconds, 60, answer)
        told = re.search(r"usage limit.*[Tt]ry again at .*?(\d{1,2}:\d{2} [AP]M)", answer.stderr)
        self.assertTrue(told, answer)
        minutes = (frees, frees + datetime.timedelta(minutes=1))
        self.assertIn(told[1], [f"{time:%-I:%M %p}" for time in minutes])

    def test_the_client_stops_at_once_and_is_told_the_time(self):
        self.check()

    def test_so_it_does_on_a_websocket(self):
        self.check(websockets=True)


class SetUps(CodexCase):
    def test_codex_needs_nothing_but_its_own_settings_after_setup(self):
        gateway = self.start_gateway()
        codex = self.codex()
        del codex.environment["CODEX_HOME"]
        codex.environment["HOME"] = str(self.directory)
        done = self.sluice("setup", "codex")
        self.assertEqual(done.code, 0, done)
        answer = codex.ask("say hi")
        self.assertEqual(answer.code, 0, str(answer) + gateway.log_text())
        self.assert_greets(answer, self.answered()[0])

    def test_without_user_tokens_none_is_needed(self):
        self.config["gateway"]["require_token"] = False
        self.start_gateway()
        answer = self.codex(token=None).ask("say hi")
        self.assert_greets(answer, self.answered()[0])

    def test_the_login_of_the_client_itself_stays_with_the_client(self):
        self.config["gateway"]["require_token"] = False
        self.start_gateway()
        self.secrets.append(codex_token("own"))
        for websockets in (True, False):
            with self.subTest(websockets=websockets):
                if not websockets:
                    self.simulator.script("426", method="GET", path="/backend-api/codex/responses", times=-1)
                codex = self.codex(f"client-{websockets}", built_in="own", simulator=self.simulator)
                answer = codex.ask("say hi")
                turn = self.simulator.turns()[-1]
                self.assertEqual(turn["method"], "WS" if websockets else "POST")
                self.assertIn(turn["account"], self.codex_accounts)
                self.assert_greets(answer, turn["account"])
        for request in self.simulator.report()["requests"]:
            if "/codex/responses" in request["target"] or "/codex/models" in request["target"]:
                self.assertIn(request["account"], self.codex_accounts)

    def test_a_wrong_token_ends_the_client_quickly(self):
        self.start_gateway()
        self.secrets.append("fake-wrong-token")
        answer = self.codex(token="fake-wrong-token").ask("say hi")
        self.assertEqual(answer.code, 1, answer)
        self.assertLess(answer.seconds, 60, answer)
        self.assertEqual(self.simulator.turns(), [])


class ExpiredToken(CodexCase):
    codex_accounts = ("cx",)

    def test_five_clients_that_start_together_cause_one_refresh(self):
        self.start_gateway()
        self.simulator.account("cx", expire_access=True)
        started = [self.codex(f"client-{number}", websockets=number % 2 == 0).start("say hi") for number in range(5)]
        for process in started:
            self.addCleanup(end, process)
        for process in started:
            stdout, stderr = process.communicate(timeout=200)
            self.assertEqual(process.returncode, 0, stdout + stderr)
        report = self.simulator.report()
        self.assertEqual((report["refreshes"], report["refresh_reuses"]), (1, 0))
        file = self.auth_file_of("cx")
        saved = json.loads(file.read_text())
        self.assertEqual(generation_of(saved["tokens"]["access_token"]), 2)
        self.assertEqual(saved["tokens"]["refresh_token"], "sim-refresh-cx-2")
        self.assertEqual((saved["tokens"]["unknownMember"], saved["unknown"]), ("kept", {"kept": True}))
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)

    def test_a_refresh_waits_for_the_lock_that_codex_holds(self):
        self.asks_while_held("auth.lock", lambda: json.loads(self.sluice("status", "--json").stdout)["gateway"]["active_requests"])
        self.assertEqual(self.simulator.report()["refreshes"], 1)

    def test_a_renewed_login_is_written_when_codex_has_written_its_own(self):
        self.asks_while_held("auth.json.lock", lambda: self.simulator.report()["refreshes"] == 1)

    def asks_while_held(self, name, until_when):
        """One turn with an expired token, during which another program holds a lock beside auth.json."""
        self.start_gateway()
        self.simulator.account("cx", expire_access=True)
        with open(self.auth_file_of("cx").parent / name, "a", encoding="ascii") as held, \
             concurrent.futures.ThreadPoolExecutor(1) as pool:
            fcntl.flock(held, fcntl.LOCK_EX)
            answer = pool.submit(self.codex().ask, "say hi")
            until(until_when)
            self.assertEqual(self.generation(), 1)
            fcntl.flock(held, fcntl.LOCK_UN)
            self.assertEqual(answer.result().code, 0, answer.result())
        self.assertEqual(self.generation(), 2)

    def generation(self):
        return generation_of(json.loads(self.auth_file_of("cx").read_text())["tokens"]["access_token"])


class BothClients(CodexCase):
    accounts = ("a", "b")

    def test_codex_and_claude_code_share_one_gateway(self):
        self.start_gateway()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            asked = {(name, number): pool.submit(make(f"{name}-{number}").ask, "say hi")
                     for number in range(2) for name, make in (("claude", self.claude), ("codex", self.codex))}
        for who, outcome in asked.items():
            self.assertEqual(outcome.result().code, 0, f"{who}: {outcome.result()}")
        self.assertEqual(len(self.served_by()), 2)
        self.assertTrue(set(self.served_by()) <= set(self.accounts))
        self.assertEqual(len(self.answered()), 2)
        self.assertTrue(set(self.answered()) <= set(self.codex_accounts))

    def claude(self, name):
        return Case.claude(self, name=name)


def kinds(turn):
    """The types of the input's items, in order."""
    return [item["type"] for item in turn["body"]["input"]]


if __name__ == "__main__":
    unittest.main(verbosity=2)

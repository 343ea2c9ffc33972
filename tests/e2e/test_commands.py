# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The commands of `sluice`, with and without a running instance."""

import concurrent.futures
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest

from harness import PATIENCE, PROGRAMS, USER_TOKEN, Case, Gateway, client_environment, credentials, end, raw, self_signed, \
    sluice_environment, until, write_private
from test_gateway import get, message


def ask_as_nobody(control):
    """In a process of its own: 0 where the control socket takes the connection and ends it without a word."""
    try:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(str(control))
            try:
                connection.sendall(b'{"command":"status"}\n')
                return 1 if connection.recv(1) else 0
            except (BrokenPipeError, ConnectionResetError):
                return 0
    except OSError:
        return 2


class Commands(Case):
    def state_of(self, account):
        accounts = json.loads(self.sluice("accounts", "list", "--json").stdout)
        return next((entry for entry in accounts if entry["id"] == account), None)

    def test_an_imported_account_serves_at_once_and_its_file_stays_where_it_is(self):
        self.config["accounts"] = []
        self.start_gateway()
        path = self.directory / "c.credentials.json"
        write_private(path, credentials("c"))
        self.secrets += ["sim-access-c-1", "sim-refresh-c-1"]
        before = path.read_bytes()
        answer = self.sluice("accounts", "import", "claude", str(path), "--name", "work")
        self.assertEqual(answer.code, 0, answer)
        self.assertEqual(self.state_of("work")["path"], str(path))
        self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 200)
        self.assertEqual(self.served_by(), ["c"])
        self.assertEqual(path.read_bytes(), before)

    def test_an_account_that_is_switched_off_serves_no_more(self):
        self.start_gateway()
        self.assertEqual(self.sluice("accounts", "disable", "a").code, 0)
        for _ in range(3):
            self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 200)
        self.assertEqual(set(self.served_by()), {"b"})
        self.assertEqual(self.sluice("accounts", "enable", "a").code, 0)
        self.assertTrue(self.state_of("a")["enabled"])

    def test_a_removed_account_is_forgotten_and_its_file_is_not(self):
        self.start_gateway()
        self.assertEqual(self.sluice("accounts", "remove", "a").code, 0)
        self.assertIsNone(self.state_of("a"))
        self.assertTrue((self.directory / "a.credentials.json").exists())

    def test_tray_is_the_tray_application_and_ends_as_it_does(self):
        help_text = self.sluice("tray", "--help")
        self.assertEqual(help_text.code, 0, help_text)
        self.assertIn("sluice-tray", help_text.stdout)
        self.assertEqual(self.sluice("tray", "--bogus").code, 2)

    @unittest.skipUnless(sys.platform == "linux", "elsewhere there is always a display")
    def test_without_a_display_the_tray_application_says_what_to_start_instead(self):
        answer = self.sluice("tray")
        self.assertEqual(answer.code, 1, answer)
        self.assertEqual(answer.stderr, "sluice-tray: no display: start `sluice serve` instead\n")

    def test_an_unknown_account_is_a_failure_that_names_it(self):
        self.start_gateway()
        answer = self.sluice("accounts", "disable", "nobody")
        self.assertNotEqual(answer.code, 0)
        self.assertIn("nobody", answer.stderr)

    def test_without_a_runtime_directory_nothing_else_is_said(self):
        # A command that asks no running instance: one of the developer might answer.
        done = subprocess.run([PROGRAMS / "sluice", "setup"], env=client_environment(self.directory),
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_an_instance_that_hangs_is_not_taken_for_none(self):
        elsewhere = self.directory / "elsewhere.json"
        write_private(elsewhere, self.config)
        self.gateway = Gateway(self.home, self.directory, "--config", str(elsewhere))
        self.addCleanup(self._check_gateway, self.gateway)
        until(lambda: elsewhere.read_text().count('"owner"') == len(self.accounts))  # which it notes by itself
        self.gateway.send_signal(signal.SIGSTOP)
        self.addCleanup(self.gateway.send_signal, signal.SIGCONT)
        before = elsewhere.read_bytes()
        with concurrent.futures.ThreadPoolExecutor() as several:
            for answer in several.map(lambda words: self.sluice(*words),
                                      (("users", "add", "bob"), ("accounts", "list"), ("accounts", "disable", "a"),
                                       ("setup", "claude-code"), ("status",), ("doctor",))):
                self.assertEqual(answer.code, 1, answer)
                said = answer.stdout + answer.stderr
                self.assertIn(str(self.home / "control"), said)
                self.assertIn("end it and start it again", said)
                self.assertNotIn("waiting_for_data", said)
        self.assertFalse(self.config_file.exists())
        self.assertEqual(elsewhere.read_bytes(), before)

    @unittest.skipUnless(sys.platform == "linux" and os.geteuid() == 0, "only root can be somebody else")
    def test_another_user_gets_no_answer_at_the_control_socket(self):
        self.start_gateway()
        control = self.home / "control"
        for path, mode in ((self.directory, 0o711), (self.home, 0o711), (control, 0o666)):
            path.chmod(mode)  # as if somebody had opened it to everybody
        child = os.fork()
        if child == 0:
            os._exit(ask_as_nobody(control))
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)
        self.assertEqual(self.sluice("status").code, 0)

    def test_accounts_work_on_the_stored_configuration(self):
        write_private(self.config_file, self.config | {"unknown": {"kept": True}})
        self.assertEqual(self.sluice("accounts", "disable", "a").code, 0)
        saved = json.loads(self.config_file.read_text())
        self.assertFalse(saved["accounts"][0]["enabled"])
        self.assertEqual(saved["unknown"], {"kept": True})
        self.assertFalse(self.state_of("a")["enabled"])

    def test_names_are_shown_as_they_are(self):
        self.config["accounts"][0]["id"], self.config["users"][0]["name"] = "50%1", "60%2"
        self.start_gateway()
        for command in (("accounts", "list"), ("status",)):
            self.assertRegex(self.sluice(*command).stdout, r"(?m)^50%1 +claude ")
        self.assertRegex(self.sluice("users", "list").stdout, r"^60%2 +token [0-9a-f]{8}  pools default\n$")

    def test_a_new_user_gets_a_token_that_is_shown_once_and_ends_with_the_user(self):
        self.start_gateway()
        token = self.sluice("users", "add", "alice").stdout.strip()
        self.assertGreaterEqual(len(token), 32)
        self.secrets.append(token)
        self.assertEqual(raw(self.gateway.port, message("Connection: close", token=token)).status, 200)
        self.assertIn("alice", self.sluice("users", "list").stdout)
        self.assertEqual(self.sluice("users", "remove", "alice").code, 0)
        self.assertEqual(raw(self.gateway.port, message("Connection: close", token=token)).status, 401)


    def test_a_provider_that_cannot_be_reached_is_told_as_such(self):
        self.start_gateway()
        self.simulator.stop()
        self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 502)
        time.sleep(5.2)  # it does not pass
        self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 502)

        def shown():
            return json.loads(self.sluice("status", "--json").stdout)["accounts"]
        until(lambda: [account["state"] for account in shown()] == ["unreachable", "unreachable"])
        for account in shown():
            self.assertTrue(account["provider_unreachable"])
            self.assertIn("no connection to the provider: 127.0.0.1:", account["problem"])
        self.assertRegex(self.sluice("status").stdout,
                         r"(?m)^b .* unreachable(, retry in \d+ s)?: no connection to the provider: 127\.0\.0\.1:")

    def test_an_account_that_is_asked_to_wait_a_moment_is_busy_and_not_limited(self):
        self.start_gateway()
        self.simulator.script("429-throttle", times=2, retry_after=50)  # both accounts
        self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 429)
        shown = json.loads(self.sluice("status", "--json").stdout)
        self.assertEqual([account["back_soon"] for account in shown["accounts"]], [True, True])
        self.assertFalse(shown["pools"][0]["limited"])
        said = self.sluice("status").stdout
        self.assertRegex(said, r"(?m)^a .* busy, again in \d+ s$")
        self.assertNotIn("limited", said)

    def test_an_account_that_is_asked_to_wait_minutes_is_busy_and_not_limited(self):
        self.start_gateway()
        self.simulator.script("429-throttle", times=2, retry_after=300)  # both accounts
        self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 429)
        shown = json.loads(self.sluice("status", "--json").stdout)
        self.assertEqual([(account["throttled"], account["back_soon"]) for account in shown["accounts"]],
                         [(True, False), (True, False)])
        said = self.sluice("status").stdout
        self.assertRegex(said, r"(?m)^a .* busy, again in [45] m$")
        self.assertNotIn("limited", said)

    def test_watching_ends_quietly_when_nobody_reads_any_more(self):
        self.start_gateway()
        watching = subprocess.Popen([PROGRAMS / "sluice", "status", "--watch", "--json"], stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True,
                                    env=sluice_environment(self.home, self.directory))
        self.addCleanup(end, watching)
        watching.stdout.readline()
        watching.stdout.close()
        self.assertEqual(watching.wait(PATIENCE), 0)
        self.assertEqual(watching.stderr.read(), "")

    @unittest.skipUnless(sys.platform == "linux", "the device is Linux's")
    def test_output_that_is_lost_is_a_failure(self):
        write_private(self.config_file, self.config)
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAMS / "sluice", "users", "add", "bob"], stdout=full, stderr=subprocess.PIPE, text=True,
                                  env=sluice_environment(self.home, self.directory), timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stderr), (1, "sluice: standard output could not be written\n"))

    def test_watching_ends_with_the_instance_and_says_so(self):
        self.start_gateway()
        watching = subprocess.Popen([PROGRAMS / "sluice", "status", "--watch", "--json"], stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True,
                                    env=sluice_environment(self.home, self.directory))
        self.addCleanup(end, watching)
        self.assertEqual(json.loads(watching.stdout.readline())["gateway"]["state"], "listening")
        self.assertEqual(self.gateway.stop(), 0)
        _, said = watching.communicate(timeout=PATIENCE)
        self.assertEqual(watching.returncode, 3, said)
        self.assertIn("the running instance has ended", said)


class Handwriting(Case):
    """A person's file keeps the order of its members, the digits of its numbers and its lines."""

    def write(self, path, document):
        text = json.dumps(document, indent=3).replace("{", '{\n   "zoom": 1.10, "big": 12345678901234567890,', 1) + "\n\n"
        path.write_text(text)
        path.chmod(0o600)
        return text

    def switched(self, text):
        path = f'"path": "{self.directory / "a.credentials.json"}"'
        self.assertIn(path, text)
        return text.replace(path, path + ',\n         "enabled": false')

    def test_of_the_configuration_when_an_account_is_switched(self):
        text = self.write(self.config_file, self.config)
        self.assertEqual(self.sluice("accounts", "disable", "a").code, 0)
        self.assertEqual(self.config_file.read_text(), self.switched(text))
        self.assertEqual(self.sluice("accounts", "enable", "a").code, 0)
        self.assertEqual(self.config_file.read_text(), self.switched(text).replace("false", "true"))

    def test_of_the_configuration_under_a_running_instance(self):
        for name in self.accounts:  # whose owner it would learn and note in the configuration
            (self.directory / f"{name}.credentials.json").unlink()
        self.start_gateway()
        text = self.write(self.config_file, self.config)
        self.assertEqual(self.sluice("accounts", "disable", "a").code, 0)
        self.assertEqual(self.config_file.read_text(), self.switched(text))

    def test_of_the_login_of_a_cli_after_a_refresh(self):
        file = self.directory / "a.credentials.json"
        login = credentials("a")
        login["claudeAiOauth"]["scopes"] = ["user:file_upload", "user:inference", "user:mcp_servers", "user:profile",
                                            "user:sessions:claude_code"]  # those of the simulator
        before = self.write(file, login)
        self.config["accounts"] = self.config["accounts"][:1]
        self.start_gateway()
        self.simulator.account("a", expire_access=True)
        self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 200)
        expected = before.replace("sim-access-a-1", "sim-access-a-2").replace("sim-refresh-a-1", "sim-refresh-a-2")
        self.assertEqual(*(re.sub(r'"expiresAt": \d+', '"expiresAt": 0', text) for text in (file.read_text(), expected)))


class Doctor(Case):
    def setUp(self):
        super().setUp()
        write_private(self.config_file, self.config)

    def findings(self, code):
        answer = self.sluice("doctor")
        self.assertEqual(answer.code, code, answer)
        for line in answer.stdout.splitlines():
            self.assertRegex(line, r"^(ok      |warning |problem ) \S")
        return answer.stdout

    def test_all_is_well(self):
        said = self.findings(0)
        for part in (f"configuration: {self.config_file}", "port: a free one of 127.0.0.1 at each start", "account a: signed in",
                     "account a: nothing stands where its locks are made", "certificate: none: loopback only", "clock: ",
                     "account b: signed in", "answers"):
            self.assertIn(part, said)
        self.assertNotIn("problem", said)

    def test_a_key_that_the_provider_does_not_know_is_a_warning(self):
        self.config["providers"]["claude"]["aip_url"] = "https://example.com"
        self.config["providers"]["codex"]["usage_user_agent"] = "x"
        write_private(self.config_file, self.config)
        said = self.findings(0)
        self.assertRegex(said, r"(?m)^warning  configuration: unknown key providers\.claude\.aip_url")
        self.assertRegex(said, r"(?m)^warning  configuration: unknown key providers\.codex\.usage_user_agent")
        self.assertEqual(said.count("unknown key"), 2)
        self.start_gateway()
        until(lambda: "unknown key providers.claude.aip_url" in self.gateway.log_text(), 10)

    def test_a_login_that_is_not_there_is_a_problem(self):
        (self.directory / "a.credentials.json").unlink()
        said = self.findings(1)
        self.assertRegex(said, r"(?m)^problem  account a: .*a\.credentials\.json")
        self.assertRegex(said, r"(?m)^ok       account b")

    def test_a_fifo_in_place_of_a_login_holds_nobody_up(self):
        (self.directory / "a.credentials.json").unlink()
        os.mkfifo(self.directory / "a.credentials.json")
        said = self.findings(1)
        self.assertRegex(said, r"(?m)^problem  account a: .*a\.credentials\.json: it is not a regular file")
        self.start_gateway()
        for _ in range(2):
            self.assertEqual(raw(self.gateway.port, message("Connection: close")).status, 200)
        self.assertEqual(self.served_by(), ["b", "b"])

        def state():
            return json.loads(self.sluice("status", "--json").stdout)["accounts"][0]["state"]
        until(lambda: state() == "unreachable")

    def test_providers_are_asked_the_way_that_requests_take(self):
        self.config["accounts"][1]["proxy"] = "http://user:fake-password@127.0.0.1:9"
        write_private(self.config_file, self.config)
        said = self.findings(1)
        self.assertRegex(said, r"(?m)^ok       .*: \S+ answers$")
        self.assertRegex(said, r"(?m)^problem  .*: \S+ by the proxy http://127\.0\.0\.1:9: ")
        self.assertNotIn("fake-password", said)

    def test_a_lock_is_told_as_what_it_is(self):
        lock = self.directory / ".oauth_refresh.lock"
        for age, content, code, finding in ((0, (), 0, r"warning  account a: the lock \S+ is held"),
                                            (3600, (), 0, r"warning  account a: the lock \S+ is stale, renewed 36\d\d s ago"),
                                            (3600, ("x",), 1, r"problem  account a: the lock \S+ is stale .* not empty")):
            lock.mkdir()
            for name in content:
                (lock / name).touch()
            then = time.time() - age
            os.utime(lock, (then, then))
            said = self.findings(code)
            self.assertRegex(said, f"(?m)^{finding}")
            self.assertNotIn("nothing stands", said)
            shutil.rmtree(lock)
        lock.touch()
        self.assertRegex(self.findings(1), r"(?m)^problem  account a: a plain file stands where the lock")

    def test_a_login_that_others_can_read_is_a_warning(self):
        (self.directory / "b.credentials.json").chmod(0o644)
        self.assertRegex(self.findings(0), r"(?m)^warning  account b: .*chmod 600")

    def test_a_provider_that_cannot_be_reached_is_a_problem(self):
        self.simulator.stop()
        self.assertRegex(self.findings(1), r"(?m)^problem  .*127\.0\.0\.1")

    def test_a_tilde_stands_for_the_home_directory_in_every_path(self):
        self_signed(self.directory, "certificate")
        self.config["gateway"]["tls"] = {"certificate": "~/certificate.pem", "key": "~/certificate.key"}
        self.config["providers"]["claude"]["ca_file"] = "~/certificate.pem"
        write_private(self.config_file, self.config)
        self.assertRegex(self.findings(0), rf"(?m)^ok       certificate: {self.directory}/certificate\.pem$")

    def test_without_accounts_the_locks_and_the_clock_have_their_lines_too(self):
        write_private(self.config_file, self.config | {"accounts": []})
        said = self.findings(0)
        self.assertRegex(said, r"(?m)^ok       locks: none is needed")
        self.assertRegex(said, r"(?m)^(ok      |warning ) clock: ")

    def test_a_wrong_configuration_is_exit_code_4(self):
        write_private(self.config_file, {"gateway": {"port": "many"}})
        self.assertIn("gateway.port", self.findings(4))


class Demo(Case):
    accounts = ()

    def test_four_accounts_serve_and_no_file_of_the_user_is_touched(self):
        self.gateway = Gateway(self.home, self.directory, "--demo", TMPDIR=str(self.directory))
        self.addCleanup(self._check_gateway, self.gateway)
        answer = raw(self.gateway.port, get("/sluice/v1/health"))
        self.assertEqual((answer.status, json.loads(answer.body)), (200, {"status": "ok"}))
        self.assertEqual(list(self.home.iterdir()), [])
        (self.config_file,) = self.directory.glob("*/sluice/config.json")
        self.home = self.config_file.parent
        token = json.loads(self.config_file.read_text())["users"][0]["token"]
        self.secrets.append(token)
        self.assertIn(f"file={self.config_file}", self.gateway.log_text())
        state = json.loads(self.sluice("status", "--json").stdout)
        self.assertTrue(state["demo"])
        self.assertEqual(sorted(account["provider"] for account in state["accounts"]), ["claude"] * 2 + ["codex"] * 2)
        claude = message("Connection: close", token=token)
        codex = claude.replace(b"/v1/messages?beta=true", b"/v1/responses").replace(b"anthropic-version", b"x-version")
        for request in (claude, codex):
            self.assertEqual(raw(self.gateway.port, request).status, 200)
        self.assertEqual(self.gateway.stop(), 0, self.gateway.log_text())
        self.assertFalse(self.home.exists())


class Setup(Case):
    SETTINGS = b'{\n    "theme" : "dark",\r\n  "env": {"KEPT":"1"}, "list": [1.10,\t2] }\n'

    def setUp(self):
        super().setUp()
        write_private(self.config_file, self.config | {"gateway": {"port": 18787}})
        self.settings = self.directory / ".claude" / "settings.json"

    def test_setup_changes_two_values_and_undo_takes_back_every_byte(self):
        self.settings.parent.mkdir()
        self.settings.write_bytes(self.SETTINGS)
        self.assertEqual(self.sluice("setup", "claude-code").code, 0)
        saved = json.loads(self.settings.read_text())
        self.assertEqual(saved["env"]["ANTHROPIC_BASE_URL"], "http://127.0.0.1:18787")
        self.assertEqual(saved["env"]["ANTHROPIC_AUTH_TOKEN"], self.config["users"][0]["token"])
        self.assertEqual((saved["theme"], saved["env"]["KEPT"], saved["list"]), ("dark", "1", [1.1, 2]))
        before, after = self.SETTINGS.split(b'"1"')
        self.assertTrue(self.settings.read_bytes().startswith(before))
        self.assertTrue(self.settings.read_bytes().endswith(after))
        self.assertEqual(self.sluice("setup", "claude-code", "--undo").code, 0)
        self.assertEqual(self.settings.read_bytes(), self.SETTINGS)

    def test_with_tls_setup_writes_a_name_that_the_certificate_is_for(self):
        self_signed(self.directory, "own")
        gateway = {"port": 18787, "tls": {"certificate": "~/own.pem", "key": "~/own.key"}}
        write_private(self.config_file, self.config | {"gateway": gateway})
        self.assertEqual(self.sluice("setup", "claude-code").code, 0)
        self.assertEqual(json.loads(self.settings.read_text())["env"]["ANTHROPIC_BASE_URL"], "https://localhost:18787")

    def test_setup_gives_the_token_of_the_user_local(self):
        self.config["users"].insert(0, {"name": "alice", "token": "fake-token-of-alice"})
        write_private(self.config_file, self.config | {"gateway": {"port": 18787}})
        self.assertEqual(self.sluice("setup", "claude-code").code, 0)
        self.assertEqual(json.loads(self.settings.read_text())["env"]["ANTHROPIC_AUTH_TOKEN"], USER_TOKEN)

    def test_setup_twice_is_undone_once(self):
        self.settings.parent.mkdir()
        self.settings.write_bytes(self.SETTINGS)
        self.sluice("setup", "claude-code")
        self.sluice("setup", "claude-code")
        self.sluice("setup", "claude-code", "--undo")
        self.assertEqual(self.settings.read_bytes(), self.SETTINGS)

    def test_undo_says_what_somebody_has_changed_and_keeps_it(self):
        self.sluice("setup", "claude-code")
        self.settings.write_text(self.settings.read_text().replace("http://127.0.0.1:18787", "https://gw.example.net"))
        answer = self.sluice("setup", "claude-code", "--undo")
        self.assertEqual(answer.code, 0, answer)
        self.assertIn("ANTHROPIC_BASE_URL was changed since", answer.stdout)
        self.assertNotIn("as it was before", answer.stdout)
        self.assertEqual(json.loads(self.settings.read_text()), {"env": {"ANTHROPIC_BASE_URL": "https://gw.example.net"}})

    def test_a_file_with_comments_is_refused_with_the_line_and_what_to_do(self):
        self.settings.parent.mkdir()
        self.settings.write_text('{\n  "a": 1,\n  // mine\n  "b": 2\n}\n')
        answer = self.sluice("setup", "claude-code")
        self.assertEqual(answer.code, 1, answer)
        self.assertIn(f"{self.settings}: line 3: not valid JSON", answer.stderr)
        self.assertIn("take out comments", answer.stderr)

    def test_without_a_port_that_is_known_nothing_is_set_up(self):
        write_private(self.config_file, self.config)  # port 0
        answer = self.sluice("setup", "claude-code")
        self.assertEqual(answer.code, 1, answer)
        self.assertIn("gateway.port is 0", answer.stderr)
        self.assertFalse(self.settings.exists())
        self.start_gateway()
        self.assertEqual(self.sluice("setup", "claude-code").code, 0)
        self.assertIn(f"http://127.0.0.1:{self.gateway.port}", self.settings.read_text())

    def test_print_says_when_it_had_to_make_a_user(self):
        self.config_file.unlink()
        self.assertEqual(self.sluice("setup", "claude-code", "--undo", "--print").code, 0)
        self.assertFalse(self.config_file.exists())
        said = self.sluice("setup", "claude-code", "--print").stdout
        self.assertIn(f"Made the gateway user local, whose token this is, in {self.config_file}", said)

    def test_a_settings_file_that_was_not_there_goes_again(self):
        self.assertEqual(self.sluice("setup", "claude-code").code, 0)
        self.assertTrue(self.settings.exists())
        self.assertEqual(self.sluice("setup", "claude-code", "--undo").code, 0)
        self.assertFalse(self.settings.exists())


class SetupCodex(Case):
    SETTINGS = b"# mine\r\nmodel_provider = 'azure' # work\r\n\r\n[tui]\r\ntheme = \"dark\""

    def setUp(self):
        super().setUp()
        write_private(self.config_file, self.config | {"gateway": {"port": 18787}})
        self.settings = self.directory / ".codex" / "config.toml"
        self.settings.parent.mkdir()

    def test_setup_adds_a_provider_and_undo_takes_back_every_byte(self):
        self.settings.write_bytes(self.SETTINGS)
        self.settings.chmod(0o644)
        self.assertEqual(self.sluice("setup", "codex").code, 0)
        text = self.settings.read_text()
        self.assertIn('model_provider = "sluice" # work\n', text)
        self.assertIn('base_url = "http://127.0.0.1:18787/codex/v1"\n', text)
        self.assertIn(f'experimental_bearer_token = "{self.config["users"][0]["token"]}"\n', text)
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.sluice("setup", "codex", "--undo").code, 0)
        self.assertEqual(self.settings.read_bytes(), self.SETTINGS)
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o644)

    def test_a_file_that_is_no_toml_is_refused_and_stays(self):
        self.settings.write_bytes(b"a = 1\nb = \n")
        answer = self.sluice("setup", "codex")
        self.assertEqual(answer.code, 1)
        self.assertIn(f"{self.settings}: line 2: ", answer.stderr)
        self.assertEqual(self.settings.read_bytes(), b"a = 1\nb = \n")

    def test_without_a_name_both_are_listed(self):
        answer = self.sluice("setup")
        self.assertEqual(answer.code, 0)
        for name in ("claude-code", "codex"):
            self.assertIn(name, answer.stdout)
        self.assertEqual(self.sluice("setup", "other").code, 2)

    def test_an_import_without_a_path_takes_the_login_of_the_cli(self):
        missing = self.sluice("accounts", "import", "codex")
        self.assertEqual(missing.code, 1)
        self.assertIn('cli_auth_credentials_store = "file"', missing.stderr)
        write_private(self.settings.parent / "auth.json", {"OPENAI_API_KEY": "fake-key"})
        self.assertIn("sluice accounts import codex", self.sluice("accounts", "list").stdout)
        self.assertEqual(self.sluice("accounts", "import", "codex", "--name", "cx").code, 0)
        accounts = json.loads(self.sluice("accounts", "list", "--json").stdout)
        self.assertIn(("cx", "codex"), [(account["id"], account["provider"]) for account in accounts])


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The real CLIs sign in for Sluice, at providers that are not real."""

import json
import pathlib
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

from codex_logins import account_id
from harness import HERE, PATIENCE, PROGRAMS, claude_binary, client_environment, end, until
from login_servers import ACCOUNT, ORGANIZATION, LoginServers

BROWSER = """#!/bin/sh
printf '%s' "$1" > "$HOME/opened.part" && mv "$HOME/opened.part" "$HOME/opened"
"""


class SignIn:
    """A running sign-in; what it has said so far is the last line."""

    def __init__(self, directory, environment, *arguments):
        self.process = subprocess.Popen([PROGRAMS.parent / "tests" / "sluice-sign-in-tool", *arguments],
                                        env=environment | {"SLUICE_HOME": str(directory / "sluice-home")},
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def wait_for(self, name, timeout=PATIENCE):
        """The first value of that name that is not empty."""
        end_of_waiting = time.monotonic() + timeout
        seen = []
        while (left := end_of_waiting - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                break
            seen.append(line)
            if line.get(name):
                return line[name]
        raise AssertionError(f"no {name} in {seen}")

    def answer(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()


class SignInCase(unittest.TestCase):
    provider = ""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="sluice-sign-in-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.servers = LoginServers(self.directory)
        self.addCleanup(self.servers.stop)
        (self.directory / "sluice-home").mkdir(mode=0o700)
        programs = self.directory / "bin"
        programs.mkdir()
        (programs / "claude").symlink_to(claude_binary())
        (programs / "codex").symlink_to(HERE / "node_modules" / ".bin" / "codex")
        (programs / "xdg-open").write_text(BROWSER, encoding="ascii")
        (programs / "xdg-open").chmod(0o755)
        base = client_environment(self.directory)
        self.environment = base | self.servers.environment() | {
            "PATH": f"{programs}:{base['PATH']}", "DISPLAY": ":9", "DISABLE_AUTOUPDATER": "1",
            "DISABLE_TELEMETRY": "1",
            # What must not count: with these the CLIs would be signed in already, or elsewhere.
            "CLAUDE_CONFIG_DIR": str(self.directory / "elsewhere"), "CODEX_HOME": str(self.directory / "elsewhere"),
            "ANTHROPIC_API_KEY": "fake-key", "CLAUDE_CODE_OAUTH_TOKEN": "fake-token", "OPENAI_API_KEY": "fake-key"}
        self.addCleanup(self.assert_nothing_is_left)

    def assert_nothing_is_left(self):
        self.assertEqual(list((self.directory / "sluice-home").glob("*")), [])
        self.assertFalse((self.directory / "elsewhere").exists())
        # What a CLI has started takes its own moment to end: a wrapper's program, the browser.
        until(lambda: not self.is_anything_running())

    def is_anything_running(self):
        return any(map(self.is_of_test, pathlib.Path("/proc").glob("[0-9]*/environ")))

    def is_of_test(self, path):
        try:
            return f"HOME={self.directory}".encode() in path.read_bytes().split(b"\0")
        except OSError:
            return False

    def sign_in(self, *arguments, **variables):
        result = SignIn(self.directory, self.environment | variables, self.provider, *arguments)
        self.addCleanup(end, result.process)
        return result

    def opened(self):
        """The address that the CLI has given to the browser."""
        file = self.directory / "opened"
        until(file.exists)
        return file.read_text(encoding="ascii")

    def come_back(self, address):
        """What a browser does after the person has agreed."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        query = urllib.parse.urlencode({"code": "fake-code", "state": asked["state"]})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), LoopbackOnly())
        try:
            opener.open(asked["redirect_uri"] + "?" + query, timeout=PATIENCE).close()
        except urllib.error.HTTPError as elsewhere:
            self.assertEqual(elsewhere.code // 100, 3)
            elsewhere.close()

    def assert_fails(self, running, pattern):
        self.assertRegex(running.wait_for("error"), pattern)
        self.assertEqual(running.process.wait(PATIENCE), 1)

    def assert_cancels(self, running):
        running.process.send_signal(signal.SIGTERM)
        self.assert_fails(running, "^the sign-in was cancelled$")

    def assert_has_ended_well(self, running):
        self.assertEqual(running.process.wait(PATIENCE), 0)


    def sluice(self, *arguments, answer=""):
        """`sluice accounts …`, where the person sees the CLI itself and answers it."""
        return subprocess.run([PROGRAMS / "sluice", "accounts", *arguments], input=answer, text=True, timeout=2 * PATIENCE,
                              env=self.environment | {"SLUICE_HOME": str(self.directory / "sluice-home")},
                              capture_output=True, check=False)

    def assert_has_account(self, name, email):
        home = self.directory / "sluice-home"
        (account,) = json.loads((home / "config.json").read_text(encoding="utf-8"))["accounts"]
        self.assertEqual((account["id"], account["store"], account["owner"]["email"]), (name, "vault", email))
        self.assertTrue((home / "vault.json").exists())
        self.assertEqual(list((home / "sign-in").iterdir()), [])
        shutil.rmtree(home)
        home.mkdir()


class LoopbackOnly(urllib.request.HTTPRedirectHandler):
    """A browser is sent on: to a page of the CLI, for which that waits, or to one of the provider."""

    def redirect_request(self, request, answer, code, message, headers, address):
        if urllib.parse.urlsplit(address).hostname in ("localhost", "127.0.0.1"):
            return super().redirect_request(request, answer, code, message, headers, address)
        return None


class Claude(SignInCase):
    provider = "claude"

    def assert_signed_in(self, running):
        login = running.wait_for("login")["claudeAiOauth"]
        self.assertEqual((login["accessToken"], login["refreshToken"]), ("fake-access-token", "fake-refresh-token"))
        self.assertEqual((login["subscriptionType"], login["scopes"]), ("max", ["user:inference", "user:profile"]))
        self.assert_has_ended_well(running)

    def test_a_pasted_code_signs_in(self):
        running = self.sign_in()
        self.assertTrue(running.wait_for("address").startswith("https://claude."))
        running.answer("fake-code")
        while "full code" not in running.wait_for("output"):
            pass
        running.answer("fake-code#" + urllib.parse.parse_qs(urllib.parse.urlsplit(self.opened()).query)["state"][0])
        self.assert_signed_in(running)
        (asked,) = self.servers.asked("/v1/oauth/token")
        self.assertEqual(asked["code"], "fake-code")

    def test_the_browser_signs_in(self):
        running = self.sign_in()
        self.come_back(self.opened())
        self.assert_signed_in(running)

    def test_the_login_says_whose_it_is(self):
        running = self.sign_in()
        self.come_back(self.opened())
        self.assertEqual(running.wait_for("owner"), {"account": ACCOUNT, "organization": ORGANIZATION, "user": "",
                                                     "email": "user@example.com"})
        self.assert_has_ended_well(running)

    def test_the_command_adds_an_account(self):
        done = self.sluice("login", "claude", "--store", "vault", "--name", "work", answer="fake-code#fake-state\n")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("https://claude.", done.stdout)
        self.assert_has_account("work", "user@example.com")

    def test_a_refused_code_is_told(self):
        self.servers.refuses = True
        running = self.sign_in()
        running.wait_for("address")
        running.answer("fake-code#fake-state")
        self.assert_fails(running, r"^Claude Code could not sign in \(exit code 1\); it said: .")

    def test_no_network_is_told(self):
        running = self.sign_in(HTTPS_PROXY="http://127.0.0.1:9")
        running.wait_for("address")
        running.answer("fake-code#fake-state")
        self.assert_fails(running, "ECONNREFUSED")

    def test_it_can_be_cancelled(self):
        running = self.sign_in()
        running.wait_for("address")
        self.assert_cancels(running)

    def test_a_killed_sluice_takes_the_cli_along(self):
        running = self.sign_in()
        running.wait_for("address")
        running.process.kill()
        running.process.wait(PATIENCE)
        until(lambda: not self.is_anything_running())
        for left in (self.directory / "sluice-home").iterdir():  # which nobody was there to do
            shutil.rmtree(left)


class Codex(SignInCase):
    provider = "codex"

    def assert_signed_in(self, running):
        login = running.wait_for("login")
        self.assertEqual((login["auth_mode"], login["tokens"]["refresh_token"]), ("chatgpt", "fake-refresh-token"))
        self.assertEqual(login["tokens"]["account_id"], account_id("a"))
        self.assert_has_ended_well(running)

    def test_the_browser_signs_in(self):
        running = self.sign_in()
        address = running.wait_for("address")
        self.assertTrue(address.startswith("https://auth.openai.com/oauth/authorize?"))
        self.come_back(address)
        self.assert_signed_in(running)

    def test_a_device_code_signs_in(self):
        running = self.sign_in("--device")
        self.assertEqual(running.wait_for("address"), "https://auth.openai.com/codex/device")
        self.assert_signed_in(running)

    def test_the_login_says_whose_it_is(self):
        running = self.sign_in("--device")
        self.assertEqual(running.wait_for("owner"), {"account": account_id("a"), "organization": "", "user": "user-a",
                                                     "email": "a@example.com"})
        self.assert_has_ended_well(running)

    def test_the_command_adds_an_account(self):
        done = self.sluice("login", "codex", "--store", "vault", "--name", "cx", "--device-code")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("ABCD-EFGH", done.stdout)
        self.assert_has_account("cx", "a@example.com")

    def test_no_network_is_told(self):
        running = self.sign_in("--device", HTTPS_PROXY="http://127.0.0.1:9")
        self.assert_fails(running, r"^Codex could not sign in \(exit code 1\); it said: .*auth\.openai")

    def test_it_can_be_cancelled(self):
        running = self.sign_in()
        running.wait_for("address")
        self.assert_cancels(running)


if __name__ == "__main__":
    unittest.main()

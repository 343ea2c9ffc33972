# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Logins that come, move and go, with the real programs: where each token is at the end, and who is served with it."""

import base64
import fcntl
import hashlib
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import termios
import unittest

from codex_logins import codex_auth
from harness import Case, Client, PATIENCE, PROGRAMS, Gateway, claude_binary, credentials, end, sluice_environment, until, \
    write_private

DIE_AT = os.environ.get("SLUICE_DIE_AT", "")

SIGNS_IN = """#!/bin/sh
# Stands in for Claude Code: signs in as LOGIN_AS in the directory that it is given.
[ "$1 $2" = "auth login" ] || exit 64
echo "If the browser does not open: https://login.example.com/oauth/authorize?state=abc"
[ "$LOGIN_AS" != nobody ] || { echo "login failed" >&2; exit 3; }
while [ -e "$LOGINS/wait" ]; do sleep 0.1; done
cp "$LOGINS/$LOGIN_AS.json" "$CLAUDE_CONFIG_DIR/.credentials.json"
printf '{"oauthAccount":{"accountUuid":"uuid-%s","emailAddress":"%s@example.com"}}' "$LOGIN_OWNER" "$LOGIN_OWNER" \\
    > "$CLAUDE_CONFIG_DIR/.claude.json"
"""


def text_of(path):
    """The file; of the vault, what its entries say."""
    text = path.read_text(errors="replace")
    if path.name != "vault.json":
        return text
    return "\n".join(base64.b64decode(entry).decode() for entry in json.loads(text)["secrets"].values())


class PlainClaude(Client):
    """The real Claude Code as it is without Sluice: with its own login, straight to the provider."""

    def __init__(self, home, base_url):
        super().__init__(home, {"ANTHROPIC_BASE_URL": base_url, "DISABLE_AUTOUPDATER": "1",
                                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"})

    def command(self, prompt, *arguments):
        return [claude_binary(), "-p", prompt, *arguments]


class Logins(Case):
    accounts = ()

    def setUp(self):
        super().setUp()
        self.plain = self.directory / ".claude" / ".credentials.json"
        self.plain.parent.mkdir()
        self.secrets += [f"sim-{kind}-{name}-{n}" for kind in ("access", "refresh") for name in "ab" for n in (1, 2)]
        write_private(self.config_file, self.config)

    def places_of(self, token, home=None):
        """Every file of this person that holds the token."""
        return [str(path.relative_to(home or self.directory)) for path in (home or self.directory).rglob("*")
                if path.is_file() and not path.suffix == ".log" and token in text_of(path)]

    def go_on_with_gateway(self):
        """Starts it on the configuration as it is by now."""
        self.gateway = Gateway(self.home, self.directory)
        self.addCleanup(self._check_gateway, self.gateway)

    def accounts_now(self):
        return {account["id"]: account for account in json.loads(self.sluice("accounts", "list", "--json").stdout)}

    def done(self, *arguments, **environment):
        answer = self.sluice("accounts", *arguments) if not environment else self.sluice_with(environment, *arguments)
        self.assertEqual(answer.code, 0, answer)
        return answer

    def sluice_with(self, environment, *arguments):
        done = subprocess.run([PROGRAMS / "sluice", "accounts", *arguments], capture_output=True, text=True, timeout=PATIENCE,
                              env=sluice_environment(self.home, self.directory) | environment, check=False,
                              stdin=subprocess.DEVNULL)
        return type("Answer", (), {"code": done.returncode, "stdout": done.stdout, "stderr": done.stderr,
                                   "__str__": lambda answer: done.stdout + done.stderr})()


class MovedLogins(Logins):
    def test_a_login_in_the_vault_serves_and_is_renewed_there(self):
        write_private(self.plain, credentials("a", expires_in=60))
        gateway = self.start_gateway()
        self.done("import", "claude", "--name", "work", "--store", "vault")
        self.assertNotIn("claudeAiOauth", json.loads(self.plain.read_text()))
        self.assertIn("mcpOAuth", json.loads(self.plain.read_text()))  # is none of Sluice's business
        answer = self.claude().ask("Say hi.")
        self.assertEqual(answer.code, 0, answer)
        self.assertEqual(self.served_by(), ["a"])
        self.assertEqual(self.places_of("sim-refresh-a-2"), ["sluice-home/vault.json"])
        self.assertEqual((self.home / "vault.json").stat().st_mode & 0o777, 0o600)
        self.assertIn("unknownMember", text_of(self.home / "vault.json"))
        self.assertEqual(gateway.stop(), 0)

        self.go_on_with_gateway()
        self.assertEqual(self.claude(name="again").ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["a", "a"])

    def test_the_plain_cli_changes_its_login_and_gets_it_back(self):
        write_private(self.plain, credentials("a"))
        write_private(self.directory / "b.json", credentials("b"))
        self.done("import", "claude", "--name", "home")
        self.done("import", "claude", str(self.directory / "b.json"), "--name", "work", "--store", "vault")
        self.go_on_with_gateway()
        cli = PlainClaude(self.directory, self.simulator.url)
        self.assertEqual(cli.ask("Say hi.").code, 0)

        answer = self.done("use", "work")
        self.assertIn("kept as home", answer.stdout)
        self.assertEqual(cli.ask("Say hi.").code, 0)
        self.assertTrue(self.accounts_now()["work"]["cli_login"])
        self.assertEqual(self.accounts_now()["home"]["store"], "vault")
        self.done("use", "home")
        self.assertEqual(cli.ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["a", "b", "a"])
        for name in "ab":
            self.assertEqual(len(self.places_of(f"sim-refresh-{name}-1")), 1)

    def test_a_login_goes_back_to_a_cli_or_is_deleted(self):
        write_private(self.plain, credentials("a"))
        self.done("import", "claude", "--name", "work", "--store", "vault")
        self.done("remove", "work", "--hand-back", str(self.directory / "other"))
        self.assertEqual(self.places_of("sim-refresh-a-1"), ["other/.credentials.json"])
        self.assertEqual(self.accounts_now(), {})
        self.done("import", "claude", str(self.directory / "other"), "--name", "work", "--store", "vault")
        self.done("remove", "work")
        self.assertEqual(self.places_of("sim-refresh-a-1"), [])

    def test_a_file_without_such_a_login_is_refused(self):
        write_private(self.plain, credentials("a"))
        auth = self.directory / ".codex" / "auth.json"
        auth.parent.mkdir()
        write_private(auth, codex_auth("cx"))
        other = self.directory / "other.json"
        for provider, path, content in (("claude", auth, None), ("codex", self.plain, None), ("claude", other, {}),
                                        ("claude", other, {"hello": 1}), ("claude", other, {"claudeAiOauth": {}}),
                                        ("codex", other, {"tokens": {}})):
            with self.subTest(provider=provider, path=path.name, content=content):
                if content is not None:
                    write_private(path, content)
                answer = self.sluice("accounts", "import", provider, str(path))
                self.assertEqual(answer.code, 1, answer)
                self.assertIn(f"{path} is no file with a login of", answer.stderr)
                self.assertIn("Sign in with", answer.stderr)
        self.assertEqual(self.accounts_now(), {})

    def test_a_file_is_imported_once_whatever_it_is_called(self):
        write_private(self.plain, credentials("a"))
        self.done("import", "claude", "--name", "work")
        link = self.directory / "elsewhere"
        link.symlink_to(self.plain.parent)
        answer = self.sluice("accounts", "import", "claude", str(link), "--name", "again")
        self.assertEqual(answer.code, 1, answer)
        self.assertIn("the account work uses", answer.stderr)
        self.assertEqual(list(self.accounts_now()), ["work"])

    def test_a_name_of_two_lines_is_refused_before_anything_moves(self):
        write_private(self.plain, credentials("a"))
        answer = self.sluice("accounts", "import", "claude", "--name", "a\nb", "--store", "vault")
        self.assertEqual(answer.code, 1, answer)
        self.assertEqual(self.places_of("sim-refresh-a-1"), [".claude/.credentials.json"])

    def test_without_a_keychain_nothing_moves(self):
        write_private(self.plain, credentials("a"))
        answer = self.sluice("accounts", "import", "claude", "--store", "keychain")
        self.assertEqual(answer.code, 6, answer)
        self.assertIn("vault", answer.stderr)
        self.assertEqual(self.places_of("sim-refresh-a-1"), [".claude/.credentials.json"])
        self.assertEqual(self.accounts_now(), {})

    def two_logins_in_files(self):
        """`work` in the file of the plain CLI, `home` in another."""
        write_private(self.plain, credentials("a"))
        write_private(self.directory / "b.json", credentials("b"))
        self.done("import", "claude", "--name", "work")
        self.done("import", "claude", str(self.directory / "b.json"), "--name", "home")

    def test_use_without_a_keychain_changes_nothing(self):
        self.two_logins_in_files()
        before = self.config_file.read_text()
        answer = self.sluice_with({"DBUS_SESSION_BUS_ADDRESS": "disabled:"}, "use", "home")
        self.assertEqual(answer.code, 6, answer)
        self.assertIn("--store vault", answer.stderr)
        self.assertEqual(json.loads((self.home / "moves.json").read_text())["moves"]
                         if (self.home / "moves.json").exists() else [], [])
        self.assertEqual(self.config_file.read_text(), before)
        self.go_on_with_gateway()
        self.assertEqual(sorted(self.accounts_now()), ["home", "work"])
        self.assertNotIn("interrupted move", self.gateway.log_text())
        self.assertEqual(self.places_of("sim-refresh-a-1"), [".claude/.credentials.json"])
        self.assertEqual(self.places_of("sim-refresh-b-1"), ["b.json"])

    def test_use_without_a_keychain_keeps_the_other_login_in_the_vault(self):
        self.two_logins_in_files()
        self.done("use", "home", "--store", "vault")
        self.assertEqual(self.places_of("sim-refresh-a-1"), ["sluice-home/vault.json"])
        self.assertEqual(self.places_of("sim-refresh-b-1"), [".claude/.credentials.json"])
        self.done("use", "work")  # now that there is a vault, it is taken without a word
        self.assertEqual(self.places_of("sim-refresh-a-1"), [".claude/.credentials.json"])
        self.assertEqual(self.places_of("sim-refresh-b-1"), ["sluice-home/vault.json"])
        self.assertEqual(self.sluice("accounts", "use", "home", "--store", "file").code, 2)

    def test_an_interrupted_move_hides_no_account_whose_login_is_untouched(self):
        self.two_logins_in_files()
        mark = hashlib.sha256(b"sim-access-a-1\nsim-refresh-a-1").hexdigest()
        work = next(account for account in json.loads(self.config_file.read_text())["accounts"]
                    if account["id"] == "work")
        moved = {key: value for key, value in work.items() if key != "path"} | {"store": "keychain"}
        write_private(self.home / "moves.json", {"moves": [{
            "id": "0011223344556677", "from": {"kind": "cli", "name": str(self.plain)},
            "to": {"kind": "keychain", "name": "account/work"}, "mark": mark, "account": moved,
            "removes_account": False, "must_arrive": False, "replaces": False}]})
        self.go_on_with_gateway()
        until(lambda: "does not answer yet" in self.gateway.log_text())
        self.assertEqual(sorted(self.accounts_now()), ["home", "work"])
        self.done("disable", "home")
        self.assertEqual(self.claude().ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["a"])

    def test_a_signal_ends_a_command_that_waits_for_a_lock(self):
        write_private(self.plain, credentials("a"))
        held = self.directory / ".claude.lock"  # the second of the CLI's locks: the first shows how far it is
        held.mkdir()
        first = self.plain.parent / ".oauth_refresh.lock"
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                process = subprocess.Popen([PROGRAMS / "sluice", "accounts", "import", "claude", "--store", "vault"],
                                           env=sluice_environment(self.home, self.directory), text=True,
                                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.addCleanup(end, process)
                until(first.exists)
                process.send_signal(number)
                _, said = process.communicate(timeout=PATIENCE)
                self.assertEqual(process.returncode, 1, said)
                self.assertIn("sluice: interrupted\n", said)
                self.assertFalse(first.exists())
                self.assertEqual(self.accounts_now(), {})
                self.assertEqual(self.places_of("sim-refresh-a-1"), [".claude/.credentials.json"])
        held.rmdir()
        self.done("import", "claude", "--store", "vault")
        self.assertEqual(self.places_of("sim-refresh-a-1"), ["sluice-home/vault.json"])

    def test_a_damaged_note_of_moves_holds_back_whoever_may_have_moved(self):
        self.two_logins_in_files()
        self.done("use", "home", "--store", "vault")  # which puts the login of `work` there
        (self.home / "moves.json").write_text('{"moves": [')
        self.go_on_with_gateway()
        self.assertEqual(sorted(self.accounts_now()), ["home"])
        self.assertEqual(self.claude().ask("Say hi.").code, 0)
        (self.home / "moves.json").unlink()
        self.done("disable", "home")  # reads everything again
        self.assertEqual(self.claude(name="again").ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["b", "a"])

    def test_a_vault_that_others_can_read_is_refused(self):
        write_private(self.plain, credentials("a"))
        self.done("import", "claude", "--name", "work", "--store", "vault")
        (self.home / "vault.json").chmod(0o644)
        answer = self.sluice("accounts", "use", "work")
        self.assertEqual(answer.code, 6, answer)
        self.assertIn("chmod 600", answer.stderr)

    @unittest.skipUnless(DIE_AT, "needs the library that kills")
    def test_killed_at_every_step_nothing_is_lost_and_nothing_doubled(self):
        for verb in ("take", "use", "swap", "hand back", "delete"):
            steps = self.kill_at_every_step(verb)
            self.assertGreater(steps, 8, verb)

    def kill_at_every_step(self, verb):
        for moment in range(1, 400):
            person = self.directory / f"person-{verb.replace(' ', '-')}-{moment}"
            home = person / "sluice"
            (person / ".claude").mkdir(parents=True)
            home.mkdir(mode=0o700)
            write_private(home / "config.json", self.config)
            write_private(person / ".claude" / ".credentials.json", credentials("a"))
            environment = sluice_environment(home, person)

            def run(*arguments, **more):
                return subprocess.run([PROGRAMS / "sluice", "accounts", *arguments], capture_output=True, text=True,
                                      timeout=PATIENCE, env=environment | more, check=False, stdin=subprocess.DEVNULL)

            if verb != "take":
                self.assertEqual(run("import", "claude", "--name", "work", "--store", "vault").returncode, 0)
            if verb == "swap":
                write_private(person / ".claude" / ".credentials.json", credentials("b"))
            words = {"take": ("import", "claude", "--name", "work", "--store", "vault"), "use": ("use", "work"), "swap": ("use", "work"),
                     "hand back": ("remove", "work", "--hand-back", str(person / "back")),
                     "delete": ("remove", "work")}[verb]
            killed = run(*words, LD_PRELOAD=DIE_AT, DIE_AT=str(moment))
            for lock in [path for path in person.rglob("*.lock") if path.is_dir()] + [person / ".claude.lock"]:
                if lock.is_dir():  # a minute later it would be stale
                    os.utime(lock, (0, 0))
            gateway = Gateway(home, person)
            self.assertEqual(gateway.stop(), 0)
            places = self.places_of("sim-refresh-a-1", person)
            where = f"{verb}, killed at {moment}: {places}"
            if verb == "delete":
                self.assertLessEqual(len(places), 1, where)
            else:
                self.assertEqual(len(places), 1, where)
            if verb == "swap":
                self.assertEqual(len(self.places_of("sim-refresh-b-1", person)), 1, where)
            self.assertEqual(json.loads((home / "moves.json").read_text())["moves"] if (home / "moves.json").exists()
                             else [], [], where)
            shutil.rmtree(person)
            if killed.returncode == 0:
                return moment
            self.assertEqual(killed.returncode, -signal.SIGKILL, killed.stderr)
        raise AssertionError("it never ended by itself")


class KeychainLogins(Logins):
    """On a session bus of their own, with the real keyring daemon."""

    def setUp(self):
        super().setUp()
        self.bus = {name: os.environ[name] for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")}
        self.keyring = None
        self.start_keyring()
        self.addCleanup(lambda: self.stop_keyring())  # pylint: disable=unnecessary-lambda

    def start_keyring(self):
        self.keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"], stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"HOME": str(self.directory)})
        self.keyring.stdin.write(b"test")
        self.keyring.stdin.close()
        until(lambda: self.secrets_call("org.freedesktop.DBus.Peer.Ping").returncode == 0)

    def stop_keyring(self):
        self.keyring.kill()
        self.keyring.wait()

    def secrets_call(self, method, *arguments):
        return subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path",
                               "/org/freedesktop/secrets", "--method", method, *arguments], check=False,
                              capture_output=True, timeout=PATIENCE)

    def lock(self):
        done = self.secrets_call("org.freedesktop.Secret.Service.Lock",
                                 "[objectpath '/org/freedesktop/secrets/collection/login']")
        self.assertEqual(done.returncode, 0, done.stderr)

    def go_on_with_gateway(self):
        self.gateway = Gateway(self.home, self.directory, **self.bus)
        self.addCleanup(self._check_gateway, self.gateway)

    def work(self):
        return next(account for account in json.loads(self.sluice("status", "--json").stdout)["accounts"]
                    if account["id"] == "work")

    def test_a_login_in_the_keychain_lives_through_locks_and_restarts(self):
        write_private(self.plain, credentials("a", expires_in=60))
        self.go_on_with_gateway()
        answer = self.sluice_with(self.bus, "import", "claude", "--name", "work", "--store", "keychain")
        self.assertEqual(answer.code, 0, answer)
        self.assertEqual(self.places_of("sim-refresh-a-1"), [])
        self.assertEqual(self.claude().ask("Say hi.").code, 0)  # with a renewed token

        self.lock()  # what is known goes on
        self.assertEqual(self.claude(name="second").ask("Say hi.").code, 0)
        self.assertEqual(self.gateway.stop(), 0)

        self.go_on_with_gateway()  # which has never seen the login
        until(lambda: self.work()["waits_for_store"])
        self.assertIn("locked", self.work()["problem"])
        locked = self.sluice_with(self.bus, "use", "work")
        self.assertEqual(locked.code, 6, locked)

        self.stop_keyring()
        self.start_keyring()
        until(lambda: not self.work()["waits_for_store"])
        self.assertEqual(self.claude(name="third").ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["a", "a", "a"])
        self.assertEqual([request["status"] for request in self.simulator.report()["requests"]
                          if request["target"] == "/v1/oauth/token"], [200])

        self.assertEqual(self.sluice_with(self.bus, "use", "work").code, 0)
        self.assertEqual(self.places_of("sim-refresh-a-2"), [".claude/.credentials.json"])


class SignIns(Logins):
    def setUp(self):
        super().setUp()
        self.programs = self.directory / "bin"
        self.programs.mkdir()
        program = self.programs / "claude"
        program.write_text(SIGNS_IN)
        program.chmod(0o755)
        self.logins = self.directory / "logins"
        self.logins.mkdir()
        for name in "ab":
            write_private(self.logins / f"{name}.json", credentials(name))

    def sign_in(self, login, owner="ann", *arguments):
        return self.sluice_with({"PATH": f"{self.programs}:{os.environ['PATH']}", "LOGINS": str(self.logins),
                                 "LOGIN_AS": login, "LOGIN_OWNER": owner},
                                "login", "claude", "--store", "vault", *arguments)

    def homes_of(self, token):
        return [place for place in self.places_of(token) if not place.startswith("logins/")]

    def test_a_sign_in_becomes_an_account_that_serves(self):
        self.start_gateway()
        answer = self.sign_in("a", "ann", "--name", "work")
        self.assertEqual(answer.code, 0, answer)
        self.assertIn("login.example.com", answer.stdout)
        self.assertEqual(self.homes_of("sim-refresh-a-1"), ["sluice-home/vault.json"])
        self.assertEqual(list((self.home / "sign-in").iterdir()), [])
        self.assertEqual(self.claude().ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["a"])
        self.assertEqual(self.accounts_now()["work"]["email"], "ann@example.com")

    def test_a_second_sign_in_of_the_same_account_replaces_the_first(self):
        self.start_gateway()
        self.assertEqual(self.sign_in("a", "ann", "--name", "work").code, 0)
        answer = self.sign_in("b", "ann")
        self.assertEqual(answer.code, 0, answer)
        self.assertIn("work has a new login", answer.stdout)
        self.assertEqual(list(self.accounts_now()), ["work"])
        self.assertEqual(self.homes_of("sim-refresh-a-1"), [])
        self.assertEqual(self.claude().ask("Say hi.").code, 0)
        self.assertEqual(self.served_by(), ["b"])

    def test_signing_in_again_as_somebody_else_makes_another_account(self):
        self.assertEqual(self.sign_in("a", "ann", "--name", "work").code, 0)
        answer = self.sign_in("b", "bob", "--again", "work")
        self.assertEqual(answer.code, 0, answer)
        self.assertIn("not that of work", answer.stdout)
        self.assertEqual(sorted(self.accounts_now()), ["claude", "work"])
        self.assertEqual(self.homes_of("sim-refresh-a-1"), ["sluice-home/vault.json"])

    def test_a_sign_in_after_the_configuration_was_removed_writes_over_nothing(self):
        self.assertEqual(self.sign_in("a").code, 0)
        write_private(self.config_file, self.config)
        answer = self.sign_in("b")
        self.assertEqual(answer.code, 0, answer)
        self.assertIn("belongs to no account, so the new one is claude-2", answer.stdout)
        self.assertEqual(sorted(self.accounts_now()), ["claude-2"])
        for name in "ab":
            self.assertEqual(self.homes_of(f"sim-refresh-{name}-1"), ["sluice-home/vault.json"])
        self.assertFalse(list((self.home / "sign-in").glob("*")))

    def test_a_sign_in_under_way_is_left_alone(self):
        waiting = self.logins / "wait"
        waiting.touch()
        environment = sluice_environment(self.home, self.directory) | {
            "PATH": f"{self.programs}:{os.environ['PATH']}", "LOGINS": str(self.logins), "LOGIN_AS": "a",
            "LOGIN_OWNER": "ann"}
        process = subprocess.Popen([PROGRAMS / "sluice", "accounts", "login", "claude", "--name", "work", "--store",
                                    "vault"], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        self.addCleanup(end, process)
        noted = self.home / "moves.json"
        until(lambda: noted.exists() and json.loads(noted.read_text())["moves"])
        write_private(self.plain, credentials("b"))
        self.done("import", "claude", "--name", "other")  # which finishes what was interrupted
        self.go_on_with_gateway()  # and so does a start
        waiting.unlink()
        self.assertEqual(process.wait(PATIENCE), 0)
        self.assertEqual(sorted(self.accounts_now()), ["other", "work"])
        self.assertEqual(self.homes_of("sim-refresh-a-1"), ["sluice-home/vault.json"])

    def test_signing_in_again_writes_over_nobody(self):
        write_private(self.plain, credentials("a"))
        owner = self.directory / ".claude.json"
        write_private(owner, {"oauthAccount": {"accountUuid": "uuid-ann", "emailAddress": "ann@example.com"}})
        self.done("import", "claude", "--name", "home")
        write_private(self.plain, credentials("b"))  # somebody else has signed in with the CLI
        write_private(owner, {"oauthAccount": {"accountUuid": "uuid-bob", "emailAddress": "bob@example.com"}})
        answer = self.sign_in("a", "ann", "--again", "home")
        self.assertEqual(answer.code, 6, answer)  # there is no keychain here to keep it in instead
        self.assertEqual(self.homes_of("sim-refresh-b-1"), [".claude/.credentials.json"])

    def test_a_sign_in_that_fails_leaves_nothing(self):
        answer = self.sign_in("nobody")
        self.assertEqual(answer.code, 1, answer)
        self.assertIn("Claude Code", answer.stderr)
        self.assertEqual(list((self.home / "sign-in").iterdir()), [])
        self.assertEqual(self.accounts_now(), {})

    def test_without_the_cli_it_says_how_to_get_it(self):
        answer = self.sluice_with({"PATH": "/nowhere"}, "login", "claude", "--store", "vault")
        self.assertEqual(answer.code, 1, answer)
        self.assertIn("install", answer.stderr)

    def test_a_pasted_token_comes_from_standard_input_and_is_never_shown(self):
        self.start_gateway()
        done = subprocess.run([PROGRAMS / "sluice", "accounts", "login", "claude", "--with-token", "--store", "vault"],
                              input="sk-ant-oat01-fake-pasted\n", capture_output=True, text=True, timeout=PATIENCE,
                              env=sluice_environment(self.home, self.directory), check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("fake-pasted", done.stdout + done.stderr)
        self.assertEqual(self.places_of("sk-ant-oat01-fake-pasted"), ["sluice-home/vault.json"])
        self.secrets.append("sk-ant-oat01-fake-pasted")
        wrong = subprocess.run([PROGRAMS / "sluice", "accounts", "login", "claude", "--with-token"],
                               input="hunter2 is my secret\n", capture_output=True, text=True, timeout=PATIENCE,
                               env=sluice_environment(self.home, self.directory), check=False)
        self.assertEqual(wrong.returncode, 1)
        self.assertNotIn("hunter2", wrong.stdout + wrong.stderr)

    def test_a_token_pasted_at_a_terminal_does_not_show(self):
        self.secrets.append("sk-ant-oat01-fake-typed")
        process, terminal, before = self.start_on_a_terminal("accounts", "login", "claude", "--with-token", "--store",
                                                             "vault")
        os.write(terminal, b"sk-ant-oat01-fake-typed\n")
        said = self.read_terminal(terminal, b"Added")
        self.assertEqual(process.wait(PATIENCE), 0, said)
        self.assertNotIn(b"fake-typed", said)
        self.assertTrue(said.startswith(b"\r\n"), said)  # the end of the line shows
        self.assertEqual(termios.tcgetattr(terminal), before)
        self.assertEqual(self.places_of("sk-ant-oat01-fake-typed"), ["sluice-home/vault.json"])

    def test_a_signal_while_a_token_is_asked_for_leaves_the_terminal_as_it_was(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                process, terminal, before = self.start_on_a_terminal("accounts", "login", "claude", "--with-token")
                self.assertNotEqual(termios.tcgetattr(terminal), before)
                if number == signal.SIGINT:
                    os.write(terminal, b"half a secret\x03")  # Ctrl+C
                else:
                    process.send_signal(number)
                self.assertEqual(process.wait(PATIENCE), -number)
                self.assertEqual(termios.tcgetattr(terminal), before)

    def test_a_word_that_names_no_folder_is_no_place_for_a_login(self):
        write_private(self.plain, credentials("a"))
        self.done("import", "claude", "--name", "work", "--store", "vault")
        question = b"stop (Enter)?\r\n"
        process, terminal, _ = self.start_on_a_terminal("accounts", "remove", "work", asks=question)
        for word in (b"n", b"delete"):
            os.write(terminal, word + b"\n")
            self.read_terminal(terminal, question)
        os.write(terminal, b"\n")
        self.assertEqual(process.wait(PATIENCE), 0)
        self.assertEqual(self.homes_of("sim-refresh-a-1"), ["sluice-home/vault.json"])
        self.assertIn("work", self.accounts_now())

    def start_on_a_terminal(self, *arguments, asks=b"press Enter:\r\n"):
        """The program, asking for something; our end of its terminal; and how that was before."""
        ours, its = pty.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, its)  # the terminal stays until then
        before = termios.tcgetattr(ours)
        # A session of its own, whose terminal this is: so Ctrl+C there reaches it.
        process = subprocess.Popen([PROGRAMS / "sluice", *arguments], stdin=its, stdout=its, stderr=its,
                                   env=sluice_environment(self.home, self.directory), start_new_session=True,
                                   preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.addCleanup(end, process)
        self.read_terminal(ours, asks)
        return process, ours, before

    def read_terminal(self, terminal, until_text):
        """What the program and the terminal have said, up to the text and what came with it."""
        said = b""
        while until_text not in said:
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            self.assertTrue(ready, f"no {until_text} after {said}")
            said += os.read(terminal, 65536)
        return said


if __name__ == "__main__":
    unittest.main()

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Starts the real programs for one test: the simulated provider, the gateway, and the clients people use.

Nothing here leaves loopback or reads the home directory of whoever runs it: each test has a directory of its own
that serves as HOME, SLUICE_HOME and the clients' configuration.
"""

import http.client
import json
import os
import pathlib
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from codex_logins import codex_auth, codex_secrets

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = pathlib.Path(os.environ.get("SLUICE_PROGRAMS", HERE.parent.parent / "build" / "dev" / "bin"))
ODD_SYSTEM = os.environ.get("SLUICE_ODD_SYSTEM", "")  # the library of odd_system.c, where it was built
USER_TOKEN = "fake-user-token-of-local"
PATIENCE = 60  # seconds for what takes a moment: only a machine with too much to do comes near


class Program:
    """A program of ours that says on stdout, in one JSON line, where it listens."""

    def __init__(self, arguments, environment, log):
        self.log = log
        self._lines = queue.Queue()
        self.stdout_lines = []
        with open(log, "ab") as stderr:
            self.process = subprocess.Popen(arguments, env=environment, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=stderr)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.ready = self._wait_until_ready()
        self.port = self.ready["port"]

    def _read(self):
        for line in self.process.stdout:
            self.stdout_lines.append(line.decode())
            self._lines.put(line)
        self._lines.put(None)

    def _wait_until_ready(self):
        try:
            line = self._lines.get(timeout=PATIENCE)
        except queue.Empty:
            self.stop(signal.SIGKILL)
            raise AssertionError(f"not ready after {PATIENCE} s:\n{self.log_text()}") from None
        if line is None:
            code = self.process.wait()
            raise AssertionError(f"exited with {code} before it was ready:\n{self.log_text()}")
        return json.loads(line)

    def log_text(self):
        return self.log.read_text(errors="replace")

    def send_signal(self, number):
        self.process.send_signal(number)

    def wait(self, timeout=PATIENCE):
        """Its exit code."""
        code = self.process.wait(timeout)
        self._reader.join(timeout)
        self.process.stdout.close()
        return code

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.send_signal(number)
        try:
            return self.wait()
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.wait()
            raise AssertionError(f"still running {PATIENCE} s after signal {number}:\n{self.log_text()}") from None


def until(condition, seconds=PATIENCE):
    """Looks again and again until it holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s")
        time.sleep(0.1)


class Simulator(Program):
    """The simulated provider; its control interface is src/simulator's."""

    def __init__(self, directory):
        super().__init__([PROGRAMS / "sluice-simulator", "--port", "0"], client_environment(directory),
                         directory / "simulator.log")
        self.url = f"http://127.0.0.1:{self.port}"

    def _control(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, None if body is None else json.dumps(body),
                           {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 300:
            raise AssertionError(f"{method} {path}: {answer.status} {text!r}")
        return json.loads(text) if text.strip() else {}

    def account(self, name, **state):
        self._control("POST", f"/sim/account/{name}", state)

    def script(self, kind, account="*", path="/v1/messages", method="", times=1, skip=0, **answer):
        self._control("POST", "/sim/script", {"account": account, "path": path, "method": method, "times": times,
                                              "skip": skip, "answer": {"kind": kind, **answer}})

    def report(self):
        return self._control("GET", "/sim/requests")

    def messages(self):
        """The message requests so far, oldest first."""
        return [request for request in self.report()["requests"]
                if request["method"] == "POST" and request["target"].split("?")[0] == "/v1/messages"]

    def turns(self):
        """Codex's turns so far, over HTTP and on WebSockets, without warm-ups, oldest first."""
        return [request for request in self.report()["requests"] if request["body"].get("generate") is not False
                and (request["method"] == "POST" and request["target"].endswith("/responses")
                     or request["body"].get("type") == "response.create")]

    def upgrades(self):
        """The attempts to open a WebSocket so far, oldest first."""
        return [request for request in self.report()["requests"]
                if request["method"] == "GET" and request["target"].endswith("/responses")]


class Gateway(Program):
    """`sluice serve` over a SLUICE_HOME of its own."""

    def __init__(self, home, directory, *arguments, **environment):
        self.home = home
        super().__init__([PROGRAMS / "sluice", "serve", *arguments],
                         sluice_environment(home, directory) | environment, directory / "gateway.log")
        self.url = f"http://127.0.0.1:{self.port}"


class Client:
    """A command-line client: runs its turns in a project directory of its own."""

    def __init__(self, directory, environment):
        self.directory = directory
        self.project = directory / "project"
        self.project.mkdir(parents=True, exist_ok=True)
        self.environment = client_environment(directory) | environment

    def command(self, prompt, *arguments):
        raise NotImplementedError

    def start(self, prompt, *arguments):
        return subprocess.Popen(self.command(prompt, *arguments), cwd=self.project, env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ask(self, prompt, *arguments, timeout=150):
        """Runs one turn to its end; gives exit code, stdout, stderr and the seconds it took."""
        started = time.monotonic()
        process = self.start(prompt, *arguments)
        try:
            stdout, stderr = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            stdout, stderr = process.communicate()
            raise AssertionError(f"the client still ran after {timeout} s:\n{stdout}\n{stderr}") from None
        return Answer(process.returncode, stdout, stderr, time.monotonic() - started)


class Claude(Client):
    """The real Claude Code with a home of its own."""

    def __init__(self, directory, base_url, token=USER_TOKEN):
        super().__init__(directory, {
            "CLAUDE_CONFIG_DIR": str(directory / ".claude"),
            "ANTHROPIC_BASE_URL": base_url,
            "ANTHROPIC_AUTH_TOKEN": token,
            "DISABLE_AUTOUPDATER": "1",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        })

    def command(self, prompt, *arguments):
        return [claude_binary(), "-p", prompt, *arguments]


def end(process):
    """For whatever a failed test has left running."""
    if process.poll() is None:
        process.kill()
    process.communicate()


class Answer:
    """How a client ended."""

    def __init__(self, code, stdout, stderr, seconds):
        self.code, self.stdout, self.stderr, self.seconds = code, stdout, stderr, seconds

    def __str__(self):
        return f"exit code {self.code} after {self.seconds:.1f} s\n{self.stdout}\n{self.stderr}"


def claude_binary():
    """Claude Code's own program, out of the npm package for this platform."""
    found = sorted((HERE / "node_modules" / "@anthropic-ai").glob("claude-code-*/claude"))
    if not found:
        raise AssertionError("Claude Code is not installed: run scripts/install_clients.sh")
    return found[0]


def client_environment(directory):
    """What any program gets: its own home, and no way out of loopback."""
    return {"HOME": str(directory), "PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8",
            "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1,localhost"}


def sluice_environment(home, directory):
    return client_environment(directory) | {"SLUICE_HOME": str(home)}


def credentials(name, generation=1, expires_in=8 * 3600):
    """What Claude Code keeps in .credentials.json for the simulator's account `name`, with keys nobody knows."""
    return {"claudeAiOauth": {"accessToken": f"sim-access-{name}-{generation}",
                              "refreshToken": f"sim-refresh-{name}-{generation}",
                              "expiresAt": int((time.time() + expires_in) * 1000),
                              "scopes": ["user:inference", "user:profile"],
                              "subscriptionType": "max", "rateLimitTier": "default_claude_max_20x",
                              "unknownMember": "kept"},
            "mcpOAuth": {"unknown": {"kept": True}}}


def self_signed(directory, name):
    """A certificate for localhost in NAME.pem and its key in NAME.key."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                    "-subj", "/CN=localhost", "-keyout", directory / f"{name}.key", "-out", directory / f"{name}.pem"],
                   check=True, capture_output=True)


def node(script, *arguments, timeout=120):
    """Runs a script of this directory with node; gives its one JSON line."""
    done = subprocess.run(["node", HERE / script, *arguments], capture_output=True, text=True, timeout=timeout,
                          cwd=HERE, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{script} exited with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return json.loads(done.stdout)


class RawAnswer:
    """What came back on a raw connection: status, header fields by lower-case name, body, and whether it closed."""

    def __init__(self, received, closed):
        self.received, self.closed = received, closed
        head, _, self.body = received.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        self.status = int(lines[0].split()[1]) if received else None
        self.fields = {name.lower().decode(): value.strip().decode()
                       for name, _, value in (line.partition(b":") for line in lines[1:])}


def raw(port, request, timeout=PATIENCE, address="127.0.0.1"):
    """Sends bytes as they are and reads until the gateway closes, or is silent for `timeout` seconds."""
    received = b""
    with socket.create_connection((address, port), timeout=timeout) as connection:
        connection.sendall(request)
        try:
            while piece := connection.recv(65536):
                received += piece
        except TimeoutError:
            return RawAnswer(received, closed=False)
        except ConnectionResetError:
            pass
    return RawAnswer(received, closed=True)


class Case(unittest.TestCase):
    """One simulator and, once start_gateway() was called, one gateway, each in a directory of this test."""

    accounts = ("a", "b")  # Claude's
    codex_accounts = ()

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="sluice-e2e-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.home = self.directory / "sluice-home"
        self.home.mkdir(mode=0o700)
        self.config_file = self.home / "config.json"
        self.secrets = [USER_TOKEN]
        self.gateway = None
        self.simulator = Simulator(self.directory)
        self.addCleanup(self.simulator.stop)
        self.config = self._make_config()

    def _make_config(self):
        accounts = []
        for name in self.accounts:
            path = self.directory / f"{name}.credentials.json"
            write_private(path, credentials(name))
            self.secrets += [f"sim-access-{name}-{n}" for n in (1, 2)] + [f"sim-refresh-{name}-{n}" for n in (1, 2)]
            accounts.append({"id": name, "provider": "claude", "store": "file", "path": str(path)})
        for name in self.codex_accounts:
            path = self.auth_file_of(name)
            write_private(path, codex_auth(name))
            self.secrets += codex_secrets(name)
            accounts.append({"id": name, "provider": "codex", "store": "file", "path": str(path)})
        return {"gateway": {"port": 0},
                "providers": {"claude": {"api_url": self.simulator.url,
                                         "oauth_token_url": f"{self.simulator.url}/v1/oauth/token"},
                              "codex": {"chatgpt_url": f"{self.simulator.url}/backend-api",
                                        "api_url": self.simulator.url,
                                        "oauth_token_url": f"{self.simulator.url}/oauth/token"}},
                "accounts": accounts,
                "users": [{"name": "local", "token": USER_TOKEN}]}

    def until_owners_are_noted(self):
        """From then on nobody but the test writes config.json: the gateway notes there by itself whose each account is."""
        until(lambda: all("owner" in account for account in self._saved_accounts()))

    def write_config(self):
        """Puts self.config where a running gateway has its configuration, and loses nothing that it has noted there."""
        self.until_owners_are_noted()
        owners = {account["id"]: account["owner"] for account in self._saved_accounts()}
        for account in self.config["accounts"]:
            account["owner"] = owners[account["id"]]  # or it would be noted once more
        write_private(self.config_file, self.config)

    def _saved_accounts(self):
        return json.loads(self.config_file.read_text())["accounts"]

    def credentials_of(self, name):
        return json.loads((self.directory / f"{name}.credentials.json").read_text())

    def auth_file_of(self, name):
        path = self.directory / name / "auth.json"
        path.parent.mkdir(exist_ok=True)
        return path

    def start_gateway(self, *arguments):
        write_private(self.config_file, self.config)
        self.gateway = Gateway(self.home, self.directory, *arguments)
        self.addCleanup(self._check_gateway, self.gateway)
        return self.gateway

    def _check_gateway(self, gateway):
        """Whatever a test did, the gateway must end well and must not have told a secret."""
        if gateway.process.returncode is None:
            self.assertEqual(gateway.stop(), 0, gateway.log_text())
        self.assert_tells_no_secret(gateway.log_text())
        self.assert_tells_no_secret("".join(gateway.stdout_lines))

    def assert_tells_no_secret(self, text):
        for secret in self.secrets:
            self.assertNotIn(secret, text)

    def claude(self, token=USER_TOKEN, name="client"):
        return Claude(self.directory / name, self.gateway.url, token)

    def sluice(self, *arguments, timeout=PATIENCE):
        """Runs a command of `sluice` to its end."""
        started = time.monotonic()
        done = subprocess.run([PROGRAMS / "sluice", *arguments], env=sluice_environment(self.home, self.directory),
                              capture_output=True, text=True, timeout=timeout, check=False)
        self.assert_tells_no_secret(done.stdout + done.stderr)
        return Answer(done.returncode, done.stdout, done.stderr, time.monotonic() - started)

    def served_by(self):
        """The accounts whose answer was a 200, oldest first."""
        return [request["account"] for request in self.simulator.messages() if request["status"] == 200]


def write_private(path, document):
    """At once, with its mode, for others may be reading."""
    part = path.with_name(path.name + ".part")
    part.touch(0o600)
    part.write_text(json.dumps(document))
    part.replace(path)

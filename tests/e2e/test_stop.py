# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""How the gateway ends: what a stop waits for, and what it does not."""

import contextlib
import http.server
import json
import signal
import socket
import ssl
import subprocess
import threading
import time
import unittest

from harness import PATIENCE, PROGRAMS, Case, credentials, self_signed, sluice_environment, until, write_private
from test_gateway import message


class SlowTokenEndpoint:
    """Uses up the refresh token at once and answers when it is told to."""

    TOKENS = {"access_token": "fake-new-access", "refresh_token": "fake-new-refresh", "expires_in": 28800}

    def __init__(self):
        self.asked, self.may_answer = threading.Event(), threading.Event()
        endpoint = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.asked.set()
                endpoint.may_answer.wait(60)
                text = json.dumps(endpoint.TOKENS).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(text)))
                    self.end_headers()
                    self.wfile.write(text)
                except OSError:
                    pass  # nobody waits for it any more

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/token"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self):
        self.may_answer.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Stop(Case):
    accounts = ("a",)

    @contextlib.contextmanager
    def running_request(self, wrap=lambda connection: connection):
        """A request that the provider never answers; it ends with its client."""
        self.simulator.script("hang")
        with wrap(socket.create_connection(("127.0.0.1", self.gateway.port), timeout=PATIENCE)) as connection:
            connection.sendall(message())
            until(lambda: self.simulator.report()["open_streams"] == 1)
            yield connection

    def test_a_second_signal_gives_a_running_request_no_more_time(self):
        self.config["gateway"]["drain_seconds"] = 6
        gateway = self.start_gateway()
        with self.running_request():
            started = time.monotonic()
            gateway.send_signal(signal.SIGTERM)
            time.sleep(5)
            gateway.send_signal(signal.SIGINT)
            self.assertEqual(gateway.wait(), 0, gateway.log_text())
        seconds = time.monotonic() - started
        self.assertGreater(seconds, 5.8)  # nor does it end the request early
        self.assertLess(seconds, 10.5)  # six more from the second one would be 11

    def start_refreshing(self, start):
        """A program of ours whose login is being refreshed when this returns."""
        endpoint = SlowTokenEndpoint()
        self.addCleanup(endpoint.stop)
        self.secrets += ["fake-new-access", "fake-new-refresh"]
        write_private(self.directory / "a.credentials.json", credentials("a", expires_in=-60))
        self.config["providers"]["claude"]["oauth_token_url"] = endpoint.url
        self.config["gateway"]["drain_seconds"] = 1
        write_private(self.config_file, self.config)
        program = start()
        self.assertTrue(endpoint.asked.wait(PATIENCE), "no refresh was tried")
        return program, endpoint

    def assert_login_was_kept(self):
        self.assertEqual(self.credentials_of("a")["claudeAiOauth"]["refreshToken"], "fake-new-refresh")

    def test_a_stop_waits_for_a_login_that_is_being_refreshed_beyond_the_drain_time(self):
        gateway, endpoint = self.start_refreshing(self.start_gateway)
        with socket.create_connection(("127.0.0.1", gateway.port)) as connection:
            connection.sendall(message(body=b"", length="Content-Length: 5"))  # nothing that could end by itself
            time.sleep(0.3)
            gateway.send_signal(signal.SIGTERM)
            until(lambda: "waits for a login that is being refreshed" in gateway.log_text())
        self.assertIsNone(gateway.process.poll(), gateway.log_text())
        endpoint.may_answer.set()
        self.assertEqual(gateway.wait(), 0, gateway.log_text())
        self.assert_login_was_kept()

    def test_the_tray_waits_for_it_too_whatever_it_is_told_meanwhile(self):
        log = open(self.directory / "tray.log", "ab")
        self.addCleanup(log.close)
        environment = sluice_environment(self.home, self.directory) | {"QT_QPA_PLATFORM": "offscreen"}
        tray, endpoint = self.start_refreshing(lambda: subprocess.Popen(
            [PROGRAMS / "sluice-tray"], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log))
        self.addCleanup(tray.wait)
        self.addCleanup(lambda: tray.poll() is None and tray.kill())
        for _ in range(3):
            tray.terminate()
            time.sleep(0.7)
        self.assertIsNone(tray.poll(), (self.directory / "tray.log").read_text())
        endpoint.may_answer.set()
        self.assertEqual(tray.wait(PATIENCE), 0, (self.directory / "tray.log").read_text())
        self.assert_login_was_kept()

    def test_a_port_that_is_taken_does_not_cut_it_short(self):
        taken = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(taken.close)
        self.config["gateway"]["port"] = taken.getsockname()[1]
        log = self.directory / "gateway.log"
        with open(log, "ab") as stderr:
            gateway, endpoint = self.start_refreshing(lambda: subprocess.Popen(
                [PROGRAMS / "sluice", "serve"], env=sluice_environment(self.home, self.directory),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr))
        self.addCleanup(gateway.wait)
        self.addCleanup(lambda: gateway.poll() is None and gateway.kill())
        until(lambda: "waits for a login that is being refreshed" in log.read_text())
        self.assertIn("in use", log.read_text())  # said at once
        gateway.terminate()
        time.sleep(0.5)
        self.assertIsNone(gateway.poll(), log.read_text())
        endpoint.may_answer.set()
        self.assertEqual(gateway.wait(PATIENCE), 5, log.read_text())
        self.assert_login_was_kept()
        self.assert_tells_no_secret(log.read_text())

    def test_a_tls_handshake_that_ends_during_a_stop_holds_nothing_up(self):
        self_signed(self.directory, "own")
        self.config["gateway"] |= {"tls": {"certificate": "~/own.pem", "key": "~/own.key"}}
        gateway = self.start_gateway()
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        late = socket.create_connection(("127.0.0.1", gateway.port), timeout=PATIENCE)
        with self.running_request(context.wrap_socket):
            gateway.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            try:
                late = context.wrap_socket(late)
                self.assertEqual(late.recv(1), b"")  # nobody listens any more
            except OSError:
                pass  # likewise
            late.close()
        started = time.monotonic()
        self.assertEqual(gateway.wait(), 0, gateway.log_text())
        self.assertLess(time.monotonic() - started, 15)  # of the 30 s that a request may take


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""How the gateway ends: what a stop waits for, and what it does not."""

import contextlib
import signal
import socket
import ssl
import time
import unittest

from harness import Case, self_signed, until
from test_gateway import message


class Stop(Case):
    accounts = ("a",)

    @contextlib.contextmanager
    def running_request(self, wrap=lambda connection: connection):
        """A request that the provider never answers; it ends with its client."""
        self.simulator.script("hang")
        with wrap(socket.create_connection(("127.0.0.1", self.gateway.port), timeout=20)) as connection:
            connection.sendall(message())
            until(lambda: self.simulator.report()["open_streams"] == 1, 10)
            yield connection

    def test_a_second_signal_gives_a_running_request_no_more_time(self):
        self.config["gateway"]["drain_seconds"] = 3
        gateway = self.start_gateway()
        with self.running_request():
            started = time.monotonic()
            gateway.send_signal(signal.SIGTERM)
            time.sleep(2)
            gateway.send_signal(signal.SIGINT)
            self.assertEqual(gateway.wait(), 0, gateway.log_text())
        seconds = time.monotonic() - started
        self.assertGreater(seconds, 2.8)  # nor does it end the request early
        self.assertLess(seconds, 4.5)

    def test_a_tls_handshake_that_ends_during_a_stop_holds_nothing_up(self):
        self_signed(self.directory, "own")
        self.config["gateway"] |= {"tls": {"certificate": "~/own.pem", "key": "~/own.key"}}
        gateway = self.start_gateway()
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        late = socket.create_connection(("127.0.0.1", gateway.port), timeout=20)
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
        self.assertLess(time.monotonic() - started, 5)  # of the 30 s that a request may take


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The gateway on a bad day of the system: what odd_system.c makes of it."""

import socket
import subprocess
import unittest

from harness import ODD_SYSTEM, PROGRAMS, Case, Gateway, raw, sluice_environment, until, write_private
from test_gateway import message


@unittest.skipUnless(ODD_SYSTEM, "needs the library that stands between")
class OddSystem(Case):
    accounts = ("a",)

    def start_oddly(self, **oddities):
        write_private(self.config_file, self.config)
        self.gateway = Gateway(self.home, self.directory, LD_PRELOAD=ODD_SYSTEM, **oddities)
        self.addCleanup(self._check_gateway, self.gateway)
        return self.gateway

    def test_a_reload_that_is_asked_for_while_it_begins_ends_nothing(self):
        gateway = self.start_oddly(EARLY_SIGHUP="1")
        self.assertEqual(raw(gateway.port, message("Connection: close")).status, 200)

    def test_without_a_thread_for_the_gateway_it_says_so_and_is_exit_code_1(self):
        write_private(self.config_file, self.config)
        no_threads = self.directory / "no-threads"
        no_threads.touch()
        for arguments in ((), ("--demo",)):
            with self.subTest(arguments):
                done = subprocess.run([PROGRAMS / "sluice", "serve", *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                                      text=True, timeout=20, check=False,
                                      env=sluice_environment(self.home, self.directory)
                                      | {"LD_PRELOAD": ODD_SYSTEM, "NO_THREADS": str(no_threads)})
                self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
                self.assertIn("sluice: the system gives Sluice no further thread", done.stderr)

    def test_without_a_thread_for_it_the_state_is_written_all_the_same_and_the_stop_hangs_at_nothing(self):
        no_threads = self.directory / "no-threads"
        gateway = self.start_oddly(NO_THREADS=str(no_threads))
        no_threads.touch()
        self.assertEqual(raw(gateway.port, message("Connection: close")).status, 200)
        until((self.home / "state.json").exists)
        self.assertEqual(gateway.stop(), 0, gateway.log_text())
        self.assertIn(" warning qt QThread::start: Thread creation error", gateway.log_text())

    def test_a_stop_does_not_wait_for_the_resolver_of_the_system(self):
        self.config["providers"]["claude"]["api_url"] = "https://slow.example"
        self.config["gateway"]["drain_seconds"] = 1
        asked = self.directory / "asked"
        gateway = self.start_oddly(SLOW_LOOKUP=str(asked))
        with socket.create_connection(("127.0.0.1", gateway.port)) as connection:
            connection.sendall(message())
            until(asked.exists)
            self.assertEqual(gateway.stop(), 0, gateway.log_text())


if __name__ == "__main__":
    unittest.main(verbosity=2)

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The tray application as a program, on Qt's platform without a display."""

import json
import signal
import subprocess
import unittest

from harness import ODD_SYSTEM, PATIENCE, PROGRAMS, Case, sluice_environment, until, write_private


class Tray(Case):
    def environment(self, **more):
        return sluice_environment(self.home, self.directory) | {"QT_QPA_PLATFORM": "offscreen"} | more

    def start_tray(self, *arguments, **environment):
        """`sluice-tray`, which says nothing when it is ready: `sluice status` tells."""
        log = open(self.directory / "tray.log", "ab")
        self.addCleanup(log.close)
        tray = subprocess.Popen([PROGRAMS / "sluice-tray", *arguments], env=self.environment(**environment),
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log)
        self.addCleanup(self.end_tray, tray)
        return tray

    def end_tray(self, tray):
        if tray.poll() is None:
            tray.kill()
        tray.wait()
        self.assert_tells_no_secret(self.log_text())

    def log_text(self):
        return (self.directory / "tray.log").read_text(errors="replace")

    def state(self):
        answer = self.sluice("status", "--json")
        return json.loads(answer.stdout) if answer.code == 0 else {"gateway": {"state": "none"}, "accounts": []}

    def wait_until_listening(self, tray):
        until(lambda: tray.poll() is not None or self.state()["gateway"]["state"] == "listening")
        self.assertIsNone(tray.poll(), self.log_text())

    def assert_ends_well(self, tray):
        tray.terminate()
        self.assertEqual(tray.wait(PATIENCE), 0, self.log_text())

    def test_the_demo_runs_without_a_display_until_sigterm(self):
        tray = self.start_tray("--demo", TMPDIR=str(self.directory))
        until(lambda: tray.poll() is not None or list(self.directory.glob("*/sluice/control")))
        self.assertIsNone(tray.poll(), self.log_text())
        (control,) = self.directory.glob("*/sluice/control")
        self.home = control.parent
        self.wait_until_listening(tray)
        # By then it has given up waiting for a place for its icon, and opened its window.
        until(lambda: tray.poll() is not None or "no tray on this desktop" in self.log_text())
        self.assert_ends_well(tray)

    def test_sighup_takes_a_changed_configuration_over_and_it_runs_on(self):
        write_private(self.config_file, self.config)
        tray = self.start_tray()
        self.wait_until_listening(tray)
        self.config["accounts"][0]["enabled"] = False
        self.write_config()
        tray.send_signal(signal.SIGHUP)
        until(lambda: tray.poll() is not None or self.state()["accounts"][0]["state"] == "off")
        self.assertIsNone(tray.poll(), self.log_text())
        self.assert_ends_well(tray)

    @unittest.skipUnless(ODD_SYSTEM, "needs the library that stands between")
    def test_sighup_while_it_begins_ends_nothing(self):
        write_private(self.config_file, self.config)
        tray = self.start_tray(LD_PRELOAD=ODD_SYSTEM, EARLY_SIGHUP="1")
        self.wait_until_listening(tray)
        self.assert_ends_well(tray)

    def test_a_second_start_leaves_it_to_the_first_one(self):
        write_private(self.config_file, self.config)
        tray = self.start_tray()
        self.wait_until_listening(tray)
        self.assertEqual(self.start_tray().wait(PATIENCE), 0, self.log_text())
        self.assertIsNone(tray.poll(), self.log_text())
        self.assert_ends_well(tray)

    def test_beside_sluice_serve_it_says_so_and_is_exit_code_1(self):
        gateway = self.start_gateway()
        self.assertEqual(self.start_tray().wait(PATIENCE), 1)
        self.assertIn(f"as `sluice serve` (pid {gateway.process.pid})", self.log_text())

    def test_a_wrong_configuration_is_exit_code_4(self):
        write_private(self.config_file, {"gateway": {"port": "many"}})
        self.assertEqual(self.start_tray().wait(PATIENCE), 4)
        self.assertIn("gateway.port", self.log_text())

    def run_without_display(self, *arguments, **environment):
        variables = {name: value for name, value in sluice_environment(self.home, self.directory).items()
                     if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        return subprocess.run([PROGRAMS / "sluice-tray", *arguments], env=variables | environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)

    def test_without_a_display_it_says_what_runs_without_one_and_is_exit_code_1(self):
        for environment in ({}, {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}):
            with self.subTest(environment):
                ended = self.run_without_display(**environment)
                self.assertEqual(ended.returncode, 1, ended.stderr)
                self.assertEqual(ended.stderr, "sluice-tray: no display: start `sluice serve` instead\n")

    def test_help_and_version_need_no_display(self):
        for argument in ("--help", "--version"):
            with self.subTest(argument):
                ended = self.run_without_display(argument)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))
                self.assertIn("sluice-tray", ended.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)

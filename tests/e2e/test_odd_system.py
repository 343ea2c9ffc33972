# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The gateway on a bad day of the system: what odd_system.c makes of it."""

import unittest

from harness import ODD_SYSTEM, Case, Gateway, raw, write_private
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


if __name__ == "__main__":
    unittest.main(verbosity=2)

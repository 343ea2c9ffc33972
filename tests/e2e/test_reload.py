# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""What a running gateway takes over from a changed configuration, and what it must not."""

import json
import signal
import unittest

from harness import USER_TOKEN, Case, raw, until
from test_gateway import get

TOKEN = f"Authorization: Bearer {USER_TOKEN}"


class Reload(Case):
    def setUp(self):
        super().setUp()
        self.config["gateway"] = {"listen": "127.0.0.1", "port": 0, "allow_plain_http": True}

    def reload(self, **gateway):
        self.config["gateway"] |= gateway
        self.write_config()
        self.gateway.send_signal(signal.SIGHUP)

    def status(self, *fields, host="127.0.0.1"):
        return raw(self.gateway.port, get("/sluice/v1/status", *fields, host=host)).status

    def assert_stays_closed(self, refusals=1):
        until(lambda: self.gateway.log_text().count("the configuration was not taken over") >= refusals)
        self.assertIn("gateway.require_token: is false, but the gateway listens on 0.0.0.0", self.gateway.log_text())
        self.assertEqual((self.status(), self.status(TOKEN)), (401, 200))
        self.assertIn("gateway.require_token", self.told_problem())
        self.assertIn("was not taken over", self.sluice("status").stdout)

    def told_problem(self):
        return json.loads(self.sluice("status", "--json").stdout)["configuration_problem"]

    def test_tokens_stay_required_on_an_address_of_the_command_line(self):
        self.start_gateway("--listen", "0.0.0.0:0")
        self.reload(require_token=False)
        self.assert_stays_closed()
        self.secrets.append("fake-second-token")
        self.config["users"].append({"name": "second", "token": "fake-second-token"})
        self.reload(require_token=True)
        until(lambda: self.status("Authorization: Bearer fake-second-token") == 200)
        self.assertEqual(self.told_problem(), "")

    def test_tokens_stay_required_on_an_address_that_the_file_names_no_more(self):
        self.config["gateway"]["listen"] = "0.0.0.0"
        self.start_gateway()
        self.reload(listen="127.0.0.1", require_token=False)
        self.assert_stays_closed()
        self.reload()  # once more: not taken for known
        self.assert_stays_closed(refusals=2)

    def test_the_address_listened_on_stays_a_known_host_when_the_file_names_another(self):
        self.start_gateway()
        self.reload(listen="192.0.2.1")  # of no machine: never listened on
        until(lambda: "take effect once the gateway is switched off and on" in self.gateway.log_text())
        self.assertEqual(self.status(TOKEN, host=f"127.0.0.1:{self.gateway.port}"), 200)
        self.assertEqual(self.status(TOKEN, host="192.0.2.1"), 421)

    def test_on_loopback_tokens_need_not_be_required_any_more(self):
        self.start_gateway()
        self.assertEqual(self.status(), 401)
        self.reload(require_token=False)
        until(lambda: self.status() == 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)

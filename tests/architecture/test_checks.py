#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The architecture checks themselves: what each lets through and what it stops."""

import unittest

import check_exits
import check_layers


class Layers(unittest.TestCase):
    ALLOWED = [
        ("engine/http/client.cpp", "engine/http/client.h"),
        ("engine/http/client.cpp", "engine/base/result.h"),
        ("engine/http/client.cpp", "engine/transport/dialer.h"),
        ("engine/snapshot.h", "engine/accounts/rate_limit.h"),
        ("engine/gateway/exchange.cpp", "engine/snapshot.h"),
        ("engine/gateway/managed_account.h", "engine/account_snapshot.h"),
        ("engine/routing/decision.h", "engine/decision_trace.h"),
        ("engine/control/control_server.cpp", "engine/snapshot.h"),
        ("engine/gateway/exchange.cpp", "engine/providers/provider.h"),
        ("engine/providers/claude/claude_provider.h", "engine/providers/provider.h"),
        ("engine/providers/claude/claude_provider.cpp", "engine/providers/claude/claude_provider.h"),
        ("engine/provider_list.cpp", "engine/providers/claude/claude_provider.h"),
        ("engine/gateway/local_pages.cpp", "engine/snapshot_json.h"),
        ("engine/control/control_server.cpp", "engine/snapshot_json.h"),
        ("engine/websocket/handshake.h", "engine/http/message.h"),
        ("gui/main.cpp", "simulator/simulator.h"),
        ("cli/main.cpp", "engine/engine.h"),
    ]
    FORBIDDEN = [
        ("engine/base/result.h", "engine/transport/endpoint.h"),
        ("engine/http/client.cpp", "engine/storage/settings.h"),
        ("engine/storage/settings_store.cpp", "engine/http/message.h"),
        ("engine/routing/router.cpp", "engine/providers/provider.h"),
        ("engine/providers/registry.cpp", "engine/routing/router.h"),
        ("engine/providers/claude/claude_provider.cpp", "engine/providers/codex/codex_provider.h"),
        ("engine/providers/registry.cpp", "engine/providers/claude/claude_provider.h"),
        ("engine/gateway/exchange.cpp", "engine/providers/claude/claude_provider.h"),
        ("engine/gateway/gateway.cpp", "engine/control/control_server.h"),
        ("engine/control/control_server.cpp", "engine/gateway/gateway.h"),
        ("engine/gateway/gateway.cpp", "engine/engine.h"),
        ("engine/websocket/handshake.h", "engine/http/writer.h"),
        ("engine/http/client.cpp", "engine/websocket/handshake.h"),
        ("engine/accounts/account.h", "engine/snapshot.h"),
        ("engine/accounts/account.h", "engine/account_snapshot.h"),
        ("gui/main.cpp", "cli/serve.h"),
        ("cli/main.cpp", "gui/application.h"),
        ("engine/http/client.cpp", "message.h"),
        ("engine/elsewhere/thing.cpp", "engine/base/result.h"),
    ]

    def test_lets_an_include_point_down(self):
        for source, target in self.ALLOWED:
            with self.subTest(source=source, target=target):
                self.assertIsNone(check_layers.verdict(source, target))

    def test_stops_an_include_that_points_up_or_sideways(self):
        for source, target in self.FORBIDDEN:
            with self.subTest(source=source, target=target):
                self.assertIsNotNone(check_layers.verdict(source, target))


class Exits(unittest.TestCase):
    def test_stops_a_reveal_outside_the_list(self):
        self.assertTrue(list(check_exits.reveal_complaints("engine/http/writer.cpp", "send(token.reveal());")))
        self.assertFalse(list(check_exits.reveal_complaints("engine/base/secret.h", "QByteArray reveal() const;")))

    def test_does_not_read_comments(self):
        text = "int a; // as claude does, token.reveal()\n/* codex\n anthropic */ int b;"
        self.assertFalse(list(check_exits.reveal_complaints("engine/http/writer.cpp", text)))
        self.assertFalse(list(check_exits.name_complaints("engine/http/writer.cpp", text)))

    def test_stops_a_provider_name_in_code_and_in_strings(self):
        for line in ('if (id == "claude"_L1)', 'header("anthropic-version")', "CodexProvider provider;"):
            with self.subTest(line=line):
                self.assertTrue(list(check_exits.name_complaints("engine/gateway/exchange.cpp", line)))

    def test_stops_a_provider_name_in_a_window(self):
        self.assertTrue(list(check_exits.name_complaints("gui/common/theme.cpp", 'if (id == "codex"_L1)')))

    def test_does_not_take_a_url_in_a_string_for_a_comment(self):
        line = 'const auto url = "https://api.anthropic.com";'
        self.assertTrue(list(check_exits.name_complaints("engine/gateway/exchange.cpp", line)))

    def test_lets_the_engine_register_providers_and_no_more(self):
        registration = 'registry.add(std::make_unique<ClaudeProvider>(settings));'
        self.assertFalse(list(check_exits.name_complaints(check_exits.PROVIDER_LIST, registration)))
        self.assertTrue(list(check_exits.name_complaints(check_exits.PROVIDER_LIST, 'if (isClaude(account))')))


if __name__ == "__main__":
    unittest.main()

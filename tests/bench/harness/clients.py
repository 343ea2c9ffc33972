# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""How the load generator speaks as Claude Code and as Codex, to a gateway or past it."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "e2e"))
from codex_logins import account_id, codex_auth, codex_token  # noqa: E402

MESSAGE = json.dumps({"model": "claude-sonnet-5-5", "max_tokens": 64, "stream": True,
                      "messages": [{"role": "user", "content": "hi"}]})
TURN = {"model": "gpt-5.5", "stream": True, "store": False,
        "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]}]}
UPGRADE = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
           "Sec-WebSocket-Key: c2x1aWNlLWJlbmNobWFyaw==", "OpenAI-Beta: responses_websockets=2026-02-06")


class Claude:
    """Messages over HTTP."""

    provider = "claude"
    load = {"body": MESSAGE}

    def headers(self, user_token, account):
        return (f"Authorization: Bearer {user_token or f'sim-access-{account}-1'}", "anthropic-version: 2023-06-01")

    def target(self, _through_gateway):
        return "/v1/messages"

    def login(self, name):
        """The provider's entry of the name, and what it holds, for an account's credentials file."""
        return ".credentials.json", {"claudeAiOauth": {
            "accessToken": f"sim-access-{name}-1", "refreshToken": f"sim-refresh-{name}-1",
            "expiresAt": 4_000_000_000_000, "subscriptionType": "max", "rateLimitTier": "default_claude_max_20x",
            "scopes": ["user:inference", "user:profile"]}}


class Codex:
    """Responses over HTTP."""

    provider = "codex"
    load = {"body": json.dumps(TURN)}

    def headers(self, user_token, account):
        if user_token:
            return (f"Authorization: Bearer {user_token}",)
        return (f"Authorization: Bearer {codex_token(account)}", f"ChatGPT-Account-Id: {account_id(account)}")

    def target(self, through_gateway):
        return "/v1/responses" if through_gateway else "/backend-api/codex/responses"

    def login(self, name):
        return "auth.json", codex_auth(name)


class CodexSocket(Codex):
    """Responses on WebSockets, one turn after another on each."""

    load = {"method": "GET", "message": json.dumps({"type": "response.create", **TURN})}

    def headers(self, user_token, account):
        return (*super().headers(user_token, account), *UPGRADE)

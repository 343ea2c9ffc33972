# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Codex's made-up logins: the tokens of src/simulator/codex_token.h, and auth.json."""

import base64
import datetime
import hashlib
import json
import time
import uuid

LIFE = 10 * 24 * 3600


def account_id(name):
    """The simulator's ChatGPT-Account-Id of an account."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"account {name}".encode()).digest()[:16]))


def _encoded(document):
    return base64.urlsafe_b64encode(json.dumps(document, separators=(",", ":")).encode()).rstrip(b"=").decode()


def codex_token(name, generation=1, expires_in=LIFE):
    claims = {"iss": "simulator", "exp": int(time.time() + expires_in), "email": f"{name}@example.com",
              "sim_account": name, "sim_generation": generation,
              "https://api.openai.com/auth": {"chatgpt_account_id": account_id(name), "chatgpt_plan_type": "plus",
                                              "chatgpt_user_id": f"user-{name}"}}
    return ".".join((_encoded({"alg": "none", "typ": "JWT"}), _encoded(claims), "simulated"))


def generation_of(token):
    """How often the token of an auth.json was renewed, counted from 1."""
    claims = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sim_generation"]


def codex_auth(name, generation=1, expires_in=LIFE):
    """What Codex keeps in auth.json for the simulator's account `name`, with members nobody knows."""
    token = codex_token(name, generation, expires_in)
    return {"auth_mode": "chatgpt", "OPENAI_API_KEY": None,
            "tokens": {"id_token": token, "access_token": token, "refresh_token": f"sim-refresh-{name}-{generation}",
                       "account_id": account_id(name), "unknownMember": "kept"},
            "last_refresh": datetime.datetime.now(datetime.timezone.utc).isoformat(), "unknown": {"kept": True}}


def codex_secrets(name):
    """What no log may hold: refresh tokens, and what all access tokens of this simulator end with."""
    return [f"sim-refresh-{name}-1", f"sim-refresh-{name}-2", ".simulated"]

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The providers' sign-in, as far as their CLIs need it: a proxy that answers for the providers' own hosts.

The CLIs trust an authority that is made for the test, so they run as people have them, down to TLS.
"""

import http.server
import json
import ssl
import subprocess
import threading
import urllib.parse

from codex_logins import codex_token

HOSTS = ("platform.claude.com", "api.anthropic.com", "auth.openai.com")
ACCOUNT, ORGANIZATION = "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-8999-000000000000"

CLAUDE_TOKENS = {"token_type": "Bearer", "access_token": "fake-access-token", "refresh_token": "fake-refresh-token",
                 "expires_in": 28800, "scope": "user:inference user:profile",
                 "account": {"uuid": ACCOUNT, "email_address": "user@example.com"},
                 "organization": {"uuid": ORGANIZATION, "name": "Example"}}
CLAUDE_PROFILE = {"account": {"uuid": ACCOUNT, "email": "user@example.com", "display_name": "User",
                              "has_claude_max": True},
                  "organization": {"uuid": ORGANIZATION, "organization_type": "claude_max",
                                   "rate_limit_tier": "default_claude_max_20x"}}


def openssl(directory, *arguments):
    subprocess.run(["openssl", *arguments], cwd=directory, check=True, capture_output=True)


def make_certificates(directory):
    """An authority in ca.pem, and a certificate of it for all the hosts in host.pem and host.key."""
    key = ("-newkey", "rsa:2048", "-nodes", "-days", "2")
    openssl(directory, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test authority")
    openssl(directory, "req", *key[:3], "-keyout", "host.key", "-out", "host.csr", "-subj", "/CN=" + HOSTS[0])
    (directory / "host.ext").write_text("subjectAltName=" + ",".join(f"DNS:{host}" for host in HOSTS), encoding="ascii")
    openssl(directory, "x509", "-req", "-in", "host.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "host.ext", "-out", "host.pem")


class LoginServers:
    """Listens on loopback; keeps what was asked for."""

    def __init__(self, directory):
        make_certificates(directory)
        self.authority = directory / "ca.pem"
        self.requests = []  # (host, path, form or JSON)
        self.refuses = False
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(directory / "host.pem", directory / "host.key")
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._proxy(context))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def environment(self):
        """What leads a CLI here."""
        return {"HTTPS_PROXY": f"http://127.0.0.1:{self._server.server_port}",
                "NODE_EXTRA_CA_CERTS": str(self.authority), "SSL_CERT_FILE": str(self.authority)}

    def asked(self, path):
        return [body for _, asked_path, body in self.requests if asked_path == path]

    def answer(self, host, path):
        """Status and document."""
        if self.refuses:
            return 400, {"error": "invalid_grant", "error_description": "the code is not valid"}
        if host == "auth.openai.com":
            return self._codex(path)
        return {"/v1/oauth/token": (200, CLAUDE_TOKENS), "/api/oauth/profile": (200, CLAUDE_PROFILE),
                "/api/oauth/claude_cli/roles": (200, {"organization_role": "admin"})}.get(path, (404, {}))

    @staticmethod
    def _codex(path):
        token = codex_token("a")
        return {"/api/accounts/deviceauth/usercode": (200, {"device_auth_id": "fake-device", "user_code": "ABCD-EFGH",
                                                            "interval": "1"}),
                "/api/accounts/deviceauth/token": (200, {"authorization_code": "fake-code", "code_challenge": "fake",
                                                         "code_verifier": "fake"}),
                "/oauth/token": (200, {"id_token": token, "access_token": token,
                                       "refresh_token": "fake-refresh-token"})}.get(path, (404, {}))

    def _proxy(self, context):
        servers = self

        class Host(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = self.path.split("?")[0]
                host = self.server_host
                as_json = body and "json" in self.headers.get("Content-Type", "")
                servers.requests.append((host, path, json.loads(body) if as_json
                                         else dict(urllib.parse.parse_qsl(body.decode()))))
                status, document = servers.answer(host, path)
                text = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = serve

            def log_message(self, *_):
                pass

        class Proxy(http.server.BaseHTTPRequestHandler):
            def do_CONNECT(self):
                host = self.path.rpartition(":")[0]
                if host not in HOSTS:
                    self.send_error(502)
                    return
                self.send_response(200)
                self.end_headers()
                self.close_connection = True
                try:
                    with context.wrap_socket(self.connection, server_side=True) as inner:
                        type("OfHost", (Host,), {"server_host": host})(inner, self.client_address, self.server)
                except OSError:
                    pass  # the CLI went away

            def log_message(self, *_):
                pass

        return Proxy

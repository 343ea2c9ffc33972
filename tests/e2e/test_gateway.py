# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The gateway as bytes on a socket and as a process: what the documents and the command line promise."""

import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import unittest

from harness import (PATIENCE, PROGRAMS, USER_TOKEN, Case, Gateway, Program, end, raw, self_signed, sluice_environment, until,
                     write_private)

BODY = json.dumps({"model": "claude-opus-5-5", "max_tokens": 16, "stream": True,
                   "messages": [{"role": "user", "content": "say hi"}]}).encode()


def message(*fields, token=USER_TOKEN, host="127.0.0.1", body=BODY, length=None):
    """A message request as Claude Code sends it, with further header lines."""
    lines = ["POST /v1/messages?beta=true HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {token}",
             "Content-Type: application/json", "anthropic-version: 2023-06-01", *fields]
    if length is None:
        lines.append(f"Content-Length: {len(body)}")
    elif length:
        lines.append(length)
    return "\r\n".join([*lines, "", ""]).encode() + body


def get(target, *fields, method="GET", host="127.0.0.1"):
    return "\r\n".join([f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *fields, "", ""]).encode()


class Doors(Case):
    """Who gets in."""

    def setUp(self):
        super().setUp()
        self.start_gateway()

    def status(self, request):
        return raw(self.gateway.port, request).status

    def test_the_health_endpoint_needs_no_token_and_says_nothing_else(self):
        answer = raw(self.gateway.port, get("/sluice/v1/health"))
        self.assertEqual((answer.status, json.loads(answer.body)), (200, {"status": "ok"}))

    def test_a_foreign_host_is_misdirected_on_every_path(self):
        for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example",
                     "127.0.0.1:65536", "localhost:"):
            for request in (get("/sluice/v1/health", host=host), get("/", method="HEAD", host=host),
                            message("Connection: close", host=host)):
                with self.subTest(request=request[:60]):
                    self.assertEqual(self.status(request), 421)

    def test_localhost_and_the_own_address_are_no_foreign_hosts(self):
        for host in ("localhost", f"localhost:{self.gateway.port}", f"127.0.0.1:{self.gateway.port}", "localhost."):
            with self.subTest(host=host):
                self.assertEqual(self.status(get("/sluice/v1/health", host=host)), 200)

    def test_on_all_addresses_the_one_that_was_reached_is_no_foreign_host(self):
        self.gateway.stop()
        self.config["gateway"] |= {"listen": "0.0.0.0", "allow_plain_http": True}
        port = self.start_gateway().port
        # Of no interface's list, as one that comes up later: all of 127.0.0.0/8 leads here.
        for host, status in ((f"127.0.0.5:{port}", 200), ("127.0.0.6", 421), ("rebound.example", 421)):
            with self.subTest(host=host):
                answer = raw(port, get("/sluice/v1/health", host=host), address="127.0.0.5")
                self.assertEqual(answer.status, status)

    def test_a_web_page_of_an_allowed_origin_is_served_and_told_so(self):
        self.gateway.stop()
        self.config["gateway"]["allowed_origins"] = ["https://page.example"]
        self.start_gateway()
        origin = "Origin: https://page.example"
        asked = raw(self.gateway.port, get("/v1/messages", origin, "Access-Control-Request-Method: POST",
                                           "Access-Control-Request-Headers: authorization, content-type",
                                           method="OPTIONS"))
        self.assertEqual(asked.status, 204, asked.received)
        self.assertIn("POST", asked.fields["access-control-allow-methods"])
        self.assertEqual(asked.fields["access-control-allow-headers"], "authorization, content-type")
        answer = raw(self.gateway.port, message("Connection: close", origin))
        wrong = raw(self.gateway.port, message("Connection: close", origin, token="fake-wrong-token"))
        self.assertEqual((answer.status, wrong.status), (200, 401))
        for each in (asked, answer, wrong):
            self.assertEqual(each.fields["access-control-allow-origin"], "https://page.example")
            self.assertEqual(each.fields["vary"], "Origin")
        plain = raw(self.gateway.port, message("Connection: close"))
        self.assertNotIn("access-control-allow-origin", plain.fields)

    def test_a_web_page_is_refused_on_every_path_and_gets_no_cors_field(self):
        for field in ("Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"):
            for request in (get("/sluice/v1/health", field), message("Connection: close", field),
                            get("/v1/messages", field, "Access-Control-Request-Method: POST", method="OPTIONS")):
                with self.subTest(field=field, request=request[:40]):
                    answer = raw(self.gateway.port, request)
                    self.assertEqual(answer.status, 403)
                    self.assertFalse([name for name in answer.fields if name.startswith("access-control-")])

    def test_a_wrong_token_is_refused_for_good_in_the_shape_of_the_provider(self):
        self.secrets.append("fake-wrong-token")
        for request in (message("Connection: close", token="fake-wrong-token"),
                        message("Connection: close", token=USER_TOKEN + "x"),
                        message("Connection: close", token="")):
            answer = raw(self.gateway.port, request)
            self.assertEqual(answer.status, 401)
            self.assertEqual(answer.fields.get("x-should-retry"), "false")
            self.assertEqual(json.loads(answer.body)["error"]["type"], "authentication_error")
        self.assertEqual(self.simulator.messages(), [])

    def test_the_token_may_come_as_an_api_key_and_never_goes_upstream(self):
        request = message("Connection: close", f"x-api-key: {USER_TOKEN}").replace(
            f"Authorization: Bearer {USER_TOKEN}\r\n".encode(), b"")
        self.assertEqual(self.status(request), 200)
        self.assertNotIn(USER_TOKEN, str(self.simulator.messages()))

    def test_probes_are_answered_without_a_token(self):
        for target in ("/", "/api/hello", "/v1/messages", "/v1/responses", "/other"):
            with self.subTest(target=target):
                answer = raw(self.gateway.port, get(target, method="HEAD"))
                self.assertIn(answer.status, (200, 404))
                self.assertEqual(answer.body, b"")

    def test_trace_and_connect_are_refused_on_every_path_and_never_forwarded(self):
        token = f"Authorization: Bearer {USER_TOKEN}"
        for method, target in (("TRACE", "/v1/messages"), ("TRACE", "/v1/responses"), ("TRACE", "/sluice/v1/health"),
                               ("TRACE", "/nothing/here"), ("CONNECT", "127.0.0.1:443")):
            with self.subTest(method=method, target=target):
                answer = raw(self.gateway.port, get(target, token, method=method))
                self.assertEqual(answer.status, 405)
                self.assertTrue(json.loads(answer.body)["error"]["message"])
                self.assertIn("allow", answer.fields)
        self.assertFalse({"TRACE", "CONNECT"} & {seen["method"] for seen in self.simulator.report()["requests"]})

    def test_a_whole_url_is_a_target_too_and_goes_upstream_as_a_path(self):
        port = self.gateway.port
        host = f"127.0.0.1:{port}"
        self.assertEqual(self.status(get(f"http://{host}/sluice/v1/health", host=host)), 200)
        request = message("Connection: close", host=host).replace(b"POST /", f"POST http://{host}/".encode())
        self.assertEqual(self.status(request), 200)
        self.assertEqual([seen["target"] for seen in self.simulator.messages()], ["/v1/messages?beta=true"])

    def test_a_whole_url_of_a_foreign_host_is_misdirected(self):
        self.assertEqual(self.status(get("http://evil.example/sluice/v1/health", host="evil.example")), 421)

    def test_an_unknown_path_is_not_found_with_and_without_a_token(self):
        for fields in ((f"Authorization: Bearer {USER_TOKEN}",), ()):
            answer = raw(self.gateway.port, get("/nothing/here", *fields))
            self.assertEqual(answer.status, 404)
            self.assertTrue(json.loads(answer.body)["error"]["message"])


class Smuggling(Case):
    """Shapes that two parsers could read differently: each is refused, and nothing of it goes upstream."""

    HEADS = {
        "Content-Length twice, equal": "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length twice, different": "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length as a list": "Content-Length: 3, 3",
        "Content-Length with a sign": "Content-Length: +3",
        "Content-Length in hex": "Content-Length: 0x3",
        "Content-Length that overflows": "Content-Length: 99999999999999999999999",
        "Content-Length without a value": "Content-Length:",
        "both lengths": "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "both lengths, the other way round": "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "an unknown coding": "Transfer-Encoding: xchunked",
        "chunked, but not last": "Transfer-Encoding: chunked, identity",
        "a coding before chunked": "Transfer-Encoding: gzip, chunked",
        "chunked twice": "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "a folded line": "X-Folded: a\r\n b\r\nContent-Length: 3",
        "a space before the colon": "Content-Length : 3",
        "a line without a colon": "Content-Length: 3\r\nnonsense",
        "an empty name": ": value\r\nContent-Length: 3",
        "a NUL in a value": "X-Value: a\0b\r\nContent-Length: 3",
        "a bare CR in a value": "X-Value: a\rb\r\nContent-Length: 3",
        "two hosts": "Host: 127.0.0.1\r\nContent-Length: 3",
    }
    REQUESTS = {
        "no host": b"GET /sluice/v1/health HTTP/1.1\r\n\r\n",
        "two spaces in the request line": b"GET  /sluice/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "bare line feeds": b"GET /sluice/v1/health HTTP/1.1\nHost: localhost\n\n",
        "chunked on HTTP/1.0": b"POST /v1/messages HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
        "no version": b"GET /sluice/v1/health\r\nHost: localhost\r\n\r\n",
        "two empty lines before it": b"\r\n\r\n" + get("/sluice/v1/health"),
        "a bare line feed before it": b"\n" + get("/sluice/v1/health"),
        "a target of another host": get("http://evil.example/sluice/v1/health"),
        "a target with a user": get("http://evil.example@127.0.0.1/sluice/v1/health"),
        "a target of another scheme": get("ftp://127.0.0.1/sluice/v1/health"),
        "a target that is no path": get("sluice/v1/health"),
        "the server itself as a target": get("*"),
    }

    def setUp(self):
        super().setUp()
        self.start_gateway()

    def test_each_shape_is_a_bad_request_and_closes_the_connection(self):
        requests = dict(self.REQUESTS)
        requests |= {name: message(length=lines, body=b"abc") for name, lines in self.HEADS.items()}
        for name, request in requests.items():
            with self.subTest(shape=name):
                answer = raw(self.gateway.port, request + get("/sluice/v1/health"))
                self.assertEqual(answer.status, 400)
                self.assertEqual(answer.received.count(b"HTTP/1.1 "), 1)
                self.assertTrue(answer.closed)
        self.assertEqual(self.simulator.messages(), [])

    def test_bad_chunks_are_refused(self):
        for chunk in (b"+3\r\nabc\r\n0\r\n\r\n", b"0x3\r\nabc\r\n0\r\n\r\n", b"3\r\nabcd\r\n0\r\n\r\n",
                      b"fffffffffffffffff\r\nabc\r\n0\r\n\r\n"):
            with self.subTest(chunk=chunk):
                answer = raw(self.gateway.port, message(length="Transfer-Encoding: chunked", body=chunk))
                self.assertEqual(answer.status, 400)
                self.assertTrue(answer.closed)
        self.assertEqual(self.simulator.messages(), [])

    def test_one_empty_line_before_a_request_is_skipped(self):
        answer = raw(self.gateway.port, b"\r\n" + message() + b"\r\n" + get("/sluice/v1/health"))
        self.assertEqual(answer.received.count(b"HTTP/1.1 200"), 2)

    def test_two_requests_in_one_packet_are_two_requests(self):
        both = message() + message("Connection: close")
        self.assertEqual(raw(self.gateway.port, both).received.count(b"HTTP/1.1 200"), 2)


class Limits(Case):
    def test_a_body_over_the_limit_is_too_large(self):
        self.config["gateway"]["max_body_mib"] = 1
        self.start_gateway()
        answer = raw(self.gateway.port, message(length=f"Content-Length: {2 << 20}", body=b""))
        self.assertEqual(answer.status, 413)
        self.assertEqual(self.simulator.messages(), [])

    def test_a_chunked_body_over_the_limit_is_too_large(self):
        self.config["gateway"]["max_body_mib"] = 1
        self.start_gateway()
        body = b"80000\r\n" + b"x" * 0x80000 + b"\r\n"
        answer = raw(self.gateway.port, message(length="Transfer-Encoding: chunked", body=body * 3))
        self.assertEqual(answer.status, 413)
        self.assertEqual(self.simulator.messages(), [])

    def test_a_head_over_64_kib_is_too_large(self):
        self.start_gateway()
        answer = raw(self.gateway.port, get("/sluice/v1/health", "X-Long: " + "x" * 70000))
        self.assertEqual(answer.status, 431)


class Streams(Case):
    accounts = ("a",)

    def test_a_stream_that_breaks_upstream_never_ends_cleanly(self):
        self.start_gateway()
        self.simulator.script("drop-mid-stream")
        answer = raw(self.gateway.port, message("Connection: close"))
        self.assertEqual(answer.status, 200)
        self.assertIn(b"message_start", answer.body)
        self.assertNotIn(b"message_stop", answer.body)
        self.assertFalse(answer.body.endswith(b"0\r\n\r\n"))
        self.assertTrue(answer.closed)

    def test_a_client_that_leaves_ends_the_request_upstream(self):
        self.start_gateway()
        self.simulator.script("hang")
        with socket.create_connection(("127.0.0.1", self.gateway.port)) as connection:
            connection.sendall(message())
            self.wait_for_open_streams(1)
        self.wait_for_open_streams(0)

    def wait_for_open_streams(self, wanted):
        until(lambda: self.simulator.report()["open_streams"] == wanted)

    def test_limits_that_a_client_sees_name_no_account(self):
        self.start_gateway()
        self.simulator.account("a", five_hour=0.37)
        answer = raw(self.gateway.port, message("Connection: close"))
        self.assertEqual(answer.status, 200)
        self.assertNotIn("anthropic-organization-id", answer.fields)
        self.assertNotIn(b"sim-", answer.received.partition(b"\r\n\r\n")[0])

    def test_a_redirect_is_not_followed(self):
        self.start_gateway()
        self.simulator.script("redirect")
        answer = raw(self.gateway.port, message("Connection: close"))
        self.assertEqual(answer.status, 307)
        self.assertNotIn("location", answer.fields)  # the client would follow it with its token
        self.assertEqual(len(self.simulator.messages()), 1)


class Process(Case):
    """The gateway as a program."""

    def test_it_is_ready_before_it_needs_tls(self):
        """To load OpenSSL takes longer than all else that a start does; one of Qt's certificates is enough for it."""
        gateway = self.start_gateway()
        self.assertNotIn("libssl", pathlib.Path(f"/proc/{gateway.process.pid}/maps").read_text())

    def test_it_says_once_where_it_listens(self):
        gateway = self.start_gateway()
        self.assertEqual(gateway.ready, {"event": "listening", "host": "127.0.0.1", "port": gateway.port,
                                         "pid": gateway.process.pid})
        raw(gateway.port, message("Connection: close"))
        self.assertEqual(gateway.stop(), 0)
        self.assertEqual(len(gateway.stdout_lines), 1)

    def test_log_lines_have_one_form(self):
        gateway = self.start_gateway()
        raw(gateway.port, message("Connection: close"))
        gateway.stop()
        lines = gateway.log_text().splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \w+ \S+ ")

    def test_json_log_lines_are_json(self):
        gateway = self.start_gateway("--log-format", "json")
        raw(gateway.port, message("Connection: close"))
        gateway.stop()
        lines = gateway.log_text().splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertIsInstance(json.loads(line), dict)

    @unittest.skipUnless(sys.platform == "linux", "looks at descriptors in /proc")
    def test_without_standard_descriptors_it_serves_and_its_log_goes_nowhere(self):
        write_private(self.config_file, self.config)
        gateway = subprocess.Popen(["sh", "-c", 'exec "$0" serve --verbose <&- >&- 2>&-', PROGRAMS / "sluice"],
                                   env=sluice_environment(self.home, self.directory))
        self.addCleanup(end, gateway)

        def told():
            answer = self.sluice("status", "--json")
            return json.loads(answer.stdout)["gateway"] if answer.code == 0 else {"state": "none"}

        until(lambda: gateway.poll() is not None or told()["state"] == "listening")
        self.assertIsNone(gateway.poll())
        for number in range(3):
            self.assertEqual(os.readlink(f"/proc/{gateway.pid}/fd/{number}"), "/dev/null")
        self.assertEqual(raw(told()["port"], message("Connection: close")).status, 200)
        gateway.terminate()
        self.assertEqual(gateway.wait(15), 0)

    def test_a_wrong_configuration_is_exit_code_4_and_names_the_place(self):
        for document, place in (({"gateway": {"port": "many"}}, "gateway.port"),
                                ({"accounts": [{"id": "a", "provider": "claude", "limit_5h": 400}]}, "limit_5h"),
                                ({"providers": {"claude": {"api_url": "http://example.com"}}}, "api_url")):
            with self.subTest(place=place):
                write_private(self.config_file, document)
                answer = self.sluice("serve")
                self.assertEqual(answer.code, 4, answer)
                self.assertIn("config.json", answer.stderr)
                self.assertIn(place, answer.stderr)

    def test_a_token_that_cannot_be_had_is_exit_code_4_and_names_the_place(self):
        empty, shared = self.directory / "empty", self.directory / "shared"
        empty.touch(0o600)
        shared.write_text("fake-token-that-others-can-read")
        shared.chmod(0o644)
        self.secrets.append("fake-token-that-others-can-read")
        for token, words in (({"env": "SLUICE_TEST_UNSET"}, "SLUICE_TEST_UNSET is not set"),
                             ({"file": "~/missing"}, "missing does not exist"), ({"file": "~/empty"}, "is empty"),
                             ({"file": "~/shared"}, "chmod 600"), (None, "is missing")):
            with self.subTest(token=token):
                user = {"name": "second"} | ({"token": token} if token else {})
                write_private(self.config_file, self.config | {"users": self.config["users"] + [user]})
                answer = self.sluice("serve")
                self.assertEqual(answer.code, 4, answer)
                self.assertIn(f"{self.config_file}: users[1].token: ", answer.stderr)
                self.assertIn(words, answer.stderr)

    def test_a_file_that_is_not_there_or_not_what_it_should_be_is_exit_code_4(self):
        for name in ("one", "two"):
            self_signed(self.directory, name)
        for document, place in (
                ({"gateway": {"port": 0, "tls": {"certificate": "~/one.pem", "key": "~/two.key"}}},
                 f"gateway.tls.key: {self.directory}/two.key is not the key of the certificate in"),
                ({"gateway": {"port": 0, "tls": {"certificate": "~/none.pem", "key": "~/one.key"}}},
                 f"gateway.tls.certificate: {self.directory}/none.pem does not exist"),
                ({"providers": {"claude": {"ca_file": "~/none.pem"}}},
                 f"providers.claude.ca_file: {self.directory}/none.pem does not exist"),
                ({"providers": {"claude": {"user_agent": "a\r\nb"}}}, "providers.claude.user_agent: ")):
            with self.subTest(place=place):
                write_private(self.config_file, self.config | document)
                answer = self.sluice("serve")
                self.assertEqual(answer.code, 4, answer)
                self.assertIn(f"{self.config_file}: {place}", answer.stderr)

    def test_a_configuration_that_is_no_json_is_exit_code_4(self):
        self.config_file.write_text('{"gateway": ')
        self.config_file.chmod(0o600)
        self.assertEqual(self.sluice("serve").code, 4)

    def test_a_taken_port_is_exit_code_5_and_names_the_address(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = "127.0.0.1:%d" % taken.getsockname()[1]
            write_private(self.config_file, self.config)
            answer = self.sluice("serve", "--listen", address)
        self.assertEqual(answer.code, 5, answer)
        self.assertIn(f"{address} is in use by ", answer.stderr)
        self.assertIn(f"(pid {os.getpid()})", answer.stderr)

    def test_a_second_one_on_the_same_port_is_exit_code_5_and_the_first_goes_on(self):
        gateway = self.start_gateway()
        address = f"127.0.0.1:{gateway.port}"
        self.home = self.directory / "second-home"
        self.home.mkdir(mode=0o700)
        write_private(self.home / "config.json", self.config)
        answer = self.sluice("serve", "--listen", address)
        self.assertEqual(answer.code, 5, answer)
        self.assertIn(address, answer.stderr)
        self.assertEqual(raw(gateway.port, message("Connection: close")).status, 200)

    def test_a_second_one_over_the_same_home_is_exit_code_5(self):
        gateway = self.start_gateway()
        answer = self.sluice("serve")
        self.assertEqual(answer.code, 5, answer)
        self.assertEqual(raw(gateway.port, message("Connection: close")).status, 200)

    def test_wrong_usage_is_exit_code_2(self):
        self.assertEqual(self.sluice("nonsense").code, 2)
        self.assertEqual(self.sluice("serve", "--nonsense").code, 2)

    def test_an_address_that_is_none_is_wrong_usage(self):
        for address in ("127.0.0.1", ":0", "127.0.0.1:99999", "gateway.example:80", ""):
            with self.subTest(address=address):
                answer = self.sluice("serve", "--listen", address)
                self.assertEqual(answer.code, 2, answer)
                self.assertIn("--listen: ", answer.stderr)

    def test_localhost_is_the_one_of_ipv6_where_there_is_no_other(self):
        alone = ("unshare", "--map-root-user", "--net", "sh", "-c",
                 'ip link set lo up && ip address del 127.0.0.1/8 dev lo && exec "$@"', "sh")
        if not shutil.which("unshare") or subprocess.run((*alone, "true"), capture_output=True, check=False).returncode:
            self.skipTest("no network of its own can be had here")
        write_private(self.config_file, self.config)
        gateway = Program([*alone, PROGRAMS / "sluice", "serve", "--listen", "localhost:0"],
                          sluice_environment(self.home, self.directory), self.directory / "gateway.log")
        self.assertEqual(gateway.stop(), 0)
        self.assertEqual(gateway.ready["host"], "::1")

    def test_a_named_configuration_that_is_missing_is_exit_code_4_and_is_not_made(self):
        missing = self.directory / "mistyped" / "x.json"
        answer = self.sluice("serve", "--config", str(missing))
        self.assertEqual(answer.code, 4, answer)
        self.assertIn(str(missing), answer.stderr)
        self.assertFalse(missing.parent.exists())

    def test_a_named_configuration_is_never_passed_over(self):
        write_private(self.config_file, self.config)
        for arguments, words in ((("--config", ""), "--config: the name of the file is empty"),
                                 (("--config=",), "--config: the name of the file is empty"),
                                 (("--demo", "--config", str(self.config_file)), "--config and --demo cannot go together")):
            with self.subTest(arguments):
                answer = self.sluice("serve", *arguments)
                self.assertEqual((answer.code, answer.stdout), (4, ""), answer)
                self.assertIn(words, answer.stderr)

    def test_version_and_help(self):
        self.assertRegex(self.sluice("--version").stdout, r"\d+\.\d+\.\d+")
        for arguments in ((), ("--help",), ("serve", "--help")):
            answer = self.sluice(*arguments)
            self.assertEqual(answer.code, 0, answer)
            self.assertIn("sluice", answer.stdout)

    def test_status_without_a_running_instance_is_exit_code_3(self):
        write_private(self.config_file, self.config)
        self.assertEqual(self.sluice("status").code, 3)

    def test_status_shows_the_accounts_and_no_secret(self):
        self.start_gateway()
        answer = self.sluice("status", "--json")
        self.assertEqual(answer.code, 0, answer)
        self.assertEqual([account["id"] for account in json.loads(answer.stdout)["accounts"]], ["a", "b"])

    def test_an_empty_configuration_is_valid_and_gets_one_user(self):
        write_private(self.config_file, {})
        self.config = {}
        self.start_gateway("--listen", "127.0.0.1:0")
        saved = json.loads(self.config_file.read_text())
        self.assertEqual([user["name"] for user in saved["users"]], ["local"])
        self.assertEqual(stat.S_IMODE(self.config_file.stat().st_mode), 0o600)

    def test_a_configuration_without_a_byte_is_an_accident_and_exit_code_4(self):
        self.config_file.touch(mode=0o600)
        for command in (("serve",), ("users", "list"), ("doctor",)):
            answer = self.sluice(*command)
            self.assertEqual(answer.code, 4, answer)
            self.assertIn(f"{self.config_file}: is empty; put back what it said, or remove the file", answer.stdout + answer.stderr)
        self.assertEqual(self.config_file.read_bytes(), b"")

    def test_a_configuration_made_by_hand_with_the_usual_mode_starts_and_becomes_private(self):
        self.config_file.write_text("{}\n")
        self.config_file.chmod(0o644)
        self.assertEqual(self.sluice("users", "list").code, 0)
        self.gateway = Gateway(self.home, self.directory, "--listen", "127.0.0.1:0")
        self.addCleanup(self._check_gateway, self.gateway)
        (user,) = json.loads(self.config_file.read_text())["users"]
        self.assertEqual(user["name"], "local")
        self.assertEqual(stat.S_IMODE(self.config_file.stat().st_mode), 0o600)
        self.secrets.append(user["token"])
        self.assertEqual(raw(self.gateway.port, get("/sluice/v1/status", f"x-api-key: {user['token']}")).status, 200)

    def test_a_token_in_a_configuration_that_others_can_read_is_exit_code_4(self):
        write_private(self.config_file, self.config)
        self.config_file.chmod(0o644)
        for arguments in (("serve",), ("users", "add", "bob"), ("setup", "codex", "--print"), ("doctor",)):
            with self.subTest(arguments=arguments):
                answer = self.sluice(*arguments)
                self.assertEqual(answer.code, 4, answer)
                self.assertIn("users[0].token", str(answer))

    def test_a_configuration_that_cannot_be_read_is_exit_code_4(self):
        self.config_file.mkdir()
        for arguments in (("serve",), ("serve", "--config", str(self.directory)), ("users", "list"), ("doctor",),
                          ("accounts", "list"), ("accounts", "enable", "a"), ("setup", "codex", "--print")):
            with self.subTest(arguments=arguments):
                answer = self.sluice(*arguments)
                self.assertEqual(answer.code, 4, answer)
                self.assertIn(str(self.directory), str(answer))

    def test_sigterm_lets_a_running_request_finish(self):
        gateway = self.start_gateway()
        self.simulator.script("slow-body")
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=PATIENCE) as connection:
            connection.sendall(message("Connection: close"))
            received = connection.recv(65536)
            gateway.send_signal(signal.SIGTERM)
            self.wait_until_refused(gateway.port)
            while piece := connection.recv(65536):
                received += piece
        self.assertIn(b"message_stop", received)
        self.assertTrue(received.endswith(b"0\r\n\r\n"))
        self.assertEqual(gateway.wait(), 0)

    def wait_until_refused(self, port):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except ConnectionRefusedError:
                return
            except ConnectionResetError:
                pass  # the listener closed in the middle of the handshake
            time.sleep(0.05)
        self.fail("the gateway still accepts connections after SIGTERM")

    def test_sigterm_gives_up_on_a_hanging_request_after_the_drain_time(self):
        self.config["gateway"]["drain_seconds"] = 1
        gateway = self.start_gateway()
        self.simulator.script("hang")
        with socket.create_connection(("127.0.0.1", gateway.port)) as connection:
            connection.sendall(message())
            until(lambda: self.simulator.report()["open_streams"] == 1)
            started = time.monotonic()
            self.assertEqual(gateway.stop(), 0)
            seconds = time.monotonic() - started
            self.assertGreater(seconds, 0.9)  # it was waited for
            self.assertLess(seconds, 20)  # of the 30 s that it has by default

    def test_sighup_reads_the_configuration_again(self):
        gateway = self.start_gateway()
        self.secrets.append("fake-second-token")
        self.config["users"] = [{"name": "second", "token": "fake-second-token"}]
        self.write_config()
        gateway.send_signal(signal.SIGHUP)
        until(lambda: raw(gateway.port, message("Connection: close", token="fake-second-token")).status == 200)
        self.assertEqual(raw(gateway.port, message("Connection: close")).status, 401)

    def test_a_token_may_stand_in_a_file_of_its_own(self):
        (self.directory / "token").write_text("fake-token-in-a-file\n")
        (self.directory / "token").chmod(0o600)
        self.secrets.append("fake-token-in-a-file")
        self.config["users"] = [{"name": "local", "token": {"file": "~/token"}}]
        self.start_gateway()
        self.assertEqual(raw(self.gateway.port, message("Connection: close", token="fake-token-in-a-file")).status, 200)

    def test_sighup_with_a_wrong_configuration_keeps_the_old_one(self):
        gateway = self.start_gateway()
        self.until_owners_are_noted()
        write_private(self.config_file, {"gateway": {"port": "many"}})
        gateway.send_signal(signal.SIGHUP)
        until(lambda: "the configuration was not taken over" in gateway.log_text())
        self.assertEqual(raw(gateway.port, message("Connection: close")).status, 200)

    def test_sighup_without_a_configuration_keeps_the_old_one_and_warns(self):
        gateway = self.start_gateway()
        self.until_owners_are_noted()
        for spoil, words in ((lambda: self.config_file.write_text("\n"), "is empty"),
                             (self.config_file.unlink, "does not exist any more")):
            spoil()
            gateway.send_signal(signal.SIGHUP)
            until(lambda words=words: words in gateway.log_text())
            self.assertEqual(raw(gateway.port, message("Connection: close")).status, 200)
        self.assertFalse(self.config_file.exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)

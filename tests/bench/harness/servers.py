# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Starts the programs that are compared and what stands behind them."""
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

PROXIES = ("direct", "nginx", "haproxy", "sluice")
PROXY_CORE, LOAD_CORE = "0", "1"
USER_TOKEN = "bench-user-token-0123456789abcdef"


class Tools:
    def __init__(self, binaries, load):
        self.simulator = binaries / "sluice-simulator"
        self.sluice = binaries / "sluice"
        self.load = load

    def offers(self, proxy):
        if proxy == "sluice":
            return self.sluice.exists()
        return proxy == "direct" or shutil.which(proxy) is not None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, process, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on port {port}")


@contextlib.contextmanager
def started(command, core, log, **options):
    """A program pinned to a core, ended on the way out."""
    with open(log, "wb") as errors:
        process = subprocess.Popen(["taskset", "-c", core, *map(str, command)], stderr=errors, **options)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def announced_port(process):
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{process.args} ended before it listened")
    return json.loads(line)["port"]


def post(port, path, body):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@contextlib.contextmanager
def simulator(tools, folder, accounts):
    command = [tools.simulator, "--no-record"]
    with started(command, LOAD_CORE, folder / "simulator.log", stdout=subprocess.PIPE) as process:
        port = announced_port(process)
        for name in accounts:
            post(port, f"/sim/account/{name}", {"five_hour_per_request": 0, "seven_day_per_request": 0})
        yield port


@contextlib.contextmanager
def static_upstream(folder):
    """A static nginx: the same 200 bytes of JSON for every request."""
    port = free_port()
    body = json.dumps({"type": "message", "content": [{"type": "text", "text": "x" * 138}]})
    config = nginx_config(folder, f"""
        default_type application/json;
        server {{ listen 127.0.0.1:{port}; location / {{ return 200 '{body}'; }} }}""")
    with started(["nginx", "-c", config], LOAD_CORE, folder / "upstream.log") as process:
        wait_for_port(port, process)
        yield port


def nginx_config(folder, http):
    place = Path(tempfile.mkdtemp(dir=folder))
    path = place / "nginx.conf"
    temporary = "\n".join(f"{kind}_temp_path {place}/{kind};" for kind in
                          ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    path.write_text(f"""
        daemon off; worker_processes 1; pid {place}/pid; error_log {place}/error.log;
        user {os.environ.get('USER') or 'root'};
        events {{ worker_connections 8192; }}
        http {{ access_log off; keepalive_requests 100000000; client_max_body_size 256m; {temporary} {http} }}""")
    return path


@contextlib.contextmanager
def nginx(folder, upstream):
    port = free_port()
    config = nginx_config(folder, f"""
        upstream provider {{ server 127.0.0.1:{upstream}; keepalive 1024; keepalive_requests 100000000; }}
        map $http_upgrade $wanted {{ default upgrade; '' ''; }}
        server {{ listen 127.0.0.1:{port};
                  location / {{ proxy_pass http://provider; proxy_http_version 1.1;
                                proxy_set_header Upgrade $http_upgrade;
                                proxy_set_header Connection $wanted; proxy_buffering off;
                                proxy_request_buffering off; proxy_read_timeout 600s; }} }}""")
    with started(["nginx", "-c", config], PROXY_CORE, folder / "nginx.log") as process:
        wait_for_port(port, process)
        yield port, process.pid


@contextlib.contextmanager
def haproxy(folder, upstream):
    port = free_port()
    config = folder / "haproxy.cfg"
    config.write_text(f"""
global
    maxconn 8192
    nbthread 1
defaults
    mode http
    timeout connect 5s
    timeout client 600s
    timeout server 600s
    timeout tunnel 600s
    http-reuse always
    option http-no-delay
frontend client
    bind 127.0.0.1:{port}
    default_backend provider
backend provider
    server provider 127.0.0.1:{upstream}
""")
    with started(["haproxy", "-db", "-f", config], PROXY_CORE, folder / "haproxy.log") as process:
        wait_for_port(port, process)
        yield port, process.pid


def sluice_config(folder, upstream, names, client):
    """config.json and a credentials file for each account, in SLUICE_HOME."""
    home = folder / "sluice-home"
    home.mkdir(mode=0o700)
    accounts = []
    for name in names:
        place = home / f"{client.provider}-{name}"
        place.mkdir(mode=0o700)
        file, login = client.login(name)
        path = place / file
        path.touch(mode=0o600)
        path.write_text(json.dumps(login))
        accounts.append({"id": name, "provider": client.provider, "store": "file", "path": str(path)})
    url = f"http://127.0.0.1:{upstream}"
    config = home / "config.json"
    config.touch(mode=0o600)
    config.write_text(json.dumps({
        "gateway": {"port": 0, "max_connections": 8192},
        "providers": {"claude": {"api_url": url, "oauth_token_url": url + "/v1/oauth/token"},
                      "codex": {"chatgpt_url": url + "/backend-api", "api_url": url,
                                "oauth_token_url": url + "/oauth/token"}},
        "accounts": accounts,
        "users": [{"name": "bench", "token": USER_TOKEN}]}))
    return home


@contextlib.contextmanager
def sluice(tools, folder, upstream, names, client):
    home = sluice_config(folder, upstream, names, client)
    environment = {**os.environ, "SLUICE_HOME": str(home)}
    command = [tools.sluice, "serve"]
    with started(command, PROXY_CORE, folder / "sluice.log", stdout=subprocess.PIPE, env=environment) as process:
        yield announced_port(process), process.pid


@contextlib.contextmanager
def proxy_in_front(proxy, tools, folder, upstream, names, client):
    """Gives port and pid of the proxy; for `direct` the upstream's port and no pid."""
    if proxy == "direct":
        yield upstream, None
        return
    starters = {"nginx": lambda: nginx(folder, upstream), "haproxy": lambda: haproxy(folder, upstream),
                "sluice": lambda: sluice(tools, folder, upstream, names, client)}
    with starters[proxy]() as running:
        yield running

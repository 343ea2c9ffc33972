# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""What is measured: each scenario is one line of load options and the number that matters."""
import json
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from harness import clients, procfs, servers

MIB = 1024 * 1024


@dataclass
class Scenario:
    name: str
    measure: str  # key of Result.values that the table's ratio compares
    load: dict = field(default_factory=dict)
    headers: tuple = ()
    static: bool = False  # a static nginx as upstream instead of the simulator
    accounts: int = 2
    remembered: int = 0  # sessions that the gateway has seen before
    skips: tuple = ()
    client: clients.Claude | clients.Codex = clients.Claude()


@dataclass
class Result:
    scenario: str
    proxy: str
    measure: str
    values: dict = field(default_factory=dict)
    error: str = ""

    def as_dict(self):
        return asdict(self)


def all_scenarios(quick):
    seconds = 1 if quick else 8
    events = ("x-sim-events: 60",)
    paced = (f"x-sim-events: {1_000_000}", "x-sim-interval-ms: 20")
    small = ("x-sim-bytes: 200",)
    huge = (64 if quick else 512) * MIB
    timed = {"seconds": seconds}
    return [
        Scenario("small JSON, 1 connection", "requests_per_second", {**timed, "connections": 1}, static=True),
        Scenario("small JSON, 32 connections", "requests_per_second", {**timed, "connections": 32}, static=True),
        Scenario("60-event streams at full speed, 8 connections", "requests_per_second",
                 {**timed, "connections": 8}, events),
        Scenario("500 streams, an event per 20 ms", "delay_p99_us",
                 {**timed, "connections": 100 if quick else 500, "warmup": 2}, paced),
        Scenario("1 MiB bodies, 4 connections", "requests_per_second",
                 {**timed, "connections": 4, "body-bytes": MIB}, small),
        Scenario("8 MiB bodies, 4 connections", "requests_per_second",
                 {**timed, "connections": 4, "body-bytes": 8 * MIB}, small),
        Scenario("8 connections beside 1,000 idle", "requests_per_second",
                 {**timed, "connections": 8, "idle": 1000, "warmup": 2}, static=True),
        Scenario("slow reader of a large answer", "memory_growth_kib",
                 {"seconds": 3 if quick else 15, "connections": 1, "bytes-per-second": 400_000},
                 (f"x-sim-bytes: {huge}",)),
        Scenario("8 connections, 2 accounts", "requests_per_second",
                 {**timed, "connections": 8, "sessions": 8}, static=True),
        Scenario("8 connections, 100 accounts, 10,000 sessions", "requests_per_second",
                 {**timed, "connections": 8, "sessions": 10_000}, static=True, accounts=100, remembered=10_000),
        *codex_scenarios(timed, events, paced, quick),
    ]


def codex_scenarios(timed, events, paced, quick):
    streams = 100 if quick else 500
    result = []
    for client, kind in ((clients.Codex(), "Codex"), (clients.CodexSocket(), "Codex WebSocket")):
        result += [Scenario(f"{kind}: 60-event turns at full speed, 8 connections", "requests_per_second",
                            {**timed, "connections": 8}, events, client=client),
                   Scenario(f"{kind}: 500 streams, an event per 20 ms", "delay_p99_us",
                            {**timed, "connections": streams, "warmup": 2}, paced, client=client)]
    return result


def load_command(tools, port, options, headers):
    command = ["taskset", "-c", servers.LOAD_CORE, str(tools.load), "--port", str(port)]
    for header in headers:
        command += ["--header", header]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    return command


def run_load(command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=300).stdout)


class MemoryWatch:
    """The highest resident memory while something runs."""

    def __init__(self, pid):
        self.pid, self.highest, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self):
        while not self._over.wait(0.1):
            self.highest = max(self.highest, procfs.resident_kib(self.pid))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()


def measured(scenario, tools, port, pid, headers, client_options):
    command = load_command(tools, port, {**client_options, **scenario.load}, headers)
    if scenario.remembered:
        run_load(load_command(tools, port, {**client_options, "connections": 8, "sessions": scenario.remembered,
                                            "requests": scenario.remembered, "seconds": 60}, headers))
    if pid is None:
        return values_of(*with_stolen_share(command))
    time.sleep(0.5)  # workers have started by then
    before, cpu = procfs.resident_kib(pid), procfs.cpu_seconds(pid)
    with MemoryWatch(pid) as memory:
        answer, stolen = with_stolen_share(command)
    spent = procfs.cpu_seconds(pid) - cpu
    time.sleep(1)  # memory is given back when it has been quiet for a moment
    values = values_of(answer, stolen)
    values.update(memory_before_kib=before, memory_under_kib=memory.highest,
                  memory_after_kib=procfs.resident_kib(pid), memory_growth_kib=max(0, memory.highest - before),
                  cpu_us_per_request=round(spent * 1e6 / answer["all_requests"], 1) if answer["all_requests"] else None,
                  cpu_share=round(spent / (answer["seconds"] + scenario.load.get("warmup", 0.5)), 3))
    return values


def with_stolen_share(command):
    """What the load generator says, and the share of the machine that its host did not give meanwhile."""
    began, stolen = time.monotonic(), procfs.stolen_seconds()
    answer = run_load(command)
    return answer, (procfs.stolen_seconds() - stolen) / (time.monotonic() - began) / os.cpu_count()


def values_of(answer, stolen):
    latency, delay = answer["latency_us"], answer["event_delay_us"]
    return {"requests_per_second": round(answer["requests"] / answer["seconds"], 1),
            "mib_per_second": round(answer["body_bytes"] / answer["seconds"] / MIB, 1),
            "latency_p50_us": latency["p50"], "latency_p99_us": latency["p99"],
            "events_per_second": round(delay["count"] / answer["seconds"]),
            "delay_p50_us": delay["p50"], "delay_p99_us": delay["p99"],
            "stolen_share": round(stolen, 3), "errors": answer["errors"], "bad_status": answer["bad_status"]}


def run(scenario, proxy, tools):
    names = [f"bench{i}" for i in range(scenario.accounts)]
    result = Result(scenario.name, proxy, scenario.measure)
    # Only sluice puts an account's token in place of the client's.
    token = servers.USER_TOKEN if proxy == "sluice" else None
    client = scenario.client
    headers = (*client.headers(token, names[0]), *scenario.headers)
    options = {"target": client.target(proxy == "sluice"), **client.load}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        upstream = servers.static_upstream(folder) if scenario.static else servers.simulator(tools, folder, names)
        try:
            with upstream as port, servers.proxy_in_front(proxy, tools, folder, port, names, client) as (front, pid):
                result.values = measured(scenario, tools, front, pid, headers, options)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            result.error = str(error)
    return result

# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""How soon `sluice serve` is ready, and what it takes while nothing happens; fails where a goal is missed."""
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from . import clients, procfs, servers

NAME = "start and rest"
RUNS = 5
GOAL_READY_MS, GOAL_IDLE_MIB = 150, 40


@dataclass
class Start:
    ready_ms: float
    idle_mib: float

    def complaint(self):
        missed = []
        if self.ready_ms > GOAL_READY_MS:
            missed.append(f"ready after {self.ready_ms} ms, goal {GOAL_READY_MS}")
        if self.idle_mib > GOAL_IDLE_MIB:
            missed.append(f"{self.idle_mib} MiB at rest, goal {GOAL_IDLE_MIB}")
        return "; ".join(missed)

    def markdown(self):
        return (f"\n### {NAME}\n\nReady after {self.ready_ms} ms (median of {RUNS}, goal {GOAL_READY_MS}), "
                f"{self.idle_mib} MiB at rest (goal {GOAL_IDLE_MIB}). {self.complaint()}")


def start_once(tools):
    """Milliseconds from the start of the program to its ready line, and KiB some time after."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        home = servers.sluice_config(folder, servers.free_port(), ["bench0", "bench1"], clients.Claude())
        environment = {**os.environ, "SLUICE_HOME": str(home)}
        begin = time.monotonic()
        with servers.started([tools.sluice, "serve"], servers.PROXY_CORE, folder / "sluice.log",
                             stdout=subprocess.PIPE, env=environment) as process:
            servers.announced_port(process)
            ready = (time.monotonic() - begin) * 1000
            time.sleep(1)
            return ready, procfs.resident_kib(process.pid)


def measure(tools):
    runs = [start_once(tools) for _ in range(RUNS)]
    return Start(ready_ms=round(statistics.median(ready for ready, _ in runs), 1),
                 idle_mib=round(max(kib for _, kib in runs) / 1024, 1))

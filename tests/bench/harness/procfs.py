# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""What the kernel knows about a program and its children."""
import os
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")


def family(pid):
    """The process and all its descendants: nginx and HAProxy serve from a child."""
    result = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            result += family(int(child))
    return result


def cpu_seconds(pid):
    """User and system time of all threads."""
    total = 0
    for member in family(pid):
        fields = Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total * TICK


def stolen_seconds():
    """What the host of a virtual machine took from all its cores since the boot."""
    return int(Path("/proc/stat").read_text().split("\n", 1)[0].split()[8]) * TICK


def resident_kib(pid):
    total = 0
    for member in family(pid):
        for line in Path(f"/proc/{member}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total

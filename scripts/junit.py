#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Reads a JUnit file that CTest wrote: failed tests with their output to stderr, "passed failed not-run" to stdout."""

import collections
import sys
import xml.etree.ElementTree as ElementTree


def main():
    counts = collections.Counter()
    for case in ElementTree.parse(sys.argv[1]).getroot().iter("testcase"):
        status = case.get("status")
        counts[status] += 1
        if status == "fail":
            print(f"FAILED {case.get('name')}\n{(case.findtext('system-out') or '').rstrip()}", file=sys.stderr)
    print(counts["run"], counts["fail"], sum(counts.values()) - counts["run"] - counts["fail"])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Reads a JUnit file that CTest wrote: what did not pass, with its output, to stderr; "passed failed" to stdout.

A test that was skipped has failed: whoever counts has installed everything that the tests need.
"""

import sys
import xml.etree.ElementTree as ElementTree


def main():
    passed = failed = 0
    for case in ElementTree.parse(sys.argv[1]).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run":
            passed += 1
            continue
        failed += 1
        print(f"FAILED ({status}) {case.get('name')}\n{(case.findtext('system-out') or '').rstrip()}", file=sys.stderr)
    print(passed, failed)


if __name__ == "__main__":
    main()

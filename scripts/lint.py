#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""clang-tidy and clazy over every source that build/dev compiles; any finding fails.

A file that was clean is not looked at again until it, a header of ours that it includes, its flags or .clang-tidy
changes: build/lint-cache holds one empty file per clean state. Files that differ from the main branch come first.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "dev"
CACHE = ROOT / "build" / "lint-cache"
CLAZY_CHECKS = "level1,connect-3arg-lambda"
INCLUDE = re.compile(rb'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def own_files(path, seen):
    """`path` and every header of ours below it, as the preprocessor would find them."""
    if path in seen or not path.is_file():
        return seen
    seen.add(path)
    for name in INCLUDE.findall(path.read_bytes()):
        for folder in (ROOT / "src", ROOT, path.parent):
            own_files(folder / name.decode(), seen)
    return seen


def state(entry):
    """What a clean result depends on, as one hash."""
    digest = hashlib.sha256()
    digest.update((ROOT / ".clang-tidy").read_bytes())
    digest.update(CLAZY_CHECKS.encode())
    digest.update(entry["command"].replace(str(ROOT), "").encode())
    for path in sorted(own_files(pathlib.Path(entry["file"]), set())):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def changed_files():
    """What differs from where this branch left main; on main itself, from the commit before."""
    def git(*arguments):
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.split() if done.returncode == 0 else []

    head = git("rev-parse", "HEAD")
    bases = [base for branch in ("origin/main", "main") if (base := git("merge-base", "HEAD", branch)) and base != head]
    return {ROOT / name for name in git("diff", "--name-only", *(bases[0] if bases else ["HEAD~1"]))}


def findings(file):
    """The lines the two tools print about `file`; empty when it is clean."""
    tidy = subprocess.run(["clang-tidy-14", "-p", BUILD, "--quiet", "--warnings-as-errors=*",
                           "--extra-arg=-Wno-unknown-warning-option", file],
                          capture_output=True, text=True, check=False)
    clazy = subprocess.run(["clazy-standalone", "-p", BUILD, f"-checks={CLAZY_CHECKS}",
                            "--header-filter=/(src|tests)/.*\\.h$", "--ignore-dirs=/build/", file],
                           capture_output=True, text=True, check=False)
    lines = tidy.stdout if tidy.returncode != 0 else ""
    if "[-Wclazy" in clazy.stderr or clazy.returncode != 0:
        lines += clazy.stderr
    return lines


def check(entry):
    stamp = CACHE / state(entry)
    if stamp.exists():
        return ""
    found = findings(entry["file"])
    if not found:
        stamp.touch()
    return found


def entries(only):
    """What is to be checked, changed files first."""
    result = []
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if BUILD in file.parents or not file.is_relative_to(ROOT):
            continue
        if not only or any(str(file.relative_to(ROOT)).startswith(prefix) for prefix in only):
            result.append(entry)
    changed = changed_files()
    return sorted(result, key=lambda entry: changed.isdisjoint(own_files(pathlib.Path(entry["file"]), set())))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, help="stop starting files after this long; the rest is left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="files at once")
    parser.add_argument("prefix", nargs="*", help="only files whose path begins with one of these, as src/engine/http")
    arguments = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + arguments.minutes * 60 if arguments.minutes else float("inf")
    dirty = left_out = total = 0

    def checked(entry):
        return None if time.monotonic() > deadline else check(entry)

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for found in pool.map(checked, entries(arguments.prefix)):
            total += 1
            left_out += found is None
            if found:
                dirty += 1
                print(found, flush=True)
    print(f"lint: {total} files, {dirty} with findings, {left_out} not reached in the time given")
    return 1 if dirty else 0


if __name__ == "__main__":
    sys.exit(main())

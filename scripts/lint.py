#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""clang-tidy and clazy over every source that build/dev compiles; any finding fails.

Nine tenths of what the tools do is to read Qt's headers. So sources go through them in batches, one file that includes
up to 40, and the whole tree takes minutes instead of hours. Sources that define the same names get different batches;
a batch that does not compile or has findings is halved.

A file that was clean is not looked at again until it, a header of ours that it includes, its flags or .clang-tidy
changes: build/lint/clean holds one empty file per clean state. Files that differ from the main branch come first.
"""

import argparse
import concurrent.futures
import hashlib
import itertools
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "dev"
LINT = ROOT / "build" / "lint"
CLAZY_CHECKS = "level1,connect-3arg-lambda,no-connect-not-normalized" # clang-format puts a space into SLOT(f(int, int))
# A test's locals live until its connections have had their turn, what its constants cost at start is nobody's wait, and
# the last check stumbles over a signal in a variable.
CLAZY_CHECKS_OF_TESTS = CLAZY_CHECKS + ",no-lambda-in-connect,no-non-pod-global-static,no-connect-non-signal"
OUR_FILES = r"/(src|tests)/.*\.(h|cpp)$"
BATCH_SIZE = 40
INCLUDE = re.compile(rb'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
FINDING = re.compile(r"^(/\S+?):\d+:\d+: (?:warning|error): ", re.MULTILINE)
COMPILE_ERROR = re.compile(r": (?:fatal )?error: [^\n]*[^]\n]$", re.MULTILINE)
# What a source defines: a name that begins in the first column, which is where clang-format puts definitions.
DEFINITION = re.compile(r"^(?=[A-Za-z])(?!using|namespace|template|extern|Q_|QTEST|class \w+;|struct \w+;)"
                        r"(?:(?:class|struct|enum class) ((?:\w+::)*\w+)|"
                        r"[\w:<>,&*\[\] ]*?((?:\w+::)*~?\w+)(?:\(| =|\[|\{|;|$))",
                        re.MULTILINE)
# A type may have one of these in a batch, and it has to come before the type is used with QVariant or in a signal.
METATYPE = re.compile(r"^Q_DECLARE_METATYPE\(([\w:]+)\)", re.MULTILINE)
# Each program has these; a batch gives every source its own.
ENTRY_POINTS = ("main", "LLVMFuzzerTestOneInput")


class Source:
    """One source and how it is compiled."""

    def __init__(self, entry):
        self.path = pathlib.Path(entry["file"])
        words = shlex.split(entry["command"])[1:]
        self.flags = []
        for word, following in itertools.zip_longest(words, words[1:]):
            if word == "-isystem":
                self.flags.append((word, following))
            elif word.startswith(("-I", "-D", "-std", "-f")) and not word.startswith("-DQT_TESTCASE_"):
                self.flags.append((word,))
        # What may share a batch: not tests with the product, nor sources that know Qt's widgets with others.
        self.kind = (ROOT / "tests" in self.path.parents, ("-DQT_CORE_LIB",) in self.flags,
                     ("-DQT_WIDGETS_LIB",) in self.flags)
        self.clazy_checks = CLAZY_CHECKS_OF_TESTS if self.kind[0] else CLAZY_CHECKS
        self.files = own_files(self.path, set())
        text = self.path.read_text()
        self.metatypes = {f"metatype {name.removeprefix('sluice::')}" for name in METATYPE.findall(text)}
        self.types = {name for name, _ in DEFINITION.findall(text) if name}
        defined = {name or other for name, other in DEFINITION.findall(text)}
        self.names = defined - set(ENTRY_POINTS) | self.metatypes
        # Types of its headers, which another source of the batch must not have for itself.
        headers = self.files - {self.path}
        self.seen = {name for path in headers for name, _ in DEFINITION.findall(path.read_text()) if name}

    def stamp(self):
        """The file that exists when this state of the source has been clean."""
        digest = hashlib.sha256()
        digest.update((ROOT / ".clang-tidy").read_bytes())
        digest.update(repr((self.clazy_checks, OUR_FILES, self.flags)).replace(str(ROOT), "").encode())
        for path in sorted(self.files):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
        return LINT / "clean" / digest.hexdigest()


def own_files(path, seen):
    """`path` and every header of ours below it, as the preprocessor would find them."""
    if path in seen or not path.is_file():
        return seen
    seen.add(path)
    for name in INCLUDE.findall(path.read_bytes()):
        for folder in (ROOT / "src", ROOT, path.parent):
            own_files(folder / name.decode(), seen)
    return seen


def changed_files():
    """What differs from where this branch left main; on main itself, from the commit before."""
    def git(*arguments):
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.split() if done.returncode == 0 else []

    head = git("rev-parse", "HEAD")
    bases = [base for branch in ("origin/main", "main") if (base := git("merge-base", "HEAD", branch)) and base != head]
    return {ROOT / name for name in git("diff", "--name-only", *(bases[0] if bases else ["HEAD~1"]))}


def sources(only):
    """What is to be checked, changed files first."""
    result = []
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if BUILD in file.parents or not file.is_relative_to(ROOT):
            continue
        if not only or any(str(file.relative_to(ROOT)).startswith(prefix) for prefix in only):
            result.append(Source(entry))
    changed = changed_files()
    return sorted(result, key=lambda source: changed.isdisjoint(source.files))


def batches(stale):
    """Lists of sources that one file can include."""
    def fits(batch, source):
        return len(batch) < BATCH_SIZE and batch[0].kind == source.kind and all(
            other.names.isdisjoint(source.names) and other.types.isdisjoint(source.seen)
            and source.types.isdisjoint(other.seen) for other in batch)

    result = []
    for source in stale:
        batch = next((batch for batch in result if fits(batch, source)), None)
        if batch is None:
            result.append(batch := [])
        batch.append(source)
    return result


def write_batch(batch):
    """A file that includes the sources of `batch`."""
    lines = []
    for number, source in enumerate(sorted(batch, key=lambda source: not source.metatypes)):
        lines += [f"#define {name} {name}{number}" for name in ENTRY_POINTS]
        lines.append(f'#include "{source.path}" // NOLINT(bugprone-suspicious-include)')
        lines += [f"#undef {name}" for name in ENTRY_POINTS]
    text = "\n".join(lines) + "\n"
    file = LINT / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.cpp"
    file.write_text(text)
    return file


def findings(batch):
    """What the two tools print about the sources of `batch` and their headers; empty when all are clean."""
    stamps = [source.stamp() for source in batch] # now: what is edited meanwhile has not been looked at
    file = write_batch(batch)
    flags = [word for flag in dict.fromkeys(flag for source in batch for flag in source.flags) for word in flag]
    clazy = subprocess.run(["clazy-standalone", f"-checks={batch[0].clazy_checks}", f"--header-filter={OUR_FILES}",
                            "--ignore-dirs=/build/", file, "--", *flags],
                           cwd=ROOT, capture_output=True, text=True, check=False)
    if len(batch) > 1 and COMPILE_ERROR.search(clazy.stderr): # clazy is the faster one to notice
        middle = len(batch) // 2
        return findings(batch[:middle]) + findings(batch[middle:])
    tidy = subprocess.run(["clang-tidy-14", "--quiet", f"--config-file={ROOT / '.clang-tidy'}",
                           f"--header-filter={OUR_FILES}", "--warnings-as-errors=*", file, "--", *flags],
                          cwd=ROOT, capture_output=True, text=True, check=False)
    found = tidy.stdout if tidy.returncode != 0 else ""
    if "[-Wclazy" in clazy.stderr or clazy.returncode != 0:
        found += clazy.stderr
    if found and len(batch) > 1: # a neighbour may be to blame: only what a source shows by itself counts
        middle = len(batch) // 2
        return findings(batch[:middle]) + findings(batch[middle:])
    if not found:
        for stamp in stamps:
            stamp.touch()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, help="start nothing after this long; the rest is left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="batches at once")
    parser.add_argument("prefix", nargs="*", help="only files whose path begins with one of these, as src/engine/http")
    arguments = parser.parse_args()
    (LINT / "clean").mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + arguments.minutes * 60 if arguments.minutes else float("inf")
    every = sources(arguments.prefix)
    places = set()
    left_out = 0

    def checked(batch):
        return batch, None if time.monotonic() > deadline else findings(batch)

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for batch, found in pool.map(checked, batches([source for source in every if not source.stamp().exists()])):
            if found is None:
                left_out += len(batch)
            elif found:
                places |= set(FINDING.findall(found)) or {"elsewhere"}
                print(found, flush=True)
    print(f"lint: {len(every)} sources, findings in {len(places)} files, {left_out} sources not reached in the time given")
    return 1 if places else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Fails on an include that points up or sideways: the picture of docs/ARCHITECTURE.md, as a program."""

import pathlib
import re
import sys

# An include may point to a part with a lower number, or stay inside its own part.
LAYERS = {
    "engine/base": 0,
    "engine/transport": 1,
    "engine/http": 2,
    "engine/websocket": 2,
    "engine/storage": 2,
    "engine/accounts": 3,
    "engine/snapshot": 3.5,  # vocabulary: values that gateway and control pass up, and their JSON
    "engine/routing": 4,
    "engine/providers": 4,
    "engine/gateway": 5,
    "engine/control": 5,
    "engine/setup": 5,
    "engine/logins": 5.5,  # asks setup where the files of a CLI are
    "engine/engine": 6,  # names concrete classes; nobody below does
    "simulator": 6,
    "gui": 7,
    "cli": 7,
}

# The way sideways: a WebSocket begins as an HTTP message.
SIDEWAYS_FILES = {("engine/websocket", "engine/http/message.h")}

# What of the files beside engine.h is "engine/snapshot".
VOCABULARY = r"((account_)?snapshot|snapshot_json|decision_trace)\."

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def part_of(path):
    """The key of LAYERS for a path below src/, or None where the path has no place in the picture."""
    pieces = path.split("/")
    if pieces[0] != "engine":
        return pieces[0] if pieces[0] in LAYERS else None
    if len(pieces) == 2:
        return "engine/snapshot" if re.match(VOCABULARY, pieces[1]) else "engine/engine"
    key = f"engine/{pieces[1]}"
    return key if key in LAYERS else None


def provider_of(path):
    """`claude` for a file of engine/providers/claude/, else None."""
    pieces = path.split("/")
    return pieces[2] if pieces[:2] == ["engine", "providers"] and len(pieces) > 3 else None


def verdict(source, target):
    """Why `source` may not include `target` (both below src/), or None where it may."""
    here, there = part_of(source), part_of(target)
    if here is None:
        return f"{source} has no layer: add its folder to LAYERS"
    if there is None:
        return f"{source} includes {target}, which is no path from src/ in a known layer"
    if here == there:
        own, other = provider_of(source), provider_of(target)
        if other and own != other:
            return f"{source} includes {target}: only the list of providers and the provider's own folder know one"
        return None
    if (here, target) in SIDEWAYS_FILES or LAYERS[there] < LAYERS[here]:
        if provider_of(target) and here != "engine/engine":
            return f"{source} includes {target}: only the list of providers knows one"
        return None
    return f"{source} (layer {LAYERS[here]}) includes {target} (layer {LAYERS[there]})"


def complaints(src):
    for file in sorted(src.rglob("*")):
        if file.suffix not in (".h", ".cpp", ".mm"):
            continue
        source = file.relative_to(src).as_posix()
        for include in INCLUDE.findall(file.read_text(encoding="utf-8")):
            beside = file.parent / include
            if include.startswith("ui_") or include.endswith(".moc"):
                continue  # made by uic and moc
            target = include if "/" in include or not beside.exists() else beside.relative_to(src).as_posix()
            reason = verdict(source, target)
            if reason:
                yield reason


def main():
    src = pathlib.Path(__file__).resolve().parent.parent.parent / "src"
    found = list(complaints(src))
    for reason in found:
        print(reason, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Random config.toml files through `sluice setup codex` and back, as an independent parser (tomllib) reads them.

Usage: codex_settings.py TOOL. The seed is fixed: the same files every time.
"""

import copy
import math
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import tomllib
except ImportError:
    print("SKIP   : Python 3.11 or newer has tomllib")
    sys.exit(0)

FILES = 1500
OURS = {"name": "Sluice", "base_url": "http://127.0.0.1:8787/codex/v1", "wire_api": "responses",
        "supports_websockets": True, "experimental_bearer_token": "fake-gateway-token"}
OTHER = OURS | {"base_url": "http://127.0.0.1:9999/codex/v1", "experimental_bearer_token": "fake-other-token"}


class Writer:
    """One random TOML file. Every file is valid, or else tomllib says so and it must be refused or left alone."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.end = self.random.choice(["\n", "\n", "\n", "\r\n"])
        self.names = 0

    def one(self, *choices):
        return self.random.choice(choices)()

    def fresh(self):
        self.names += 1
        return self.random.choice(["k", "key-", "_", "0", "model_provider", "sluice"]) + str(self.names)

    def key(self, name):
        """A key in one of its spellings."""
        plain = all(c.isascii() and (c.isalnum() or c in "_-") for c in name) and name
        spellings = [f'"{name}"', f"'{name}'", '"' + "".join(f"\\u{ord(c):04x}" for c in name) + '"']
        return self.random.choice(spellings + ([name] * 4 if plain else []))

    def space(self):
        return self.random.choice(["", "", " ", "  ", "\t"])

    def dotted(self, names):
        return (self.space() + "." + self.space()).join(self.key(name) for name in names)

    def comment(self):
        return self.random.choice(["# plain", "#", "# [model_providers.sluice]", '# model_provider = "x"', "# é \" ''' {"])

    def string(self):
        end = self.end
        return self.random.choice([
            '"text"', "'literal'", '""', "''", r'"a \"quoted\" \\ # no comment"', r'"\u00e9\U0001F600"', "'C:\\dir\\'",
            f'"""{end}[model_providers.sluice]{end}model_provider = "x"{end}"""', "'''one ' two '' done'''",
            f"'''{end}# no comment{end}'''", f'"""a \\{end}   b"""', '"""two quotes: """""', '""""quoted" text"""'])

    def plain(self):
        return self.random.choice(["0", "-17", "+1_000", "0xdead_BEEF", "0o755", "0b1010", "3.14", "-1e6", "6.26E-34", "inf",
                                   "true", "false", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5+01:00", "1979-05-27",
                                   "07:32:00"])

    def array(self, depth=0):
        values = [self.value(depth + 1) for _ in range(self.random.randrange(4))]
        if not values:
            return self.random.choice(["[]", f"[{self.end}]", f"[ {self.comment()}{self.end} ]"])
        joint = self.random.choice([",", ", ", f",{self.end}  ", f" {self.comment()}{self.end} , "])
        tail = self.random.choice(["", "", ",", f",{self.end}", f" {self.comment()}{self.end}"])
        return "[" + self.space() + joint.join(values) + tail + "]"

    def inline(self, depth=0):
        members = [f"{self.key(self.fresh())}{self.space()}={self.space()}{self.value(depth + 1)}"
                   for _ in range(self.random.randrange(3))]
        return "{" + self.space() + ", ".join(members) + self.space() + "}"

    def value(self, depth=0):
        return self.one(self.string, self.string, self.plain, self.plain,
                        *([lambda: self.array(depth), lambda: self.inline(depth)] if depth < 3 else []))

    def line(self, text):
        tail = self.random.choice(["", "", "", " ", "\t" + self.comment()])
        return self.random.choice(["", "", "", "  "]) + text + tail + self.end

    def pair(self, names, value=None):
        return self.line(f"{self.dotted(names)}{self.space()}={self.space()}{value or self.value()}")

    def filler(self):
        return self.random.choice(["", "", self.end, self.line(self.comment()), self.end + self.end])

    def body(self, most=4):
        return "".join(self.filler() + self.pair([self.fresh() for _ in range(self.random.choice([1, 1, 1, 2]))])
                       for _ in range(self.random.randrange(most)))

    def table(self):
        header = self.dotted([self.fresh() for _ in range(self.random.choice([1, 1, 2, 3]))])
        header = self.random.choice([f"[{header}]", f"[ {header} ]", f"[[{header}]]"])
        return self.filler() + self.line(header) + self.body()

    def providers(self):
        """(lines of the root, tables): what is said about model providers, in all spellings."""
        ours = {"name": '"Mine"', "base_url": "'https://gw.example.net/v1'", "experimental_bearer_token": '"fake-old"'}
        flat = "{ " + ", ".join(f"{key} = {value}" for key, value in ours.items()) + " }"
        other = "{ name = \"Other\" }"
        mp = "model_providers"
        return self.one(
            lambda: ("", ""),
            lambda: ("", self.line(f"[{self.dotted([mp, 'other'])}]") + self.body()),
            lambda: ("", self.line(f"[{self.dotted([mp, 'sluice'])}]")
                     + "".join(self.filler() + self.pair([key], value) for key, value in ours.items())),
            lambda: ("", self.line(f"[{self.dotted([mp, 'sluice'])}]") + self.body()
                     + self.line(f"[{self.dotted([mp, 'sluice', 'http_headers'])}]") + self.body()),
            lambda: ("", self.line(f"[{self.dotted([mp])}]") + self.pair(["sluice"], flat) + self.pair(["other"], other)),
            lambda: ("", self.line(f"[{self.dotted([mp])}]") + self.pair(["other"], other)
                     + "".join(self.pair(["sluice", key], value) for key, value in ours.items())),
            lambda: ("".join(self.pair([mp, "sluice", key], value) for key, value in ours.items()), ""),
            lambda: (self.pair([mp, "sluice"], flat) + self.pair([mp, "other"], other), ""),
            lambda: (self.pair([mp, "other", "name"], '"Other"'), ""),
            lambda: (self.pair([mp], "{ sluice = " + flat + " }"), ""),
            lambda: (self.pair([mp], "{ other = " + other + " }"), ""))

    def text(self):
        root_lines, tables = self.providers()
        root = [self.body(), root_lines]
        if self.random.random() < 0.5:
            root.append(self.pair(["model_provider"], self.random.choice(['"openai"', "'azure'", '"""ollama"""', '"sluice"'])))
        self.random.shuffle(root)
        rest = [self.table() for _ in range(self.random.randrange(4))] + [tables]
        self.random.shuffle(rest)
        text = "".join(root) + self.filler() + "".join(rest) + self.filler()
        if self.random.random() < 0.2:
            text = text.rstrip("\r\n")
        return self.random.choice(["", "", "", "\ufeff"]) + text


def read(data):
    """The values of a file, or None where it is no TOML. A byte order mark is allowed, as Codex's parser allows it."""
    try:
        return tomllib.loads(data.decode().removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None


def same(one, other):
    """Equal values; a NaN equals itself."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return type(one) is type(other) and one == other


def others(values):
    """What is not ours to change."""
    rest = copy.deepcopy(values)
    rest.pop("model_provider", None)
    rest.get("model_providers", {}).pop("sluice", None)
    if rest.get("model_providers") == {}:
        del rest["model_providers"]
    return rest


def filled(table):
    """The table without empty ones inside it, which say nothing to Codex."""
    inner = {key: filled(value) if isinstance(value, dict) else value for key, value in (table or {}).items()}
    return {key: value for key, value in inner.items() if value != {}}


def complaint(path):
    before, refused = path.read_bytes(), path.with_suffix(".toml.refused")
    values = read(before)
    if refused.exists():
        reason = refused.read_text()
        if not reason.startswith("line "):
            return f"the refusal names no line: {reason}"
        closed = values is not None and b"other" in before and "stands in one value" in reason
        return None if values is None or closed else f"refused, though it is valid: {reason}"
    if values is None:
        return "not TOML, and yet edited"
    for suffix, ours in ((".between", OURS), (".second", OTHER)):
        after = read(path.with_suffix(".toml" + suffix).read_bytes())
        if after is None:
            return f"{suffix} is no TOML"
        if after["model_provider"] != "sluice" or after["model_providers"]["sluice"] != ours:
            return f"{suffix} does not point at Sluice"
        if not same(others(after), others(values)):
            return f"{suffix} has other values"
    if path.with_suffix(".toml.after").read_bytes() != before:
        return "not the same bytes after the undo"
    grown = read(path.with_suffix(".toml.grown").read_bytes())
    if grown is None:
        return "no TOML after the undo of a file that was changed since"
    if grown.pop("added_since", None) != {"x": 1} or not same(others(grown), others(values)):
        return "the undo of a file that was changed since touched other values"
    if grown.get("model_provider") != values.get("model_provider"):
        return "the undo of a file that was changed since lost model_provider"
    table, was = (each.get("model_providers", {}).get("sluice") for each in (grown, values))
    return None if same(filled(table), filled(was)) else "the undo of a file that was changed since lost a table"


def main():
    counts = {"edited": 0, "refused": 0}
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        for seed in range(FILES):
            (directory / f"{seed:04}.toml").write_bytes(Writer(seed).text().encode())
        if subprocess.run([sys.argv[1], name], check=False).returncode != 0:
            return 1
        failed = 0
        for path in sorted(directory.glob("*.toml")):
            counts["refused" if path.with_suffix(".toml.refused").exists() else "edited"] += 1
            reason = complaint(path)
            if reason:
                failed += 1
                print(f"{path.stem}: {reason}\n{path.read_text()!r}")
    print(counts)
    return 1 if failed or counts["edited"] < FILES * 0.7 else 0


if __name__ == "__main__":
    sys.exit(main())

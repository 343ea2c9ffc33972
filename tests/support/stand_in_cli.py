#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""Stands in for a provider's CLI: signs in the way STAND_IN_CLI says, in the directory CLI_HOME.

It first writes there what it sees of its process, so that a test can look at it.
"""

import json
import os
import pathlib
import signal
import sys
import time

HOME = pathlib.Path(os.environ["CLI_HOME"])
LOGIN = '{"login": {"access": "fake-access", "refresh": "fake-refresh", "expires": 0}}'


def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def sign_in():
    part = HOME / "login.json.part"
    part.write_text(LOGIN, encoding="utf-8")
    part.rename(HOME / "login.json")


def wait():
    while True:
        time.sleep(60)


def signs_in():
    say("Visit https://login.example.com/oauth/authorize?code=true&state=abc\n")
    sign_in()


def asks():
    say("Open https://login.example.com/oauth/authorize?state=abc in a browser\nPaste code: ")
    for line in sys.stdin:
        if line == "right\n":
            sign_in()
            return
        say("not that one: ")


def prints_in_pieces():
    for piece in ("\x1b[1mOpen\x1b[0m \x1b]8;;https://login.exa", "mple.com/oauth?a=1\x1b", "\\here\x1b]8;;\x1b\\",
                  "\nthen wait"):
        say(piece)
        time.sleep(0.02)
    wait()


def fails():
    say("Asking https://login.example.com/token?secret=fake\n")
    sys.stderr.write("Couldn't log in with sk-fake-0123456789: connection refused\n")
    sys.exit(3)


def is_stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say("no\n")
    wait()


def dies():
    os.kill(os.getpid(), signal.SIGKILL)


def leaves_damage():
    (HOME / "login.json").write_text('{"login": {"acc', encoding="utf-8")


def stays():
    sign_in()
    say("signed in\n")
    wait()


def waits():
    say("waiting\n")
    wait()


def does_nothing():
    pass


def main():
    seen = {"arguments": sys.argv[1:], "variables": dict(os.environ), "directory": os.getcwd(), "pid": os.getpid(),
            "leads_session": os.getsid(0) == os.getpid(), "reads_terminal": sys.stdin.isatty(),
            "blocked": [int(number) for number in signal.pthread_sigmask(signal.SIG_BLOCK, [])]}
    (HOME / "seen.json").write_text(json.dumps(seen), encoding="utf-8")
    globals()[os.environ["STAND_IN_CLI"]]()


if __name__ == "__main__":
    main()

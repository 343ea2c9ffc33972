#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# A real notification service gets the message of a limit, which stays, and it is taken back once it is over and at the end
# of the program. Usage: notify.sh TRAY_SAMPLE
set -u
sample=$1
# shellcheck source=tests/ui/desktop.sh
. "$(dirname "$0")/desktop.sh"
need Xvfb xwininfo dunst dunstctl dbus-run-session
begin
if [ -z "${SLUICE_TEST_BUS:-}" ]; then
    start_display # before the bus: the service is started by it
    SLUICE_TEST_BUS=1 dbus-run-session -- "$0" "$sample"
    exit
fi
start_sample() {
    "$sample" limited >"$home/out" 2>"$home/err" &
    app=$!
    pids+=("$app")
}
displayed() { [ "$(dunstctl count displayed)" = "$1" ]; }
kept() { dunstctl history | grep -q "$1"; } # what is no longer displayed

start_sample
until_true "a message is on the screen" displayed 1
kept 'All accounts are limited' && fail "the message went by itself"
kill -HUP "$app"
until_true "the message is taken back once an account is available again" kept 'All accounts are limited'
kept 'First back: personal at' || fail "the message had no body"
until_true "which is told" displayed 1
dunstctl close-all
until_true "and is what was on the screen" kept 'work is available again'
kill "$app"
until_true "the program ends" said quit

start_sample
until_true "a message is on the screen again" displayed 1
kill "$app"
until_true "the message is taken back at the end of the program" displayed 0

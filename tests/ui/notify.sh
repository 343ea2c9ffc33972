#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# A real notification service gets the message of a limit. Usage: notify.sh TRAY_SAMPLE
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
"$sample" limited >"$home/out" 2>"$home/err" &
pids+=($!)
displayed() { [ "$(dunstctl count displayed)" = 1 ]; }
until_true "a message is on the screen" displayed
dunstctl close-all
kept() { dunstctl history | grep -q "$1"; }
until_true "it has the title" kept 'All accounts are limited'
until_true "it has the body" kept 'First back: personal at'

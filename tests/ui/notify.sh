#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# A real notification service gets the message of a limit. Usage: notify.sh TRAY_SAMPLE
set -u
sample=$1
for tool in Xvfb dunst dunstctl dbus-run-session; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
if [ "${SLUICE_INSIDE_BUS:-}" = "" ]; then
    home=$(mktemp -d)
    export HOME=$home XDG_RUNTIME_DIR=$home/run QT_QPA_PLATFORM=xcb
    mkdir -m 700 "$XDG_RUNTIME_DIR"
    Xvfb -displayfd 3 -screen 0 1024x700x24 -nolisten tcp 3>"$home/display" 2>/dev/null &
    xvfb=$!
    trap 'kill $xvfb; wait 2>/dev/null; rm -rf "$home"' EXIT
    for _ in $(seq 200); do [ -s "$home/display" ] && break; sleep 0.05; done
    DISPLAY=:$(cat "$home/display")
    export DISPLAY # before the bus: the service is started by it
    SLUICE_INSIDE_BUS=1 dbus-run-session -- "$0" "$sample"
    exit
fi
"$sample" limited >"$HOME/out" 2>"$HOME/err" &
app=$!
trap 'kill $app 2>/dev/null; wait 2>/dev/null' EXIT
for _ in $(seq 200); do
    [ "$(dunstctl count displayed 2>/dev/null)" = 1 ] && break
    sleep 0.05
done
dunstctl close-all
for _ in $(seq 200); do
    dunstctl history | grep -q 'All accounts are limited' && break
    sleep 0.05
done
history=$(dunstctl history)
grep -q 'All accounts are limited' <<<"$history" || { echo "FAIL: no title"; echo "$history"; cat "$HOME/err"; exit 1; }
grep -q 'First back: personal at' <<<"$history" || { echo "FAIL: no body"; echo "$history"; exit 1; }
echo "ok: title and body arrived"

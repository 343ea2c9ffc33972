#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# What keeps the tray application from starting stands in a box; SIGTERM and SIGINT end it there too, with the code that
# the box stands for. Usage: failed_start.sh SLUICE_TRAY PICTURES
set -u
program=$1 pictures=$2
# shellcheck source=tests/ui/desktop.sh
. "$(dirname "$0")/desktop.sh"
need Xvfb xwininfo import
begin
unset DBUS_SESSION_BUS_ADDRESS
export SLUICE_HOME=$home/sluice
mkdir -m 700 "$SLUICE_HOME"
mkdir -p "$pictures"
echo '{"gateway": {"port": "many"}}' >"$SLUICE_HOME/config.json"
chmod 600 "$SLUICE_HOME/config.json"
box_shown() { xwininfo -root -tree | grep -q '"Sluice"'; }
ended() { ! kill -0 "$app" 2>/dev/null; }

start_display
for signal in TERM INT; do
    "$program" >"$home/out" 2>"$home/err" &
    app=$!
    pids+=("$app")
    until_true "a box says what is wrong" box_shown
    import -window root "$pictures/failed-start.png"
    kill -"$signal" "$app"
    until_true "SIG$signal ends it" ended
    wait "$app"
    code=$?
    [ "$code" = 4 ] || fail "exit code $code"
    grep -q gateway.port "$home/err" || fail "standard error does not say what is wrong"
    echo "ok: exit code 4"
done

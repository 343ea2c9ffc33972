#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# The real icon in a real (XEmbed) tray: it appears, a click opens the popup, Escape closes it, a right click opens the
# menu, SIGTERM ends the program cleanly. A tray that comes after the program has opened its window instead gets the icon
# too. Usage: tray.sh TRAY_SAMPLE PICTURE_DIR
set -u
sample=$1 pictures=$2
# shellcheck source=tests/ui/desktop.sh
. "$(dirname "$0")/desktop.sh"
need Xvfb trayer xdotool xwininfo import
begin
unset DBUS_SESSION_BUS_ADDRESS
mkdir -p "$pictures"

start_display
start_tray() {
    trayer --edge bottom --align right --widthtype request --height 28 --SetDockType false 2>"$home/trayer.err" &
    tray=$!
    pids+=("$tray")
}
start_tray
until_true "a tray" sh -c 'xwininfo -root -tree | grep -q "panel"'
"$sample" >"$home/out" 2>"$home/err" &
app=$!
pids+=("$app")
# The tray moves its icons while it finds its width: the place counts once it is painted and the same twice.
x=-1 y=-1
icon_settled() {
    local before="$x $y" window
    window=$(xwininfo -root -tree | awk '/tray_sample/ && / 2[0-9]x2[0-9]\+/ { print $1; exit }')
    [ -n "$window" ] || return 1 # without one, xwininfo would wait for a click
    read -r x y < <(xwininfo -id "$window" |
        awk '/Absolute upper-left X/ { x = $NF } /Absolute upper-left Y/ { y = $NF } END { print x + 12, y + 12 }')
    [ "$x $y" = "$before" ] &&
        [ "$(import -window root -crop 24x24+$((x - 12))+$((y - 12)) -format %k info:)" -gt 3 ]
}
until_true "the icon in the tray" icon_settled

xdotool mousemove "$x" "$y" click 1
until_true "a click opens the popup" said "sluice::PopupWindow shown"
until_true "the popup is on the screen" sh -c 'xwininfo -root -tree | grep -q "\"Sluice\""'
import -window root "$pictures/tray-popup.png"
xdotool key Escape
until_true "Escape closes the popup" said "sluice::PopupWindow hidden"
# A click right after the popup has closed is none to open it. One too many would close it again, so the next waits long.
click_until_shown() {
    local deadline=$((SECONDS + 4))
    xdotool mousemove "$x" "$y" click 1
    until said "sluice::PopupWindow shown" 2; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}
until_true "a later click opens it again" click_until_shown
xdotool mousemove 10 10 click 1
until_true "a click elsewhere closes it" said "sluice::PopupWindow hidden" 2
xdotool mousemove "$x" "$y" click 3
until_true "a right click opens the menu" said "sluice::TrayMenu shown"
import -window root "$pictures/tray-menu.png"
xdotool key Escape
until_true "Escape closes the menu" said "sluice::TrayMenu hidden"
kill -TERM "$app"
until_true "SIGTERM ends it" said "quit"
wait "$app" || fail "exit code $?"
echo "ok: exit code 0"

kill "$tray"
until_true "the tray has gone" sh -c '! xwininfo -root -tree | grep -q "panel"'
"$sample" hasty >"$home/out" 2>"$home/err" &
app=$!
pids+=("$app")
until_true "without a tray a window opens" said "sluice::SettingsWindow shown"
start_tray
until_true "a late tray gets the icon" icon_settled
import -window root "$pictures/tray-late.png"
kill -TERM "$app"
until_true "SIGTERM ends the second one" said "quit"

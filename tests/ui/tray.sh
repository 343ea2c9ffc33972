#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# The real icon in a real (XEmbed) tray: it appears, a click opens the popup, Escape closes it, a right click opens the
# menu, SIGTERM ends the program cleanly. Usage: tray.sh TRAY_SAMPLE PICTURE_DIR
set -u
sample=$1 pictures=$2
for tool in Xvfb trayer xdotool xwininfo import; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
home=$(mktemp -d)
export HOME=$home XDG_RUNTIME_DIR=$home/run QT_QPA_PLATFORM=xcb
unset DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$pictures"
pids=()
finish() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
    wait 2>/dev/null
    rm -rf "$home"
}
trap finish EXIT
fail() {
    echo "FAIL: $1"
    cat "$home/out" "$home/err"
    import -window root "$pictures/tray-failed.png"
    exit 1
}
# until_true WHAT COMMAND...: ten seconds at most, by polling
until_true() {
    local what=$1 deadline=$((SECONDS + 10))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || fail "$what"
        sleep 0.05
    done
    echo "ok: $what"
}
said() { grep -qx "$1" "$home/out"; }

: >"$home/out" >"$home/err"
Xvfb -displayfd 3 -screen 0 1024x700x24 -nolisten tcp 3>"$home/display" 2>/dev/null &
pids+=($!)
until_true "a display" test -s "$home/display"
DISPLAY=:$(cat "$home/display")
export DISPLAY
trayer --edge bottom --align right --widthtype request --height 28 --SetDockType false 2>/dev/null &
pids+=($!)
until_true "a tray" sh -c 'xwininfo -root -tree | grep -q "panel"'
"$sample" >"$home/out" 2>"$home/err" &
app=$!
pids+=("$app")
icon_window() { xwininfo -root -tree | awk '/tray_sample/ && / 2[0-9]x2[0-9]\+/ { print $1; exit }'; }
until_true "the icon in the tray" sh -c 'xwininfo -root -tree | grep -qE "tray_sample.* 2[0-9]x2[0-9]\+"'
position=$(xwininfo -id "$(icon_window)" | awk '/Absolute upper-left X/ { x = $NF } /Absolute upper-left Y/ { y = $NF } END { print x + 12, y + 12 }')
read -r x y <<<"$position"
until_true "the icon has been painted" sh -c "import -window root -crop 24x24+$((x - 12))+$((y - 12)) -format %k info: | awk '{ exit !(\$1 > 3) }'"

xdotool mousemove "$x" "$y" click 1
until_true "a click opens the popup" said "sluice::PopupWindow shown"
until_true "the popup is on the screen" sh -c 'xwininfo -root -tree | grep -q "\"Sluice\""'
import -window root "$pictures/tray-popup.png"
xdotool key Escape
until_true "Escape closes the popup" said "sluice::PopupWindow hidden"
until_true "a later click opens it again" sh -c "xdotool mousemove $x $y click 1; sleep 0.2; [ \$(grep -cx 'sluice::PopupWindow shown' $home/out) -ge 2 ]"
xdotool mousemove 10 10 click 1
until_true "a click elsewhere closes it" sh -c "[ \$(grep -cx 'sluice::PopupWindow hidden' $home/out) -ge 2 ]"
xdotool mousemove "$x" "$y" click 3
until_true "a right click opens the menu" said "sluice::TrayMenu shown"
import -window root "$pictures/tray-menu.png"
xdotool key Escape
until_true "Escape closes the menu" said "sluice::TrayMenu hidden"
kill -TERM "$app"
until_true "SIGTERM ends it" said "quit"
wait "$app" || fail "exit code $?"
echo "ok: exit code 0"

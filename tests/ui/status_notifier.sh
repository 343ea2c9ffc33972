#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# The real icon in a StatusNotifier host (lxqt-panel) that comes after the program: the icon appears, a click opens the
# popup whole on the screen, Escape closes it, the host's menu has our entries. Usage: status_notifier.sh SAMPLE PICTURES
set -u
if [ -z "${SLUICE_TEST_BUS:-}" ]; then
    for tool in Xvfb lxqt-panel xdotool xwininfo import convert gdbus dbus-run-session; do
        command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
    done
    SLUICE_TEST_BUS=1 exec dbus-run-session -- "$0" "$@"
fi
sample=$1 pictures=$2
home=$(mktemp -d)
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/.config QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$pictures" "$XDG_CONFIG_HOME/lxqt"
# Without the plugin `tray`, which would take an XEmbed icon and hide a wrong StatusNotifier one.
cat >"$XDG_CONFIG_HOME/lxqt/panel.conf" <<'CONF'
[General]
__userfile__=true
panels=panel1
[panel1]
plugins=statusnotifier
position=Bottom
panelSize=32
iconSize=22
width=100
width-percent=true
[statusnotifier]
type=statusnotifier
alignment=Right
CONF
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
    import -window root "$pictures/status-notifier-failed.png"
    exit 1
}
# until_true WHAT COMMAND...: fifteen seconds at most, by polling
until_true() {
    local what=$1 deadline=$((SECONDS + 15))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || fail "$what"
        sleep 0.05
    done
    echo "ok: $what"
}
said() { [ "$(grep -cx "$1" "$home/out")" -ge "${2:-1}" ]; }
host_registered() {
    gdbus call --session -d org.kde.StatusNotifierWatcher -o /StatusNotifierWatcher \
        -m org.freedesktop.DBus.Properties.Get org.kde.StatusNotifierWatcher IsStatusNotifierHostRegistered | grep -q true
}
item() {
    gdbus call --session -d org.kde.StatusNotifierWatcher -o /StatusNotifierWatcher \
        -m org.freedesktop.DBus.Properties.Get org.kde.StatusNotifierWatcher RegisteredStatusNotifierItems
}
# Where the picture changed in the panel's strip: "width height x y".
changed() {
    import -window root -crop 1024x32+0+668 +repage "$home/after.png"
    convert "$home/before.png" "$home/after.png" -compose difference -composite -threshold 8% -trim \
        -format '%w %h %X %Y' info: | tr -d +
}
icon_painted() { read -r width height _ <<<"$(changed)" && [ "$width" -ge 10 ] && [ "$width" -le 40 ] && [ "$height" -ge 10 ]; }

: >"$home/out" >"$home/err"
Xvfb -displayfd 3 -screen 0 1024x700x24 -nolisten tcp 3>"$home/display" 2>/dev/null &
pids+=($!)
until_true "a display" test -s "$home/display"
DISPLAY=:$(cat "$home/display")
export DISPLAY
"$sample" >"$home/out" 2>"$home/err" &
app=$!
pids+=("$app")
lxqt-panel >/dev/null 2>&1 &
pids+=($!)
until_true "a host" host_registered
import -window root -crop 1024x32+0+668 +repage "$home/before.png"
until_true "the icon is registered though the program came first" sh -c "$(declare -f item); item | grep -q StatusNotifierItem"
until_true "the icon has been painted" icon_painted
read -r width height x y <<<"$(changed)"
x=$((x + width / 2)) y=$((668 + y + height / 2))

xdotool mousemove "$x" "$y" sleep 0.2 click 1
until_true "a click opens the popup" said "sluice::PopupWindow shown"
until_true "the popup is on the screen" sh -c 'xwininfo -root -tree | grep -q "\"Sluice\""'
read -r left top right bottom < <(xwininfo -name Sluice |
    awk '/Absolute upper-left X/ { x = $NF } /Absolute upper-left Y/ { y = $NF } /Width/ { w = $NF } /Height/ { h = $NF }
         END { print x, y, x + w, y + h }')
{ [ "$left" -ge 0 ] && [ "$top" -ge 0 ] && [ "$right" -le 1024 ] && [ "$bottom" -le 700 ]; } ||
    fail "the popup leaves the screen: $left $top $right $bottom"
import -window root "$pictures/status-notifier-popup.png"
xdotool key Escape
until_true "Escape closes the popup" said "sluice::PopupWindow hidden"
name=$(item | grep -o ':[0-9.]*[0-9]' | head -1)
menu=$(gdbus call --session -d "$name" -o /MenuBar -m com.canonical.dbusmenu.GetLayout 0 -1 '[]')
for entry in work personal Quit; do
    grep -q "$entry" <<<"$menu" || fail "the host's menu lacks $entry: $menu"
done
echo "ok: the host's menu has our entries"
kill -TERM "$app"
until_true "SIGTERM ends it" said "quit"
wait "$app" || fail "exit code $?"
echo "ok: exit code 0"

#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# The real icon in a StatusNotifier host (lxqt-panel) that comes after the program: the icon appears, a click opens the
# popup whole on the screen, Escape closes it, the host's menu has our entries. A host that comes after the program has
# given up waiting and opened its window gets the icon too. Usage: status_notifier.sh SAMPLE PICTURES
set -u
sample=$1 pictures=$2
# shellcheck source=tests/ui/desktop.sh
. "$(dirname "$0")/desktop.sh"
need Xvfb lxqt-panel xdotool xwininfo import gdbus dbus-run-session
if [ -z "${SLUICE_TEST_BUS:-}" ]; then
    SLUICE_TEST_BUS=1 exec dbus-run-session -- "$0" "$@"
fi
begin
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
host_registered() {
    gdbus call --session -d org.kde.StatusNotifierWatcher -o /StatusNotifierWatcher \
        -m org.freedesktop.DBus.Properties.Get org.kde.StatusNotifierWatcher IsStatusNotifierHostRegistered | grep -q true
}
no_host() { ! host_registered; }
item() {
    gdbus call --session -d org.kde.StatusNotifierWatcher -o /StatusNotifierWatcher \
        -m org.freedesktop.DBus.Properties.Get org.kde.StatusNotifierWatcher RegisteredStatusNotifierItems
}
# The only item of a panel at the bottom, aligned to the right.
x=1008 y=684
icon_painted() {
    [ "$(import -window root -crop 22x22+$((x - 11))+$((y - 11)) -format %k info:)" -gt 3 ]
}

start_display
"$sample" >"$home/out" 2>"$home/err" &
app=$!
pids+=("$app")
lxqt-panel >/dev/null 2>"$home/panel.err" &
panel=$!
pids+=("$panel")
until_true "a host" host_registered
until_true "the icon is registered though the program came first" sh -c "$(declare -f item); item | grep -q StatusNotifierItem"
until_true "the icon has been painted" icon_painted

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
name=$(item | sed -n "s/.*\['\([^'/]*\).*/\1/p")
menu=$(gdbus call --session -d "$name" -o /MenuBar -m com.canonical.dbusmenu.GetLayout -- 0 -1 '[]')
for entry in work personal Quit; do
    grep -q "$entry" <<<"$menu" || fail "the host's menu lacks $entry: $(item) $menu"
done
echo "ok: the host's menu has our entries"
kill -TERM "$app"
until_true "SIGTERM ends it" said "quit"
wait "$app" || fail "exit code $?"
echo "ok: exit code 0"

kill "$panel"
until_true "the panel has gone" no_host
"$sample" hasty >"$home/out" 2>"$home/err" &
app=$!
pids+=("$app")
until_true "without a host a window opens" said "sluice::SettingsWindow shown"
lxqt-panel >/dev/null 2>"$home/panel.err" &
pids+=($!)
until_true "a late host gets the icon" sh -c "$(declare -f item); item | grep -q StatusNotifierItem"
until_true "the late icon has been painted" icon_painted
import -window root "$pictures/status-notifier-late.png"
xdotool mousemove "$x" "$y" sleep 0.2 click 1
until_true "a click on it opens the popup" said "sluice::PopupWindow shown"
kill -TERM "$app"
until_true "SIGTERM ends the second one" said "quit"

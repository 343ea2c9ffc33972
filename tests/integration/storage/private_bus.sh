#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# private_bus.sh COMMAND...: runs it with a home folder and a session bus of its own. On that bus no service starts by
# itself, so the keyrings of whoever runs the tests are out of reach.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"
mkdir -m 700 "$work/run"
cat >"$work/bus.conf" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$work/run</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML
env -u DISPLAY -u WAYLAND_DISPLAY -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_CURRENT_DESKTOP -u DESKTOP_SESSION \
    HOME="$work/home" XDG_RUNTIME_DIR="$work/run" dbus-run-session --config-file="$work/bus.conf" -- "$@"

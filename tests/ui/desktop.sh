# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# What the scripts that click on real windows have in common; to be sourced. The script names its `pictures`.
#   need TOOL...             ends the script as skipped where one is missing
#   begin                    a home of its own in $home, removed at the end with every process of $pids
#   start_display            an X server of its own in $DISPLAY
#   until_true WHAT COMMAND  by polling, a minute at most; then `fail`
#   said LINE [TIMES]        whether the sample program has printed this line
pids=()

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
    done
}

finish() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
    wait 2>/dev/null
    rm -rf "$home"
}

begin() {
    home=$(mktemp -d)
    export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/.config QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY
    mkdir -p "$XDG_CONFIG_HOME"
    mkdir -m 700 "$XDG_RUNTIME_DIR"
    touch "$home/out" "$home/err"
    trap finish EXIT
}

fail() {
    echo "FAIL: $1"
    cat "$home"/*out "$home"/*err
    if [ -n "${pictures:-}" ]; then
        mkdir -p "$pictures"
        import -window root "$pictures/$(basename "$0" .sh)-failed.png"
    fi
    exit 1
}

until_true() {
    local what=$1 deadline=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || fail "$what"
        sleep 0.05
    done
    echo "ok: $what"
}

said() { [ "$(grep -cx "$1" "$home/out")" -ge "${2:-1}" ]; }

# The server takes the lock file of the number it is given. One that chooses the number itself (-displayfd) takes none:
# two such servers of tests at the same time have each removed the other's socket. -noreset: without it the server starts
# afresh when its last client goes, and a client that comes just then is sent away.
start_display() {
    local number server answered
    for number in $(seq $((100 + RANDOM % 300)) 500); do
        Xvfb ":$number" -screen 0 1024x700x24 -nolisten tcp -noreset 2>>"$home/display.err" &
        server=$!
        answered=
        until [ -n "$answered" ] || ! kill -0 "$server" 2>/dev/null; do
            # The lock comes first, for another test's server may answer to this number while ours finds it taken.
            grep -qsx " *$server" "/tmp/.X$number-lock" && xwininfo -display ":$number" -root >/dev/null 2>&1 && answered=1
            sleep 0.05
        done
        [ -n "$answered" ] && break
    done
    [ -n "$answered" ] || fail "an X server"
    pids+=("$server")
    export DISPLAY=:$number
    echo "ok: a display"
}

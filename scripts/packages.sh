# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What Debian 12 and Ubuntu 24.04 call the things Sluice needs. Sourced by ./run and ./test.

# shellcheck disable=SC2034  # read by the scripts that source this file
build_packages=(
    g++ cmake ninja-build qt6-base-dev qt6-tools-dev qt6-l10n-tools libgl-dev libxcb1-dev
    pkg-config libwslay-dev libzstd-dev zlib1g-dev libbrotli-dev qtkeychain-qt6-dev libsecret-1-0
)
# shellcheck disable=SC2034
test_packages=(
    python3 ccache lld clang-format-14 clang-14 libclang-rt-14-dev
    libboost-dev node-llhttp qt6-websockets-dev
    openssl xvfb x11-utils xdotool dbus gnome-keyring libglib2.0-bin trayer dunst imagemagick fonts-dejavu-core
    desktop-file-utils appstream dpkg-dev fakeroot man-db
)
# shellcheck disable=SC2034
lint_packages=(clang-tidy-14 clazy)

is_installed() {
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# install_missing PACKAGE...: installs what is not there, and says so first.
install_missing() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        if [[ ${SLUICE_SKIP_PACKAGES:-} == 1 ]]; then
            return
        fi
        printf '%s\n' "This is not a Debian or Ubuntu system. Install what these packages contain:" \
            "  $*" "then start again with SLUICE_SKIP_PACKAGES=1." >&2
        exit 1
    fi
    local package missing=() as_root=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    echo "Installing with apt: ${missing[*]}"
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "Root is needed for that, and there is no sudo. As root: apt-get install ${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# Node 18 or later with npm, from wherever it is; else from apt.
install_node() {
    local major=0
    if command -v node >/dev/null && command -v npm >/dev/null; then
        major=$(node -p 'process.versions.node.split(".")[0]')
    fi
    ((major >= 18)) || install_missing nodejs npm
}

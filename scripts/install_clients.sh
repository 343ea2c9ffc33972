#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# install_clients.sh [FOLDER...]: installs what tests drive of npm exactly as the lock files in these folders of tests/
# say, once per lock file. Without a FOLDER: all.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../tests"
(($#)) || set -- e2e integration/lockfile
for folder in "$@"; do
    if ! cmp --silent "$folder/package-lock.json" "$folder/node_modules/.installed"; then
        npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts
        cp "$folder/package-lock.json" "$folder/node_modules/.installed"
    fi
done

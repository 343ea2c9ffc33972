#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# Installs the clients of tests/e2e exactly as its lock file says, once per lock file.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../tests/e2e"
if ! cmp --silent package-lock.json node_modules/.installed; then
    npm ci --no-audit --no-fund --ignore-scripts
    cp package-lock.json node_modules/.installed
fi

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"

#include <QtCore/QStringList>

namespace sluice {

//! Credentials files that Claude Code keeps on this computer: the one in $CLAUDE_CONFIG_DIR, in ~/.claude,
//! and in folders like ~/.claude-work. Looks for files only; reads none.
QStringList foundLogins(const Environment &environment);

//! `~/.claude` for a file in that folder of the person's home.
QString shortFolder(const QString &file, const Environment &environment);

} // namespace sluice

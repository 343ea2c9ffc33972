// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"

#include <QtCore/QCommandLineOption>
#include <QtCore/QList>

#include <optional>

class QCommandLineParser;

namespace sluice {

//! What `sluice accounts login`, `import`, `use` and `remove` take.
QList<QCommandLineOption> loginOptions();

//! Carries out one of these, here and now: a running instance hears of it afterwards. The exit code; nothing
//! where the arguments are none of them.
std::optional<int> runLoginVerb(const QCommandLineParser &parser, const Environment &environment);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QJsonObject>

#include <functional>

namespace sluice {

//! One command to the running instance, waiting for its answer: for the command line, where nothing else goes
//! on. NotFound when no instance runs, and only then; TimedOut when one runs and hangs; InvalidInput with the
//! instance's own text when it refuses.
Result<QJsonObject> askRunningInstance(const QString &socketPath, const QJsonObject &request);

//! Asks with `"watch": true` and calls `onUpdate` for the answer and for each later line until it returns
//! false or the instance goes away. While nothing comes, `isWanted` is asked twice a second whether to go on.
Status watchRunningInstance(
    const QString &socketPath, QJsonObject request, const std::function<bool(const QJsonObject &)> &onUpdate,
    const std::function<bool()> &isWanted = [] { return true; });

} // namespace sluice

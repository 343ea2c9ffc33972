// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/platform/display.h"

#include <QtCore/QProcessEnvironment>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

bool hasDisplay(const QProcessEnvironment &variables)
{
    const auto names = {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s};
    return std::ranges::any_of(names, [&](const QString &name) { return !variables.value(name).isEmpty(); });
}

} // namespace sluice

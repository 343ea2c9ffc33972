// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/environment.h"

#include <QtCore/QDir>
#include <QtCore/QStandardPaths>

namespace sluice {

using namespace Qt::StringLiterals;

QString Environment::expanded(const QString &path) const
{
    if (path == "~"_L1)
        return homeDirectory;
    return path.startsWith("~/"_L1) ? homeDirectory + path.sliced(1) : path;
}

Environment Environment::ofProcess()
{
    Environment result;
    result.homeDirectory = QDir::homePath();
    result.variables = QProcessEnvironment::systemEnvironment();
    const auto portable = qEnvironmentVariable("SLUICE_HOME");
    if (!portable.isEmpty()) {
        const auto base = QDir(portable).absolutePath();
        result.configDirectory = base;
        result.dataDirectory = base;
        result.runtimeDirectory = base;
        return result;
    }
    const auto place = [](QStandardPaths::StandardLocation location) {
        return QStandardPaths::writableLocation(location) + u"/sluice"_s;
    };
    result.configDirectory = place(QStandardPaths::GenericConfigLocation);
    result.dataDirectory = place(QStandardPaths::GenericDataLocation);
    result.runtimeDirectory = place(QStandardPaths::RuntimeLocation);
    return result;
}

} // namespace sluice

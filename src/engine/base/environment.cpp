// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/environment.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Where the control socket lives: alike for every start by one user, so that starts find one another.
QString runtimePlace(const QString &dataDirectory)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    // QStandardPaths warns on every command where the variable is missing, as under cron, sudo or in a
    // container.
    const auto given = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (QDir::isAbsolutePath(given))
        return QDir::cleanPath(given) + u"/sluice"_s;
    const QFileInfo session(u"/run/user/%1"_s.arg(::getuid())); // what the variable would say in a session
    if (session.isDir() && session.isWritable() && session.ownerId() == ::getuid())
        return session.filePath() + u"/sluice"_s;
    return dataDirectory + u"/run"_s;
#else
    Q_UNUSED(dataDirectory)
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/sluice"_s;
#endif
}

} // namespace

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
    result.runtimeDirectory = runtimePlace(result.dataDirectory);
    return result;
}

} // namespace sluice

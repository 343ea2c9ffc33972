// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/environment.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

#ifdef Q_OS_UNIX

//! Empty: nobody knows. Qt takes the root directory then, and files would be made there, or looked for.
QString homeOfProcess()
{
    if (const auto given = qEnvironmentVariable("HOME"); QDir::isAbsolutePath(given))
        return QDir::cleanPath(given);
    const auto *user = ::getpwuid(::getuid()); // as under cron or in a container, where nobody has set HOME
    const auto known = user ? QString::fromLocal8Bit(user->pw_dir) : QString();
    return QDir::isAbsolutePath(known) ? QDir::cleanPath(known) : QString();
}

#else

QString homeOfProcess()
{
    return QDir::homePath();
}

#endif

#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)

//! A directory of the XDG base directory specification, which has a relative one ignored.
QString xdgPlace(const char *variable, const QString &usual)
{
    const auto given = qEnvironmentVariable(variable);
    return (QDir::isAbsolutePath(given) ? QDir::cleanPath(given) : usual) + u"/sluice"_s;
}

QString configPlace(const QString &home)
{
    return xdgPlace("XDG_CONFIG_HOME", home + u"/.config"_s);
}

QString dataPlace(const QString &home)
{
    return xdgPlace("XDG_DATA_HOME", home + u"/.local/share"_s);
}

#else

QString configPlace(const QString & /*home*/)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/sluice"_s;
}

QString dataPlace(const QString & /*home*/)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/sluice"_s;
}

#endif

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

Result<Environment> Environment::ofProcess()
{
    Environment result;
    result.homeDirectory = homeOfProcess();
    if (result.homeDirectory.isEmpty())
        return failure(
            ErrorCode::InvalidInput,
            u"there is no home directory: HOME names none, and the list of users has none for you; "
            "set HOME"_s);
    result.variables = QProcessEnvironment::systemEnvironment();
    const auto portable = qEnvironmentVariable("SLUICE_HOME");
    if (!portable.isEmpty()) {
        const auto base = QDir(portable).absolutePath();
        result.configDirectory = base;
        result.dataDirectory = base;
        result.runtimeDirectory = base;
        return result;
    }
    result.configDirectory = configPlace(result.homeDirectory);
    result.dataDirectory = dataPlace(result.homeDirectory);
    result.runtimeDirectory = runtimePlace(result.dataDirectory);
    return result;
}

} // namespace sluice

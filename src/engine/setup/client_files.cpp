// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_files.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace sluice {

using namespace Qt::StringLiterals;

QString clientDirectory(const ClientInfo &client, const Environment &environment)
{
    const auto named = environment.variables.value(client.directoryVariable);
    if (named.isEmpty())
        return environment.homeDirectory + u'/' + client.directory;
    return QFileInfo(environment.expanded(named)).absoluteFilePath();
}

QString credentialsFile(const ClientInfo &client, const Environment &environment)
{
    return clientDirectory(client, environment) + u'/' + client.credentialsFile;
}

QString settingsFile(const ClientInfo &client, const Environment &environment)
{
    return clientDirectory(client, environment) + u'/' + client.settingsFile;
}

QString accountFile(const ClientInfo &client, const QString &credentialsFile, const Environment &environment)
{
    if (client.accountFile.isEmpty())
        return {};
    const QDir directory(QDir::cleanPath(QFileInfo(credentialsFile).absolutePath()));
    if (!client.olderAccountFile.isEmpty() && directory.exists(client.olderAccountFile))
        return directory.filePath(client.olderAccountFile);
    const auto standard = environment.homeDirectory + u'/' + client.directory;
    // Where the variable names a directory, even the standard one, the CLI keeps everything inside.
    const bool isNamed = !environment.variables.value(client.directoryVariable).isEmpty()
        && clientDirectory(client, environment) == directory.path();
    const bool isInHome =
        client.accountFileInHome && !isNamed && directory.path() == QDir::cleanPath(standard);
    return isInHome ? environment.homeDirectory + u'/' + client.accountFile
                    : directory.filePath(client.accountFile);
}

QStringList foundLogins(const ClientInfo &client, const Environment &environment)
{
    const QDir home(environment.homeDirectory);
    QStringList folders{clientDirectory(client, environment), home.filePath(client.directory)};
    const auto others = home.entryList({client.directory + u"-*"_s},
                                       QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const auto &other : others)
        folders += home.filePath(other);
    QStringList result;
    for (const auto &folder : std::as_const(folders)) {
        const QFileInfo file(folder + u'/' + client.credentialsFile);
        if (file.isFile() && !result.contains(file.absoluteFilePath()))
            result += file.absoluteFilePath();
    }
    return result;
}

QString clientProgram(const ClientInfo &client, const Environment &environment)
{
    auto folders = environment.variables.value(u"PATH"_s).split(QDir::listSeparator(), Qt::SkipEmptyParts);
    folders += environment.homeDirectory + u"/.local/bin"_s; // which a desktop's PATH may lack
    return QStandardPaths::findExecutable(client.program, folders);
}

QString shortPath(const QString &path, const Environment &environment)
{
    if (!path.startsWith(environment.homeDirectory + u'/'))
        return path;
    return u'~' + path.sliced(environment.homeDirectory.size());
}

} // namespace sluice

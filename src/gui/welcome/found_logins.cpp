// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/welcome/found_logins.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sluice {

using namespace Qt::StringLiterals;

QStringList foundLogins(const Environment &environment)
{
    QStringList folders;
    if (!environment.claudeConfigDirectory.isEmpty())
        folders += environment.expanded(environment.claudeConfigDirectory);
    const QDir home(environment.homeDirectory);
    folders += home.filePath(u".claude"_s);
    const auto others =
        home.entryList({u".claude-*"_s}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const auto &other : others)
        folders += home.filePath(other);
    QStringList result;
    for (const auto &folder : std::as_const(folders)) {
        const QFileInfo file(folder + u"/.credentials.json"_s);
        if (file.isFile() && !result.contains(file.absoluteFilePath()))
            result += file.absoluteFilePath();
    }
    return result;
}

QString shortFolder(const QString &file, const Environment &environment)
{
    const auto folder = QFileInfo(file).path();
    if (!folder.startsWith(environment.homeDirectory + u'/'))
        return folder;
    return u'~' + folder.sliced(environment.homeDirectory.size());
}

} // namespace sluice

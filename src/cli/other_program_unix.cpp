// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/other_program.h"

#include <QtCore/QFile>

#include <unistd.h>

namespace sluice {

std::optional<int> becomeProgram(const QString &program, const QStringList &arguments)
{
    QList<QByteArray> words{QFile::encodeName(program)};
    for (const auto &argument : arguments)
        words += argument.toLocal8Bit();
    QList<char *> list;
    for (auto &word : words)
        list += word.data();
    list += nullptr;
    execv(words.first().constData(), list.data());
    return std::nullopt; // it comes back only when it has failed
}

} // namespace sluice

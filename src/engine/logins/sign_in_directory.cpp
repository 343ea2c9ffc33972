// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_directory.h"

#include "engine/storage/atomic_file.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto longestSignIn = 1h;

QString parentIn(const Environment &environment)
{
    return environment.dataDirectory + u"/sign-in"_s;
}

} // namespace

Result<std::unique_ptr<SignInDirectory>> SignInDirectory::create(const Environment &environment)
{
    const auto parent = parentIn(environment);
    if (const auto made = makePrivateDirectory(parent); !made)
        return failure(made.error());
    std::unique_ptr<SignInDirectory> result(new SignInDirectory(parent + u"/XXXXXX"_s));
    if (!result->m_directory.isValid())
        return failure(
            ErrorCode::FileFailed,
            u"cannot make a directory in %1 (%2)"_s.arg(parent, result->m_directory.errorString()));
    return result;
}

void SignInDirectory::removeLeftOvers(const Environment &environment, SystemTime now)
{
    const auto oldest = QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(now - longestSignIn));
    const auto entries =
        QDir(parentIn(environment)).entryInfoList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const auto &entry : entries) {
        if (entry.lastModified() < oldest && !entry.isSymLink())
            QDir(entry.absoluteFilePath()).removeRecursively();
    }
}

} // namespace sluice

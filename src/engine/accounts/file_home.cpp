// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/file_home.h"

#include "engine/storage/atomic_file.h"

namespace sluice {

using namespace Qt::StringLiterals;

void HomeJob::finishLater(const Status &status)
{
    const auto finish = [this, status] {
        deleteLater();
        emit finished(status);
    };
    QMetaObject::invokeMethod(this, finish, Qt::QueuedConnection);
}

FileHome::FileHome(const QString &path, const OAuthProfile &profile, Clock &clock, QObject *parent)
    : LoginHome(parent)
    , m_path(path)
    , m_profile(profile)
    , m_watch(path, clock, nullptr)
{
    connect(&m_watch, &FileWatch::changed, this, &FileHome::changed);
}

Result<QByteArray> FileHome::content() const
{
    auto content = readFile(m_path);
    if (!content && content.error().code == ErrorCode::NotFound)
        return failure(ErrorCode::CredentialMissing, u"there is no file %1"_s.arg(m_path));
    return content;
}

HomeJob *FileHome::prepare(QObject *parent)
{
    removeAbandoned(m_path); // whoever prepares holds the locks
    auto *job = new HomeJob(parent);
    job->finishLater(checkWritable(m_path));
    return job;
}

HomeJob *FileHome::replace(const QByteArray &content, QObject *parent)
{
    auto *job = new HomeJob(parent);
    job->finishLater(replaceFile(m_path, content));
    return job;
}

} // namespace sluice

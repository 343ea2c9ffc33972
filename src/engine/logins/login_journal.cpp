// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_journal.h"

#include "engine/storage/atomic_file.h"
#include "engine/storage/lock_refusal.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QLockFile>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int lockTimeoutMs = 5000;

} // namespace

LoginJournal::LoginJournal(const QString &file, const QStringList &providers)
    : m_file(file)
    , m_providers(providers)
{
}

Result<QList<LoginMove>> LoginJournal::moves() const
{
    const auto content = readFile(m_file);
    if (!content && content.error().code == ErrorCode::NotFound)
        return QList<LoginMove>();
    if (!content)
        return failure(content.error());
    const auto entries = QJsonDocument::fromJson(*content).object().value("moves"_L1);
    const auto kept = entries.toArray();
    QList<LoginMove> result;
    for (const auto &entry : kept) {
        auto move = moveFromJson(entry.toObject(), m_providers);
        if (!move)
            break;
        result.append(*std::move(move));
    }
    if (!entries.isArray() || result.size() != kept.size())
        return failure(
            ErrorCode::InvalidInput,
            u"%1 is damaged: it says which logins were being moved, and a start uses none in keychain "
            "or vault until it can be read; compare those and the CLI's files, then remove it"_s.arg(m_file));
    return result;
}

Status LoginJournal::put(const QList<LoginMove> &moves)
{
    return edit([&moves](QList<LoginMove> &all) {
        for (const auto &move : moves) {
            const auto known = std::ranges::find(all, move.id, &LoginMove::id);
            if (known != all.end())
                *known = move;
            else
                all.append(move);
        }
    });
}

Status LoginJournal::drop(const QString &id)
{
    return edit([&id](QList<LoginMove> &all) {
        all.removeIf([&id](const LoginMove &move) { return move.id == id; });
    });
}

Status LoginJournal::edit(const std::function<void(QList<LoginMove> &)> &change)
{
    if (auto made = makePrivateDirectory(QFileInfo(m_file).absolutePath()); !made)
        return made;
    QLockFile lock(m_file + u".lock"_s); // the command line may write too
    if (!lock.tryLock(lockTimeoutMs))
        return failure(lock.error() == QLockFile::LockFailedError ? ErrorCode::LockBusy
                                                                  : ErrorCode::FileFailed,
                       u"cannot lock %1 for an edit: %2"_s.arg(m_file, whyNotLocked(lock)));
    removeAbandoned(m_file);
    auto all = moves();
    if (!all)
        return failure(all.error());
    const auto before = *all;
    change(*all);
    if (*all == before)
        return Done{};
    QJsonArray entries;
    for (const auto &move : std::as_const(*all))
        entries.append(toJson(move));
    return replaceFile(m_file, QJsonDocument(QJsonObject{{u"moves"_s, entries}}).toJson());
}

} // namespace sluice

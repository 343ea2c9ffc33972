// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"
#include "engine/storage/settings.h"

#include <QtCore/QHash>
#include <QtCore/QJsonObject>

namespace sluice {

//! One thing worth telling, in the person's words.
struct Notice
{
    enum class Kind : std::uint8_t { Threshold, Limited, Recovered, SignIn, AllLimited };
    //! Of what all accounts are limited; from the narrowest to the widest.
    enum class Breadth : std::uint8_t { Pool, Provider, Everything };
    Kind kind = Kind::Limited;
    QStringList accountIds = {}; //!< whom it is about; empty for AllLimited
    QString title = {}; //!< the fact
    QString body = {}; //!< what to do or when; plain text, may be empty
    QString poolId = {}; //!< for AllLimited
    Breadth breadth = Breadth::Pool; //!< for AllLimited
    bool isCritical() const { return kind == Kind::AllLimited; }
    //! Empty where several accounts are meant.
    QString accountId() const { return accountIds.size() == 1 ? accountIds.first() : QString(); }
    bool operator==(const Notice &) const = default;
};

//! What was told already, kept over a restart: each event once per window and reset cycle.
class NoticeMemory
{
public:
    static NoticeMemory fromJson(const QJsonObject &json);
    QJsonObject toJson() const;

    //! True once per key and cycle; resets of one cycle may differ by some minutes.
    bool remember(const QString &key, std::optional<SystemTime> cycle = {});
    bool forget(const QString &key); //!< true if it was there
    void forgetBefore(SystemTime now, milliseconds grace); //!< drops cycles long over

    void muteUntil(SystemTime time) { m_mutedUntil = time; }
    bool isMuted(SystemTime now) const { return now < m_mutedUntil; }
    bool operator==(const NoticeMemory &) const = default;

private:
    QHash<QString, qint64> m_told = {}; // key to the cycle's reset in Unix milliseconds, 0 without
    SystemTime m_mutedUntil = {};
};

//! What is new in this snapshot, several of one kind merged into one. Everything is remembered, also what the
//! settings or "Mute today" keep quiet, so that nothing old comes up later.
QList<Notice> notices(const EngineSnapshot &snapshot, const NotificationSettings &settings,
                      NoticeMemory &memory);

//! Whether what the notice says has come to an end, so that nobody should read it any more. What has merely
//! happened has no end.
bool isOver(const Notice &notice, const EngineSnapshot &snapshot);

} // namespace sluice

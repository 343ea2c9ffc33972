// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/result.h"
#include "engine/base/secret.h"
#include "engine/storage/settings.h"

#include <optional>

namespace sluice {

//! What Claude Code's settings.json shall say.
struct ClaudeCodeTarget
{
    QString baseUrl = {}; //!< `http://127.0.0.1:8787`
    Secret token = {};
};

//! Where clients on this computer reach a gateway that listens on `host` and `port`.
QString clientAddress(const GatewaySettings &gateway, const QString &host, quint16 port);

//! What was remembered when we edited a settings file. The token itself is not in it, only its digest.
struct SetupRecord
{
    //! Undoes our edit byte for byte while the file is still as we left it.
    struct Patch
    {
        qsizetype at = 0;
        qsizetype inserted = 0; //!< bytes of ours there
        QByteArray removed = {}; //!< what they took the place of
        bool operator==(const Patch &) const = default;
    };
    struct Member
    {
        QString name = {};
        QByteArray oursDigest = {}; //!< SHA-256 of the value we wrote
        std::optional<QByteArray> before = {}; //!< as it was written; absent: there was none
        bool operator==(const Member &) const = default;
    };
    bool hadFile = false;
    bool hadEnv = false;
    QByteArray afterDigest = {}; //!< SHA-256 of the file as we left it
    Patch patch = {};
    QList<Member> members = {};
    bool operator==(const SetupRecord &) const = default;
};

//! A settings file; absent when there is none.
using FileContent = std::optional<QByteArray>;

struct SetupPlan
{
    FileContent before = {};
    FileContent after = {};
    std::optional<SetupRecord> record = {}; //!< to remember; absent: forget
    bool changesFile() const { return before != after; }
};

//! Points the settings at the gateway. A second run starts from what was there before the first.
Result<SetupPlan> planSetup(const FileContent &current, const std::optional<SetupRecord> &record,
                            const ClaudeCodeTarget &target);
//! Brings back what was there before. What a person has changed since then stays.
Result<SetupPlan> planUndo(const FileContent &current, const std::optional<SetupRecord> &record);

//! The changed lines as in a diff, tokens masked.
QString toDiff(const SetupPlan &plan, const ClaudeCodeTarget &target);
//! `export` lines for a shell, with the token.
QString toExports(const ClaudeCodeTarget &target);

} // namespace sluice

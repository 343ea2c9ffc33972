// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace sluice {

//! What a client's settings shall point at.
struct ClientTarget
{
    QString address = {}; //!< `http://127.0.0.1:8787`
    Secret token = {};
    QString problem = {}; //!< why there is no address though the gateway listens
};

//! Undoes one edit byte for byte while the file is still as we left it.
struct SetupPatch
{
    qsizetype at = 0; //!< in the file as we left it
    qsizetype inserted = 0; //!< bytes of ours there
    QByteArray removed = {}; //!< what they took the place of
    bool operator==(const SetupPatch &) const = default;
};

//! What was remembered when we edited a settings file. No token of ours is in it, only digests.
struct SetupRecord
{
    struct Member
    {
        QString name = {};
        QByteArray oursDigest = {}; //!< SHA-256 of the value we wrote, as it is written
        std::optional<QByteArray> before = {}; //!< as it was written; absent: there was none
        bool operator==(const Member &) const = default;
    };
    bool hadFile = false;
    int mode = 0; //!< permissions of the file that was there; 0: unknown
    QByteArray afterDigest = {}; //!< SHA-256 of the file as we left it
    QList<SetupPatch> patches = {}; //!< in the order of their places
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
    int mode = 0; //!< permissions that the file gets back; 0: as they are
    QStringList left = {}; //!< of an undo: what we had set and a person has changed since, which stays
    bool changesFile() const { return before != after; }
};

//! One change of a text: `removed` bytes at `at` give way to `inserted`.
struct TextEdit
{
    qsizetype at = 0;
    qsizetype removed = 0;
    QByteArray inserted = {};
};

//! SHA-256 in hex.
QByteArray digest(const QByteArray &bytes);
//! The text after the edits, which are in the order of their places and do not overlap.
QByteArray edited(const QByteArray &text, const QList<TextEdit> &edits);
//! What undoes these edits of `text`.
QList<SetupPatch> patchesOf(const QByteArray &text, const QList<TextEdit> &edits);
//! The text before the patches; nothing when they do not fit it.
std::optional<QByteArray> unpatched(const QByteArray &text, const QList<SetupPatch> &patches);
//! The lines that differ, those of `before` with `- ` and those of `after` with `+ `.
QByteArray lineDiff(const QByteArray &before, const QByteArray &after);

} // namespace sluice

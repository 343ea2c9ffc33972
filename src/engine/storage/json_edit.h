// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace sluice {

// Edits single members of a JSON file that belongs to somebody else: every byte outside the member stays as
// it was, key order, indentation and line ends included. `path` leads through objects to the member.
// InvalidInput: not JSON, or something on the path is no object; then nothing can be edited.

//! The member's value as it is written; nothing when there is no such member.
Result<std::optional<QByteArray>> jsonMember(const QByteArray &json, const QStringList &path);

//! Replaces the value, or adds the member (and missing objects on the path) last, laid out like its
//! neighbours. `value` is JSON.
Result<QByteArray> withJsonMember(const QByteArray &json, const QStringList &path, const QByteArray &value);

//! Removes the member together with the comma and the space that came with it; of several with that name all,
//! or an earlier one would count from then on. No such member: unchanged.
Result<QByteArray> withoutJsonMember(const QByteArray &json, const QStringList &path);

//! `text` as a JSON string, quoted.
QByteArray jsonString(const QString &text);

} // namespace sluice

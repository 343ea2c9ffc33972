// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace sluice {

//! One member of a JSON object, as it stands in the text.
struct JsonMember
{
    QByteArrayView name = {}; //!< between the quotes, escapes as written
    QByteArrayView value = {}; //!< without the white space around it
};

//! The members of the object that `text` is, in order, at memory speed: values are checked and skipped, no
//! tree is built. Nothing where the text is not one JSON object (RFC 8259, nested at most 1024 deep as in
//! QJsonDocument). Whether strings are valid UTF-8 is left to whoever decodes them. The views point into
//! `text`.
std::optional<QList<JsonMember>> jsonMembers(QByteArrayView text);

//! The members that stand whole in a text that begins an object and is cut off somewhere.
QList<JsonMember> leadingJsonMembers(QByteArrayView text);

//! The elements of the array that `text` is, likewise. Nothing where it is not one JSON array.
std::optional<QList<QByteArrayView>> jsonElements(QByteArrayView text);

//! The value of the last member called `name`, as QJsonDocument has it; empty where there is none. Names are
//! compared decoded.
QByteArrayView jsonValue(const QList<JsonMember> &members, QByteArrayView name);

//! The decoded string that `value` is; nothing where it is no string or not valid UTF-8.
std::optional<QString> jsonString(QByteArrayView value);

} // namespace sluice

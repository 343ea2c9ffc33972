// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>

namespace sluice {

// Where the parts of a JSON text stand, for edits that leave every other byte as it is. jsonObjectIn() checks
// the syntax, and the nesting too (QJsonDocument: at most 1024 deep); what it has refused the others must not
// see.

//! Half-open, in bytes.
struct JsonSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

//! A member of an object or an element of an array.
struct JsonItem
{
    qsizetype lead = 0; //!< behind the bracket or the comma before it
    JsonSpan key = {}; //!< with its quotes; in an array empty, where the value begins
    JsonSpan value = {};
};

//! An object or an array.
struct JsonContainer
{
    JsonSpan inner = {}; //!< between the brackets
    QList<JsonItem> items = {};
};

//! InvalidInput names the line where it is no JSON, or says that it is no object.
Result<QJsonObject> jsonObjectIn(const QByteArray &json);

QByteArray jsonText(const QByteArray &json, JsonSpan span);

//! `open` is the position of its bracket.
JsonContainer jsonContainerAt(const QByteArray &json, qsizetype open);

//! Escapes resolved.
QString jsonKey(const QByteArray &json, const JsonItem &item);

//! How the lines stand on which items are.
struct JsonLines
{
    QByteArray newline = {}; //!< empty: all on one line
    QByteArray indent = {};
};

//! By the white space before an item.
JsonLines jsonLines(const QByteArray &space);

//! How a file is laid out, as its first member shows.
struct JsonLayout
{
    QByteArray newline = {}; //!< empty: all on one line
    QByteArray indent = {}; //!< per level
    QByteArray colon = ": ";
};

JsonLayout jsonLayoutOf(const QByteArray &json, const JsonContainer &root);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/json_scan.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

qsizetype skipSpace(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && QByteArrayView(" \t\r\n").contains(json.at(at)))
        ++at;
    return at;
}

qsizetype skipString(const QByteArray &json, qsizetype at)
{
    for (++at; json.at(at) != '"'; ++at) {
        if (json.at(at) == '\\')
            ++at;
    }
    return at + 1;
}

qsizetype skipValue(const QByteArray &json, qsizetype at)
{
    int depth = 0;
    do {
        const char c = json.at(at);
        if (c == '"') {
            at = skipString(json, at);
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        else if (depth == 0) { // a number or a word: up to what may follow one
            while (at < json.size() && !QByteArrayView(" \t\r\n,]}").contains(json.at(at)))
                ++at;
            return at;
        }
        ++at;
    } while (depth > 0);
    return at;
}

} // namespace

Result<QJsonObject> jsonObjectIn(const QByteArray &json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto before = json.first(std::min<qsizetype>(error.offset, json.size()));
        return failure(ErrorCode::InvalidInput,
                       u"line %1: not valid JSON (%2); take out comments and commas behind the last member"_s
                           .arg(before.count('\n') + 1)
                           .arg(error.errorString()));
    }
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"the JSON is not an object"_s);
    return document.object();
}

QByteArray jsonText(const QByteArray &json, JsonSpan span)
{
    return json.sliced(span.begin, span.end - span.begin);
}

JsonContainer jsonContainerAt(const QByteArray &json, qsizetype open)
{
    const bool isObject = json.at(open) == '{';
    JsonContainer result = {.inner = {open + 1, open + 1}};
    qsizetype at = open;
    do {
        JsonItem item = {.lead = at + 1};
        at = skipSpace(json, item.lead);
        if (json.at(at) == (isObject ? '}' : ']'))
            break;
        item.key = {at, isObject ? skipString(json, at) : at};
        if (isObject)
            at = skipSpace(json, skipSpace(json, item.key.end) + 1); // behind the colon
        item.value = {at, skipValue(json, at)};
        result.items.append(item);
        at = skipSpace(json, item.value.end);
    } while (json.at(at) == ',');
    result.inner.end = at;
    return result;
}

QString jsonKey(const QByteArray &json, const JsonItem &item)
{
    return QJsonDocument::fromJson('[' + jsonText(json, item.key) + ']').array().at(0).toString();
}

JsonLines jsonLines(const QByteArray &space)
{
    const auto line = space.lastIndexOf('\n');
    if (line < 0)
        return {};
    return {.newline = space.contains("\r\n") ? "\r\n" : "\n", .indent = space.sliced(line + 1)};
}

JsonLayout jsonLayoutOf(const QByteArray &json, const JsonContainer &root)
{
    if (root.items.isEmpty())
        return {.newline = json.contains("\r\n") ? "\r\n" : "\n", .indent = "  "};
    const JsonItem &first = root.items.first();
    const auto lines = jsonLines(jsonText(json, {first.lead, first.key.begin}));
    return {.newline = lines.newline,
            .indent = lines.indent,
            .colon = jsonText(json, {first.key.end, first.value.begin})};
}

} // namespace sluice

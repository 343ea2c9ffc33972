// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/json_edit.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

// The text has passed QJsonDocument before any of this looks at it, so none of it checks syntax again.

//! Half-open, in bytes.
struct Span
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

struct Member
{
    qsizetype lead = 0; //!< behind the `{` or `,` before it
    Span key = {}; //!< with its quotes
    Span value = {};
};

struct Object
{
    Span inner = {}; //!< between the braces
    QList<Member> members = {};
};

QByteArray text(const QByteArray &json, Span span)
{
    return json.sliced(span.begin, span.end - span.begin);
}

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

//! `open` is the position of the `{`.
Object objectAt(const QByteArray &json, qsizetype open)
{
    Object result = {.inner = {open + 1, open + 1}};
    qsizetype at = open;
    do {
        Member member = {.lead = at + 1};
        at = skipSpace(json, member.lead);
        if (json.at(at) == '}')
            break;
        member.key = {at, skipString(json, at)};
        at = skipSpace(json, member.key.end) + 1; // the colon
        member.value.begin = skipSpace(json, at);
        member.value.end = skipValue(json, member.value.begin);
        result.members.append(member);
        at = skipSpace(json, member.value.end);
    } while (json.at(at) == ',');
    result.inner.end = at;
    return result;
}

QString keyOf(const QByteArray &json, const Member &member)
{
    return QJsonDocument::fromJson('[' + text(json, member.key) + ']').array().at(0).toString();
}

//! Of several with the same name the last, as every reader of JSON takes it; -1 without any.
qsizetype indexOf(const QByteArray &json, const Object &object, const QString &key)
{
    for (auto i = object.members.size() - 1; i >= 0; --i) {
        if (keyOf(json, object.members.at(i)) == key)
            return i;
    }
    return -1;
}

//! The objects along a path, as far as they are there.
struct Trail
{
    QList<Object> objects = {}; //!< the root first
    qsizetype member = -1; //!< in the last object, when the whole path is there
};

Result<Trail> follow(const QByteArray &json, const QStringList &path)
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
    Trail trail = {.objects = {objectAt(json, json.indexOf('{'))}};
    for (qsizetype depth = 0; depth < path.size(); ++depth) {
        trail.member = indexOf(json, trail.objects.last(), path.at(depth));
        if (trail.member < 0 || depth == path.size() - 1)
            break;
        const auto value = trail.objects.last().members.at(trail.member).value;
        if (json.at(value.begin) != '{')
            return failure(ErrorCode::InvalidInput, u"\"%1\" is not an object"_s.arg(path.at(depth)));
        trail.objects.append(objectAt(json, value.begin));
    }
    return trail;
}

//! How the file is laid out, as its first member shows.
struct Layout
{
    QByteArray newline = {}; //!< empty: all on one line
    QByteArray indent = {};
    QByteArray colon = ": ";

    QByteArray lineAt(qsizetype depth) const
    {
        return newline.isEmpty() ? QByteArray() : newline + indent.repeated(depth);
    }
};

Layout layoutOf(const QByteArray &json, const Object &root)
{
    if (root.members.isEmpty())
        return {.newline = json.contains("\r\n") ? "\r\n" : "\n", .indent = "  "};
    const Member &first = root.members.first();
    const auto space = text(json, {first.lead, first.key.begin});
    Layout result = {.colon = text(json, {first.key.end, first.value.begin})};
    if (const auto line = space.lastIndexOf('\n'); line >= 0) {
        result.newline = space.contains("\r\n") ? "\r\n" : "\n";
        result.indent = space.sliced(line + 1);
    }
    return result;
}

//! `"a": {"b": value}` for what is left of the path, its first key `depth` objects deep.
QByteArray nested(const QStringList &keys, const QByteArray &value, const Layout &layout, qsizetype depth)
{
    QByteArray result = jsonString(keys.last()) + layout.colon + value;
    for (auto i = keys.size() - 2; i >= 0; --i) {
        const auto outer = depth + i;
        result = jsonString(keys.at(i)) + layout.colon + '{' + layout.lineAt(outer + 1) + result
            + layout.lineAt(outer) + '}';
    }
    return result;
}

QByteArray replaced(const QByteArray &json, Span span, const QByteArray &by)
{
    return json.first(span.begin) + by + json.sliced(span.end);
}

} // namespace

Result<std::optional<QByteArray>> jsonMember(const QByteArray &json, const QStringList &path)
{
    const auto trail = follow(json, path);
    if (!trail)
        return failure(trail.error());
    if (trail->member < 0)
        return std::optional<QByteArray>();
    return std::optional(text(json, trail->objects.last().members.at(trail->member).value));
}

Result<QByteArray> withJsonMember(const QByteArray &json, const QStringList &path, const QByteArray &value)
{
    const auto trail = follow(json, path);
    if (!trail)
        return failure(trail.error());
    const Object &object = trail->objects.last();
    if (trail->member >= 0)
        return replaced(json, object.members.at(trail->member).value, value);
    const auto depth = trail->objects.size();
    auto layout = layoutOf(json, trail->objects.first());
    const auto keys = path.sliced(depth - 1);
    if (object.members.isEmpty()) {
        const auto member = nested(keys, value, layout, depth);
        return replaced(json, object.inner, layout.lineAt(depth) + member + layout.lineAt(depth - 1));
    }
    const Member &last = object.members.last();
    layout.colon = text(json, {last.key.end, last.value.begin});
    const auto space = text(json, {last.lead, last.key.begin});
    if (!space.contains('\n'))
        layout.newline.clear(); // its neighbours share a line
    const auto member = nested(keys, value, layout, depth);
    return replaced(json, {last.value.end, last.value.end}, ',' + space + member);
}

Result<QByteArray> withoutJsonMember(const QByteArray &json, const QStringList &path)
{
    const auto trail = follow(json, path);
    if (!trail)
        return failure(trail.error());
    if (trail->member < 0)
        return json;
    const Object &object = trail->objects.last();
    const auto &members = object.members;
    if (members.size() == 1)
        return replaced(json, object.inner, {});
    const auto i = trail->member;
    if (i == members.size() - 1)
        return replaced(json, {members.at(i - 1).value.end, members.at(i).value.end}, {});
    return replaced(json, {members.at(i).lead, members.at(i + 1).lead}, {});
}

QByteArray jsonString(const QString &text)
{
    const auto array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace sluice

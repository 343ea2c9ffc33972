// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/json_edit.h"

#include "engine/storage/json_scan.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Of several with the same name the last, as every reader of JSON takes it; -1 without any.
qsizetype indexOf(const QByteArray &json, const JsonContainer &object, const QString &key)
{
    for (auto i = object.items.size() - 1; i >= 0; --i) {
        if (jsonKey(json, object.items.at(i)) == key)
            return i;
    }
    return -1;
}

//! The objects along a path, as far as they are there.
struct Trail
{
    QList<JsonContainer> objects = {}; //!< the root first
    qsizetype member = -1; //!< in the last object, when the whole path is there
};

Result<Trail> follow(const QByteArray &json, const QStringList &path)
{
    if (const auto object = jsonObjectIn(json); !object)
        return failure(object.error());
    Trail trail = {.objects = {jsonContainerAt(json, json.indexOf('{'))}};
    for (qsizetype depth = 0; depth < path.size(); ++depth) {
        trail.member = indexOf(json, trail.objects.last(), path.at(depth));
        if (trail.member < 0 || depth == path.size() - 1)
            break;
        const auto value = trail.objects.last().items.at(trail.member).value;
        if (json.at(value.begin) != '{')
            return failure(ErrorCode::InvalidInput, u"\"%1\" is not an object"_s.arg(path.at(depth)));
        trail.objects.append(jsonContainerAt(json, value.begin));
    }
    return trail;
}

//! The white space before something that is `depth` objects deep.
QByteArray lineAt(const JsonLayout &layout, qsizetype depth)
{
    return layout.newline.isEmpty() ? QByteArray() : layout.newline + layout.indent.repeated(depth);
}

//! `"a": {"b": value}` for what is left of the path, its first key `depth` objects deep.
QByteArray nested(const QStringList &keys, const QByteArray &value, const JsonLayout &layout, qsizetype depth)
{
    QByteArray result = jsonString(keys.last()) + layout.colon + value;
    for (auto i = keys.size() - 2; i >= 0; --i) {
        const auto outer = depth + i;
        result = jsonString(keys.at(i)) + layout.colon + '{' + lineAt(layout, outer + 1) + result
            + lineAt(layout, outer) + '}';
    }
    return result;
}

QByteArray replaced(const QByteArray &json, JsonSpan span, const QByteArray &by)
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
    return std::optional(jsonText(json, trail->objects.last().items.at(trail->member).value));
}

Result<QByteArray> withJsonMember(const QByteArray &json, const QStringList &path, const QByteArray &value)
{
    const auto trail = follow(json, path);
    if (!trail)
        return failure(trail.error());
    const JsonContainer &object = trail->objects.last();
    if (trail->member >= 0)
        return replaced(json, object.items.at(trail->member).value, value);
    const auto depth = trail->objects.size();
    auto layout = jsonLayoutOf(json, trail->objects.first());
    const auto keys = path.sliced(depth - 1);
    if (object.items.isEmpty()) {
        const auto member = nested(keys, value, layout, depth);
        return replaced(json, object.inner, lineAt(layout, depth) + member + lineAt(layout, depth - 1));
    }
    const JsonItem &last = object.items.last();
    layout.colon = jsonText(json, {last.key.end, last.value.begin});
    const auto space = jsonText(json, {last.lead, last.key.begin});
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
    const auto &[inner, items] = trail->objects.last();
    auto result = json.first(inner.begin);
    qsizetype last = -1; // of those that stay
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (jsonKey(json, items.at(i)) == path.last())
            continue;
        if (last >= 0)
            result += jsonText(json, {items.at(last).lead, items.at(last + 1).lead});
        last = i;
    }
    if (last < 0)
        return replaced(json, inner, {});
    return result + jsonText(json, {items.at(last).lead, items.at(last).value.end})
        + json.sliced(items.last().value.end);
}

QByteArray jsonString(const QString &text)
{
    const auto array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace sluice

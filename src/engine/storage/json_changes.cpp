// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/json_changes.h"

#include "engine/storage/json_edit.h"
#include "engine/storage/json_scan.h"

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace sluice {

namespace {

//! For each element of `after` where the element of `before` stands that it goes on from, or -1: first those
//! that are equal, then in their order whatever else is between the same two.
QList<qsizetype> origins(const QJsonArray &before, const QJsonArray &after)
{
    QList<qsizetype> result(after.size(), -1);
    qsizetype next = 0;
    for (qsizetype i = 0; i < after.size(); ++i) {
        auto same = next;
        while (same < before.size() && before.at(same) != after.at(i))
            ++same;
        if (same == before.size())
            continue;
        result[i] = same;
        next = same + 1;
    }
    next = 0;
    for (auto i = result.begin(); i != result.end(); ++i) {
        const auto equal = std::find_if(i, result.end(), [](qsizetype origin) { return origin >= 0; });
        if (*i < 0 && next < (equal == result.end() ? before.size() : *equal))
            *i = next;
        next = std::max(next, *i + 1);
    }
    return result;
}

//! What an object or an array will hold: an item that was there, as far as it changes, or a new one.
struct Part
{
    qsizetype origin = -1; //!< among the items that were there
    QByteArray text = {}; //!< key and value
};

//! Nested as deep as QJsonDocument takes it, which bounds the recursion.
class JsonChange
{
public:
    explicit JsonChange(const QByteArray &json)
        : m_json(json)
        , m_root(jsonContainerAt(json, json.indexOf('{')))
        , m_layout(jsonLayoutOf(json, m_root))
    {
    }

    QByteArray changed(const QJsonObject &before, const QJsonObject &after) const
    {
        return m_json.first(m_root.inner.begin - 1)
            + changedObject(m_root, before, after, {.newline = m_layout.newline})
            + m_json.sliced(m_root.inner.end + 1);
    }

private:
    // `lines` are those on which it begins.
    QByteArray changedObject(const JsonContainer &container, const QJsonObject &before,
                             const QJsonObject &after, const JsonLines &lines) const;
    QByteArray changedArray(const JsonContainer &container, const QJsonArray &before, const QJsonArray &after,
                            const JsonLines &lines) const;
    QByteArray changedValue(const JsonItem &item, const QJsonValue &before, const QJsonValue &after) const;
    QByteArray assembled(const JsonContainer &container, const QList<Part> &parts,
                         const JsonLines &lines) const;

    QByteArray newValue(const QJsonValue &value, const JsonLines &lines) const;
    JsonLines newElementLines(const JsonContainer &array, const JsonLines &lines) const;
    QByteArray newContainer(const char *brackets, const QByteArrayList &items, const JsonLines &lines) const;
    QByteArray colonIn(const JsonContainer &object) const;
    QByteArray separatorIn(const JsonContainer &container, const JsonLines &lines) const;

    QByteArray leadOf(const JsonItem &item) const { return jsonText(m_json, {item.lead, item.key.begin}); }
    bool isSpaced() const { return m_layout.colon.endsWith(' '); }
    JsonLines within(const JsonLines &lines) const
    {
        return lines.newline.isEmpty() ? lines : JsonLines{lines.newline, lines.indent + m_layout.indent};
    }

    const QByteArray &m_json;
    JsonContainer m_root;
    JsonLayout m_layout;
};

QByteArray JsonChange::changedObject(const JsonContainer &container, const QJsonObject &before,
                                     const QJsonObject &after, const JsonLines &lines) const
{
    QHash<QString, qsizetype> last;
    for (qsizetype i = 0; i < container.items.size(); ++i)
        last.insert(jsonKey(m_json, container.items.at(i)), i);

    QList<Part> parts;
    for (qsizetype i = 0; i < container.items.size(); ++i) {
        const auto &item = container.items.at(i);
        const auto key = jsonKey(m_json, item);
        if (!after.contains(key))
            continue; // all of that name, or an earlier one would count from now on
        const auto text = last.value(key) == i ? changedValue(item, before.value(key), after.value(key))
                                               : jsonText(m_json, item.value);
        parts.append({.origin = i, .text = jsonText(m_json, {item.key.begin, item.value.begin}) + text});
    }
    const auto newLines = jsonLines(separatorIn(container, lines));
    for (auto each = after.begin(); each != after.end(); ++each) {
        if (!before.contains(each.key()))
            parts.append(
                {.text = jsonString(each.key()) + colonIn(container) + newValue(each.value(), newLines)});
    }
    return assembled(container, parts, lines);
}

QByteArray JsonChange::changedArray(const JsonContainer &container, const QJsonArray &before,
                                    const QJsonArray &after, const JsonLines &lines) const
{
    const auto newLines = newElementLines(container, lines);
    const auto from = origins(before, after);
    QList<Part> parts;
    for (qsizetype i = 0; i < after.size(); ++i) {
        const auto origin = from.at(i);
        parts.append({.origin = origin,
                      .text = origin < 0
                          ? newValue(after.at(i), newLines)
                          : changedValue(container.items.at(origin), before.at(origin), after.at(i))});
    }
    return assembled(container, parts, lines);
}

QByteArray JsonChange::changedValue(const JsonItem &item, const QJsonValue &before,
                                    const QJsonValue &after) const
{
    if (before == after)
        return jsonText(m_json, item.value);
    const auto lines = jsonLines(leadOf(item));
    if (before.isObject() && after.isObject())
        return changedObject(jsonContainerAt(m_json, item.value.begin), before.toObject(), after.toObject(),
                             lines);
    if (before.isArray() && after.isArray())
        return changedArray(jsonContainerAt(m_json, item.value.begin), before.toArray(), after.toArray(),
                            lines);
    return newValue(after, lines);
}

//! An object or array among the elements is laid out like the last one: on one line, or as its end shows.
JsonLines JsonChange::newElementLines(const JsonContainer &array, const JsonLines &lines) const
{
    const auto last = array.items.isEmpty() ? -1 : array.items.last().value.begin;
    if (last < 0 || (m_json.at(last) != '{' && m_json.at(last) != '['))
        return jsonLines(separatorIn(array, lines));
    const auto &[inner, items] = jsonContainerAt(m_json, last);
    return jsonLines(jsonText(m_json, {items.isEmpty() ? inner.begin : items.last().value.end, inner.end}));
}

//! The first part stands where the first item stood, the last part ends as the last item did.
QByteArray JsonChange::assembled(const JsonContainer &container, const QList<Part> &parts,
                                 const JsonLines &lines) const
{
    const auto &[inner, items] = container;
    QByteArray result(1, m_json.at(inner.begin - 1));
    const auto separator = separatorIn(container, lines);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const auto &[origin, text] = parts.at(i);
        if (i == 0)
            result += items.isEmpty() ? separator : leadOf(items.first());
        else
            result += origin > 0 ? leadOf(items.at(origin)) : separator;
        result += text;
        if (i == parts.size() - 1)
            result += items.isEmpty() ? lines.newline + lines.indent
                                      : jsonText(m_json, {items.last().value.end, inner.end});
        else if (origin >= 0 && origin < items.size() - 1)
            result += jsonText(m_json, {items.at(origin).value.end, items.at(origin + 1).lead});
        else
            result += ',';
    }
    return result + m_json.at(inner.end);
}

QByteArray JsonChange::newValue(const QJsonValue &value, const JsonLines &lines) const
{
    QByteArrayList items;
    if (value.isArray()) {
        const auto array = value.toArray();
        for (const auto &each : array)
            items.append(newValue(each, within(lines)));
        return newContainer("[]", items, lines);
    }
    if (value.isObject()) {
        const auto object = value.toObject();
        for (auto each = object.begin(); each != object.end(); ++each)
            items.append(jsonString(each.key()) + m_layout.colon + newValue(each.value(), within(lines)));
        return newContainer("{}", items, lines);
    }
    const auto array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QByteArray JsonChange::newContainer(const char *brackets, const QByteArrayList &items,
                                    const JsonLines &lines) const
{
    if (items.isEmpty())
        return brackets;
    const auto [newline, indent] = within(lines);
    const auto separator = newline.isEmpty() && isSpaced() ? ", " : ',' + newline + indent;
    return brackets[0] + newline + indent + items.join(separator) + newline + lines.indent + brackets[1];
}

QByteArray JsonChange::colonIn(const JsonContainer &object) const
{
    if (object.items.isEmpty())
        return m_layout.colon;
    const auto &last = object.items.last();
    return jsonText(m_json, {last.key.end, last.value.begin});
}

//! The white space before a new item, behind the comma: that of the last item.
QByteArray JsonChange::separatorIn(const JsonContainer &container, const JsonLines &lines) const
{
    if (container.items.isEmpty()) {
        const auto [newline, indent] = within(lines);
        return newline + indent;
    }
    const auto lead = leadOf(container.items.last());
    const bool isAlone = container.items.size() == 1; // then what stands behind the bracket says little
    return isAlone && lead.isEmpty() && isSpaced() ? " " : lead;
}

} // namespace

Result<QByteArray> withJsonChanges(const QByteArray &json, const QJsonObject &changed)
{
    if (json.trimmed().isEmpty())
        return QJsonDocument(changed).toJson();
    const auto before = jsonObjectIn(json);
    if (!before)
        return failure(before.error());
    return JsonChange(json).changed(*before, changed);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/object_reader.h"

#include <cmath>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Names the type only: the value of a key may be a secret.
QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::String:
        return u"a text"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

} // namespace

ObjectReader::ObjectReader(const QJsonObject &object, const QString &path, Findings &findings)
    : m_object(object)
    , m_path(path)
    , m_findings(findings)
{
}

ObjectReader::~ObjectReader()
{
    if (m_ignoresRest)
        return;
    const auto keys = m_object.keys();
    for (const auto &key : keys) {
        if (!m_asked.contains(key))
            m_findings.unknownKeys.append(pathOf(key));
    }
}

QString ObjectReader::pathOf(const QString &key) const
{
    return m_path.isEmpty() ? key : m_path + u'.' + key;
}

void ObjectReader::note(const QString &path, const QString &what)
{
    if (!m_findings.error)
        m_findings.error = path + u": "_s + what;
}

void ObjectReader::wrongType(const QString &path, const QJsonValue &value, const QString &allowed)
{
    note(path, u"is %1; allowed is %2"_s.arg(typeName(value), allowed));
}

QJsonValue ObjectReader::any(const QString &key)
{
    m_asked.append(key);
    return m_object.value(key);
}

bool ObjectReader::boolean(const QString &key, bool fallback)
{
    const auto value = any(key);
    if (!value.isUndefined() && !value.isBool())
        wrongType(pathOf(key), value, u"true or false"_s);
    return value.toBool(fallback);
}

QString ObjectReader::string(const QString &key, const QString &fallback)
{
    const auto value = any(key);
    if (!value.isUndefined() && !value.isString())
        wrongType(pathOf(key), value, u"a text"_s);
    return value.toString(fallback);
}

QString ObjectReader::requiredString(const QString &key)
{
    const auto result = string(key);
    if (result.isEmpty())
        wrong(key, u"is missing or empty; allowed is a text"_s);
    return result;
}

std::optional<int> ObjectReader::optionalInteger(const QString &key, std::pair<int, int> range)
{
    const auto value = any(key);
    if (value.isUndefined())
        return std::nullopt;
    const auto allowed = u"a whole number from %1 to %2"_s.arg(range.first).arg(range.second);
    const auto number = value.toDouble();
    if (!value.isDouble()) {
        wrongType(pathOf(key), value, allowed);
        return std::nullopt;
    }
    if (number != std::floor(number) || number < range.first || number > range.second) {
        wrong(key, u"is %1; allowed is %2"_s.arg(number).arg(allowed));
        return std::nullopt;
    }
    return static_cast<int>(number);
}

int ObjectReader::integer(const QString &key, std::pair<int, int> range, int fallback)
{
    return optionalInteger(key, range).value_or(fallback);
}

double ObjectReader::number(const QString &key, std::pair<double, double> range, double fallback)
{
    const auto value = any(key);
    if (value.isUndefined())
        return fallback;
    const auto allowed = u"a number from %1 to %2"_s.arg(range.first).arg(range.second);
    const auto result = value.toDouble();
    if (!value.isDouble())
        wrongType(pathOf(key), value, allowed);
    else if (result < range.first || result > range.second)
        wrong(key, u"is %1; allowed is %2"_s.arg(result).arg(allowed));
    return result;
}

QStringList ObjectReader::strings(const QString &key)
{
    const auto value = any(key);
    if (!value.isUndefined() && !value.isArray())
        wrongType(pathOf(key), value, u"a list of texts"_s);
    QStringList result;
    const auto array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto path = u"%1[%2]"_s.arg(pathOf(key)).arg(i);
        if (!array.at(i).isString())
            wrongType(path, array.at(i), u"a text"_s);
        else if (array.at(i).toString().isEmpty())
            note(path, u"is empty; allowed is a text"_s);
        result.append(array.at(i).toString());
    }
    return result;
}

qsizetype ObjectReader::choice(const QString &key, const QStringList &choices, qsizetype fallback)
{
    const auto text = string(key, choices.at(fallback));
    const auto index = choices.indexOf(text);
    if (index < 0)
        wrong(key, u"is \"%1\"; allowed are %2"_s.arg(text, choices.join(u", "_s)));
    return index < 0 ? fallback : index;
}

void ObjectReader::object(const QString &key, const std::function<void(ObjectReader &)> &read)
{
    const auto value = any(key);
    if (!value.isUndefined() && !value.isObject())
        wrongType(pathOf(key), value, u"an object"_s);
    ObjectReader reader(value.toObject(), pathOf(key), m_findings);
    read(reader);
}

void ObjectReader::objects(const QString &key, const std::function<void(ObjectReader &)> &read)
{
    const auto value = any(key);
    if (!value.isUndefined() && !value.isArray())
        wrongType(pathOf(key), value, u"a list of objects"_s);
    const auto array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto path = u"%1[%2]"_s.arg(pathOf(key)).arg(i);
        if (!array.at(i).isObject()) {
            wrongType(path, array.at(i), u"an object"_s);
            continue;
        }
        ObjectReader reader(array.at(i).toObject(), path, m_findings);
        read(reader);
    }
}

} // namespace sluice

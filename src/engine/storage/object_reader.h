// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <functional>
#include <optional>
#include <utility>

namespace sluice {

//! What reading a JSON file brought up: the first thing that is wrong, and every key nobody asked for.
struct Findings
{
    std::optional<QString> error = {};
    QStringList unknownKeys = {};
};

//! One JSON object on its way into a struct. Wrong values give the default and are noted under their path;
//! what nobody has asked for when the reader goes is an unknown key.
class ObjectReader
{
public:
    ObjectReader(const QJsonObject &object, const QString &path, Findings &findings);
    ~ObjectReader();
    Q_DISABLE_COPY_MOVE(ObjectReader)

    bool boolean(const QString &key, bool fallback);
    QString string(const QString &key, const QString &fallback = {});
    QString requiredString(const QString &key);
    int integer(const QString &key, std::pair<int, int> range, int fallback);
    std::optional<int> optionalInteger(const QString &key, std::pair<int, int> range);
    double number(const QString &key, std::pair<double, double> range, double fallback);
    QStringList strings(const QString &key); //!< none may be empty
    //! The index of the text among `choices`.
    qsizetype choice(const QString &key, const QStringList &choices, qsizetype fallback);
    QJsonValue any(const QString &key);

    void object(const QString &key, const std::function<void(ObjectReader &)> &read);
    //! Each object of an array.
    void objects(const QString &key, const std::function<void(ObjectReader &)> &read);
    void ignoreRest() { m_ignoresRest = true; } //!< foreign keys here are somebody else's

    QStringList keys() const { return m_object.keys(); }
    QString pathOf(const QString &key) const;
    void wrong(const QString &key, const QString &what) { note(pathOf(key), what); }

private:
    void note(const QString &path, const QString &what);
    void wrongType(const QString &path, const QJsonValue &value, const QString &allowed);

    QJsonObject m_object;
    QString m_path;
    Findings &m_findings;
    QStringList m_asked;
    bool m_ignoresRest = false;
};

} // namespace sluice

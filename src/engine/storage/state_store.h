// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <memory>

namespace sluice {

//! What Sluice remembers by itself (state.json): one JSON object, read at once, written 2 s after a change
//! and on flush().
class StateStore
{
public:
    //! A missing file counts as `{}`; so does a damaged one, after a warning.
    StateStore(const QString &file, Clock &clock);
    ~StateStore(); //!< flushes

    QJsonValue value(const QString &key) const { return m_root.value(key); }
    void setValue(const QString &key, const QJsonValue &value);
    Status flush();

private:
    void load();

    QString m_file;
    Clock &m_clock;
    QJsonObject m_root;
    std::unique_ptr<Deadline> m_pendingWrite;
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThread>

#include <cstdint>
#include <memory>

namespace sluice {

//! What Sluice remembers by itself (state.json): one JSON object, read at once. A change is written a while
//! after it by a thread that does nothing else, so that only flush() waits for the disk. Where the system
//! gives no such thread, it is written here.
class StateStore
{
public:
    enum class Pace : std::uint8_t {
        Soon, //!< within 2 s
        Leisurely, //!< within 30 s: what may be missing after a crash
    };

    //! A missing file counts as `{}`; so does a damaged one, after a warning.
    StateStore(const QString &file, Clock &clock);
    ~StateStore(); //!< flushes

    QJsonValue value(const QString &key) const { return m_root.value(key); }
    void setValue(const QString &key, const QJsonValue &value, Pace pace = Pace::Soon);
    //! What has changed waits no longer: its write begins, or follows the one under way. Who asks for it
    //! bounds how often.
    void writeNow();
    Status flush(); //!< once it returns, nothing is left to write and no thread writes

private:
    void load();
    QByteArray content() const;
    void startWriting();
    void onWritten(const Status &outcome);

    QString m_file;
    Clock &m_clock;
    QJsonObject m_root;
    std::unique_ptr<Deadline> m_pendingWrite;
    SteadyTime m_writeDue = {}; // of m_pendingWrite
    bool m_isChanged = false; // since the last write began, or that one failed
    bool m_isWriting = false; // until the outcome has come back
    QObject m_here; // where outcomes come back to: the thread that made this
    std::unique_ptr<QThread> m_writer; // of the last write; it may still run
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "engine/http/message.h"

#include <QtCore/QJsonArray>
#include <QtCore/QString>

#include <deque>

namespace sluice {

//! One request as the simulator saw it. Tokens are kept as account and generation only.
struct RecordedRequest
{
    SystemTime at = {};
    http::RequestHead head = {};
    QString account = {};
    int generation = 0; //!< of the access token; 0 without one
    qint64 bodySize = 0;
    QByteArray bodySha256 = {}; //!< hex
    QString model = {};
    QByteArray body =
        {}; //!< decoded JSON; Codex's requests alone, since Claude's are long and seldom asked for
    int socket = 0; //!< which WebSocket carried or opened it; 0: none
    int status = 0; //!< 0 until there is an answer
};

//! The latest requests, for `GET /sim/requests`.
class RequestLog
{
public:
    //! False for benchmarks: then nothing should be appended.
    bool isKeeping() const { return m_isKeeping; }
    void setKeeping(bool keeping) { m_isKeeping = keeping; }
    //! Gives the number by which the status is set later.
    qsizetype append(RecordedRequest request);
    void setStatus(qsizetype number, int status);
    void setSocket(qsizetype number, int socket);
    void clear();
    QJsonArray toJson() const;

private:
    RecordedRequest *find(qsizetype number);

    std::deque<RecordedRequest> m_requests;
    bool m_isKeeping = true;
    qsizetype m_first = 0; // number of the oldest that is kept
};

} // namespace sluice

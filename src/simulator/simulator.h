// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/http/message.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {

class ByteStream;

//! A stand-in for the providers' servers (API, OAuth, usage) for tests, benchmarks and the demo: the path
//! tells Claude's (ClaudeService) from Codex's (CodexService). Accounts are named by their tokens,
//! `sim-access-<name>-<generation>` or the JWTs of codex_token.h, and made on first use; their windows fill
//! with use and reset on the clock. `POST /sim/account/<name>`, `POST /sim/script`, `GET /sim/requests` and
//! `POST /sim/reset` control it; the headers `x-sim-events`, `x-sim-interval-ms` and `x-sim-bytes` of a
//! request shape its answer.
class Simulator : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        double speed = 1; //!< rate-limit windows are this many times shorter
        bool record = true; //!< keep every request for /sim/requests; off for benchmarks
    };

    Simulator(const Options &options, Clock &clock, QObject *parent);
    ~Simulator() override;

    //! Listens on 127.0.0.1; port 0 asks for a free one. Gives the port.
    Result<quint16> listen(quint16 port);
    //! Serves this connection and takes ownership of it.
    void accept(ByteStream *stream);
    //! What `POST /sim/account/<name>` does, from within the process.
    Status configureAccount(const QString &name, const QByteArray &json);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice

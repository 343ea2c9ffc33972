// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/account_book.h"
#include "simulator/request_log.h"
#include "simulator/simulator_script.h"

namespace sluice {

//! All that the control interface may see and change.
struct SimulatorState
{
    AccountBook accounts;
    SimulatorScript script = {};
    RequestLog log = {};
    int openStreams = 0; //!< answers that have begun and not ended, hanging ones included
    int openSockets = 0;
};

//! Answers a request below `/sim/`.
http::Reply answerControl(SimulatorState &state, const http::RequestHead &head, const QByteArray &body,
                          SystemTime now);
//! What `POST /sim/account/<name>` does. InvalidInput says what is wrong with the JSON.
Status configureAccount(SimulatorState &state, const QString &name, const QByteArray &json, SystemTime now);

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QString>

namespace sluice {

struct GatewaySettings;

//! Where clients on this computer reach a gateway that listens on `host` and `port`: `http://127.0.0.1:8787`.
QString clientAddress(bool tls, const QString &host, quint16 port);

//! The same for a client's settings: with TLS under a name that the certificate in `gateway`, whose paths are
//! expanded, covers. That is a loopback one, else the first of the allowed hosts. InvalidInput says what to
//! do where there is none.
Result<QString> coveredClientAddress(const GatewaySettings &gateway, bool tls, const QString &host,
                                     quint16 port);

} // namespace sluice

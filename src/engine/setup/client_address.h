// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QString>
#include <QtNetwork/QSslCertificate>

#include <optional>

namespace sluice {

struct GatewaySettings;

//! Where clients on this computer reach a gateway that listens on `host` and `port`: `http://127.0.0.1:8787`.
//! With TLS (there is a certificate that it shows them) that is under a name that the certificate covers: a
//! loopback one, else the first of the allowed hosts in `gateway`. InvalidInput says what to do where there
//! is none.
Result<QString> coveredClientAddress(const std::optional<QSslCertificate> &certificate,
                                     const GatewaySettings &gateway, const QString &host, quint16 port);

//! The same of a gateway that does not listen yet, as `gateway`, whose paths are expanded, has it.
//! InvalidInput also where the certificate's file is unusable, or the port a free one at each start.
Result<QString> configuredClientAddress(const GatewaySettings &gateway);

} // namespace sluice

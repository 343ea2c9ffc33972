// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace sluice {

//! Where clients on this computer reach a gateway that listens on `host` and `port`: `http://127.0.0.1:8787`.
QString clientAddress(bool tls, const QString &host, quint16 port);

} // namespace sluice

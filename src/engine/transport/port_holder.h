// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

class QHostAddress;

namespace sluice {

//! `nginx (pid 123)`: the program that listens on this address or on one that includes it. Empty where the
//! system does not tell, as for programs of another user.
QString portHolder(const QHostAddress &address, quint16 port);

} // namespace sluice

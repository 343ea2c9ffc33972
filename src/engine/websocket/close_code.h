// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace sluice::websocket {

//! Why a connection ended (RFC 6455, 7.4.1 and the IANA registry): those that we say or hear of ourselves.
namespace close_code {
inline constexpr quint16 normal = 1000;
inline constexpr quint16 goingAway = 1001;
inline constexpr quint16 protocolError = 1002;
inline constexpr quint16 noStatus = 1005; //!< a close frame without a code; never on the wire
inline constexpr quint16 abnormal = 1006; //!< no close frame came; never on the wire
inline constexpr quint16 invalidData = 1007;
inline constexpr quint16 policyViolation = 1008;
inline constexpr quint16 tooBig = 1009;
inline constexpr quint16 serviceRestart = 1012;
} // namespace close_code

//! Which side of a connection we are: a client's frames are masked, a server's are not.
enum class Role : quint8 { Client, Server };

//! Whether a close frame may hold this code.
bool isOnTheWire(quint16 code);

} // namespace sluice::websocket

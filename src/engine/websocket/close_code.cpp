// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/close_code.h"

namespace sluice::websocket {

bool isOnTheWire(quint16 code)
{
    const bool isRegistered = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
    const bool isPrivate = code >= 3000 && code <= 4999;
    return isRegistered || isPrivate;
}

} // namespace sluice::websocket

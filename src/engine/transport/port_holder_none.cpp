// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/port_holder.h"

namespace sluice {

QString portHolder(const QHostAddress & /*address*/, quint16 /*port*/)
{
    return {};
}

} // namespace sluice

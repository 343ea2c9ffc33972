// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

namespace sluice {

//! Where to listen, as the command line says it.
struct ListenAddress
{
    QString host = {}; //!< an IP address without brackets, or `localhost`
    quint16 port = 0; //!< 0 asks for a free one
    bool operator==(const ListenAddress &) const = default;

    //! From `HOST:PORT` or `[V6]:PORT`. InvalidInput says what is wrong.
    static Result<ListenAddress> parse(const QString &text);
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/logging.h"

namespace sluice {

//! `exchange=7`: by it the lines of one request are found in the log, from the choice of its account on.
inline QString exchangeField(quint64 number)
{
    using namespace Qt::StringLiterals;
    return logField("exchange"_L1, static_cast<qint64>(number));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"

namespace sluice {

//! What both programs end with: contract section 1.
enum ExitCode : int {
    ExitDone = 0,
    ExitFailed = 1,
    ExitUsage = 2,
    ExitNotRunning = 3,
    ExitConfiguration = 4,
    ExitAddressInUse = 5,
    ExitStoreUnavailable = 6,
};

//! What a program ends with that could not go on because of this.
constexpr ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return ExitConfiguration;
    case ErrorCode::AddressInUse:
        return ExitAddressInUse;
    case ErrorCode::StoreLocked:
    case ErrorCode::StoreUnavailable:
        return ExitStoreUnavailable;
    case ErrorCode::NotFound:
        return ExitNotRunning;
    default: // most errors end no program
        return ExitFailed;
    }
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

class QThread;

namespace sluice {

//! Starts it. Fails where the system gives no thread, of which Qt says nothing but in the log: whoever waited
//! for it then would wait for ever.
Status startThread(QThread &thread);

} // namespace sluice

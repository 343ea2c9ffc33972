// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/process_end.h"

#include "engine/transport/tcp_dialer.h"

#include <cstdio>
#include <cstdlib>

namespace sluice {

int endProcess(int code)
{
    if (!TcpDialer::hasGivenUpLookups())
        return code;
    // Qt looks names up on threads of its own and waits for each of them when the application goes, also for
    // one whose answer nobody wants any more. The system's resolver can neither be interrupted nor given a
    // time, and takes half a minute with servers that do not answer. What is left to do is to free memory and
    // to close descriptors, which the kernel does. Every other end stays the usual one.
    std::fflush(nullptr);
    std::_Exit(code);
}

} // namespace sluice

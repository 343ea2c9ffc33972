// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/standard_descriptors.h"

#include <QtCore/QtGlobal>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace sluice {

void openStandardDescriptors()
{
#ifdef Q_OS_UNIX
    // Whoever opens gets the lowest free number, so the first one above these three ends it. They stay
    // open in programs that we start, as any others would.
    int opened = -1;
    do
        opened = ::open("/dev/null", O_RDWR);
    while (opened >= 0 && opened <= STDERR_FILENO);
    if (opened > STDERR_FILENO)
        ::close(opened);
#endif
}

} // namespace sluice

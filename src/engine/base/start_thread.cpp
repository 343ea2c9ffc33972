// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/start_thread.h"

#include <QtCore/QThread>

namespace sluice {

using namespace Qt::StringLiterals;

Status startThread(QThread &thread)
{
    thread.start();
    if (thread.isRunning() || thread.isFinished()) // one that has little to do may be through by now
        return Done{};
    return failure(ErrorCode::Internal,
                   u"the system gives Sluice no further thread: raise the limit of processes (ulimit -u, or "
                   "TasksMax of the service)"_s);
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtTest/QTest>

#ifdef Q_OS_LINUX
#include "engine/base/epoll_dispatcher.h"
#endif

namespace sluice {

//! main() of a test that runs on Qt's event loop, or on ours where SLUICE_TEST_EPOLL is set.
template <typename Test>
int runOnChosenEventLoop(int argc, char **argv)
{
#ifdef Q_OS_LINUX
    if (qEnvironmentVariableIsSet("SLUICE_TEST_EPOLL"))
        QCoreApplication::setEventDispatcher(new EpollDispatcher);
#endif
    const QCoreApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace sluice

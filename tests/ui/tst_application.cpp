// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/application.h"
#include "tests/ui/window_bench.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace sluice;
using namespace Qt::StringLiterals;

//! The windows and the engine as the tray program joins them.
class ApplicationTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:"); // nobody's keychain, nobody's panel
        beginWindowTests();
    }

    //! The session manager ends programs with it, after a logout that nobody has cancelled.
    void whoeverEndsTheProgramWaitsForTheEngine()
    {
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(),
                                      .configDirectory = directory.filePath(u"config"_s),
                                      .dataDirectory = directory.filePath(u"data"_s),
                                      .runtimeDirectory = directory.filePath(u"run"_s)};
        Engine engine({.environment = environment,
                       .listen = ListenAddress{.host = u"127.0.0.1"_s, .port = 0},
                       .hasWindow = true});
        Application application(engine, m_clock, environment, {});
        const QSignalSpy listening(&engine, &Engine::listening);
        const QSignalSpy stopped(&engine, &Engine::stopped);
        const QSignalSpy finished(&application, &Application::finished);
        QVERIFY(engine.start());
        QTRY_COMPARE(listening.size(), 1);

        engine.save(); // all that a logout asks for which may still be cancelled
        QVERIFY(engine.snapshot().state == GatewayState::Listening);

        QEvent quit(QEvent::Quit);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &quit);
        QCOMPARE(finished.size(), 0);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(stopped.size(), 1);
    }

private:
    SystemClock m_clock;
};

QTEST_MAIN(ApplicationTest)
#include "tst_application.moc"

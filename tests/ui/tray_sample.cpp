// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/clock.h"
#include "engine/base/logging.h"
#include "engine/base/process_signals.h"
#include "gui/common/translations.h"
#include "gui/shell.h"
#include "tests/ui/snapshots.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <cstdio>

using namespace sluice;

namespace {

//! One line per thing that happened, for tray.sh to wait for.
void say(const char *event)
{
    std::puts(event);
    std::fflush(stdout);
}

//! Tells the script what the person would see.
class WindowWatcher : public QObject
{
public:
    using QObject::QObject;

private:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched->isWidgetType() && static_cast<QWidget *>(watched)->isWindow()) {
            const bool shown = event->type() == QEvent::Show;
            const QByteArray name = watched->metaObject()->className();
            if (shown || event->type() == QEvent::Hide)
                say((name + (shown ? " shown" : " hidden")).constData());
        }
        return QObject::eventFilter(watched, event);
    }
};

//! The first account is back.
EngineSnapshot recovered(EngineSnapshot snapshot)
{
    snapshot.accounts[0].phase = AccountPhase::Ready;
    snapshot.pools[0].isLimited = false;
    return snapshot;
}

} // namespace

//! The windows without an engine, with the state and the haste that the arguments name. SIGHUP brings the
//! first account back.
int main(int argc, char **argv)
{
    installLogHandler(LogFormat::Text);
    QApplication app(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    installTranslations();
    WindowWatcher watcher;
    app.installEventFilter(&watcher);
    SystemClock clock;
    Shell shell(clock, {}, {});
    QObject::connect(&shell, &Shell::accountToggled, &app, [] { say("account toggled"); });
    QObject::connect(&shell, &Shell::quitRequested, &app, &QCoreApplication::quit);
    const ProcessSignals processSignals;
    QObject::connect(&processSignals, &ProcessSignals::terminate, &app, &QCoreApplication::quit);
    const bool limited = QApplication::arguments().contains(QStringLiteral("limited"));
    const auto snapshot = limited ? snapshots::allLimited() : snapshots::fourAccounts();
    shell.setSnapshot(snapshot, {});
    QObject::connect(&processSignals, &ProcessSignals::reload, &shell,
                     [&] { shell.setSnapshot(recovered(snapshot), {}); });
    // The scripts whose panel comes late do not wait for the usual time before that; for the others a machine
    // may be so slow that their panel takes longer.
    const bool hasty = QApplication::arguments().contains(QStringLiteral("hasty"));
    shell.start(hasty ? milliseconds{500} : milliseconds{60'000});
    const int code = QApplication::exec();
    say("quit");
    return code;
}

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/notify/notifier.h"
#include "tests/integration/storage/fake_bus_service.h"

#include <QtDBus/QDBusPendingCallWatcher>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>
#include <optional>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const auto serviceName = u"org.freedesktop.Notifications"_s;
const auto servicePath = u"/org/freedesktop/Notifications"_s;

//! A notification service that shows everything and says what it was asked.
class Desktop
{
public:
    Desktop() : m_service(serviceName, servicePath)
    {
        m_service.setScript([this](const QDBusMessage &call) { return answer(call); });
    }
    ~Desktop() { QDBusConnection(serviceName).unregisterService(serviceName); } // the next one waits for it
    Q_DISABLE_COPY_MOVE(Desktop)

    QStringList titles; // as they came
    QList<uint> replaced; // what each was to take the place of; 0: of nothing
    QList<uint> closed;

    //! As when the person closes a message, or its time is over.
    void close(uint id) const { tell(u"NotificationClosed"_s, {id, 2U}); }
    void press(uint id, const QString &button) const { tell(u"ActionInvoked"_s, {id, button}); }

private:
    std::optional<QVariantList> answer(const QDBusMessage &call)
    {
        const auto arguments = call.arguments();
        if (call.member() == "GetCapabilities"_L1)
            return QVariantList{QStringList{u"actions"_s, u"body"_s}};
        if (call.member() == "CloseNotification"_L1) {
            closed.append(arguments.value(0).toUInt());
            return QVariantList{};
        }
        titles.append(arguments.value(3).toString());
        replaced.append(arguments.value(1).toUInt());
        return QVariantList{replaced.last() > 0 ? replaced.last() : ++m_lastId};
    }

    static void tell(const QString &signalName, const QVariantList &arguments)
    {
        auto signal = QDBusMessage::createSignal(servicePath, serviceName, signalName);
        signal.setArguments(arguments);
        QDBusConnection(serviceName).send(signal);
    }

    FakeBusService m_service;
    uint m_lastId = 0;
};

Notice allLimited()
{
    return {.kind = Notice::Kind::AllLimited, .title = u"All accounts are limited"_s, .poolId = u"claude"_s};
}

Notice signIn(const QString &account)
{
    return {.kind = Notice::Kind::SignIn, .accountIds = {account}, .title = account + u": sign in again"_s};
}

bool isCritical(const Notice &notice)
{
    return notice.isCritical();
}

} // namespace

class TestNotifier : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_desktop.emplace();
        m_notifier = std::make_unique<Notifier>();
    }
    void cleanup()
    {
        m_desktop.reset(); // first: on this thread it could not answer while the notifier waits at its end
        m_notifier.reset();
    }

    void whatIsOverIsTakenBackAndNothingElse()
    {
        m_notifier->post(allLimited());
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        m_notifier->post(signIn(u"work"_s));
        QTRY_COMPARE(m_desktop->titles.size(), 2);
        settle();
        m_notifier->takeBack(isCritical);
        QTRY_COMPARE(m_desktop->closed, QList<uint>{1});
        m_notifier->takeBack(isCritical);
        settle();
        QCOMPARE(m_desktop->closed, QList<uint>{1});
    }

    void whatIsTakenBackBeforeItIsSentIsNeverShown()
    {
        m_notifier->post(allLimited());
        m_notifier->takeBack(isCritical);
        settle(); // its question has been answered
        settle();
        QCOMPARE(m_desktop->titles, QStringList());
        QCOMPARE(m_desktop->closed, QList<uint>());
    }

    void whatIsTakenBackOnItsWayIsClosedOnceItIsThere()
    {
        m_notifier->post(signIn(u"work"_s));
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        m_notifier->post(allLimited());
        m_notifier->takeBack(isCritical);
        QTRY_COMPARE(m_desktop->closed, QList<uint>{2});
    }

    void aNewerOneTakesThePlaceOfTheOlder()
    {
        m_notifier->post(allLimited());
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        settle();
        m_notifier->post(allLimited());
        m_notifier->post(allLimited()); // while that one is on its way
        QTRY_COMPARE(m_desktop->titles.size(), 3);
        QCOMPARE(m_desktop->replaced, (QList<uint>{0, 1, 1}));
        settle();
        QCOMPARE(m_desktop->closed, QList<uint>());
        m_notifier->takeBack(isCritical);
        QTRY_COMPARE(m_desktop->closed, QList<uint>{1});
    }

    void whatThePersonHasClosedIsNotClosedAgain()
    {
        m_notifier->post(allLimited());
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        settle();
        m_desktop->close(1);
        settle();
        m_notifier->takeBack(isCritical);
        m_notifier->post(allLimited());
        QTRY_COMPARE(m_desktop->titles.size(), 2);
        QCOMPARE(m_desktop->replaced.last(), 0U);
        QCOMPARE(m_desktop->closed, QList<uint>());
    }

    void whoseElderIsClosedMeanwhileIsTakenBackAsWell()
    {
        m_notifier->post(allLimited());
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        settle();
        m_notifier->post(allLimited());
        m_desktop->close(1);
        QTRY_COMPARE(m_desktop->titles.size(), 2);
        settle();
        m_notifier->takeBack(isCritical);
        QTRY_COMPARE(m_desktop->closed, QList<uint>{1});
    }

    void itsButtonKnowsItsAccount()
    {
        const QSignalSpy signIns(m_notifier.get(), &Notifier::signInRequested);
        m_notifier->post(signIn(u"work"_s));
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        settle();
        m_desktop->press(77, u"sign-in"_s); // of another program
        m_desktop->press(1, u"sign-in"_s);
        settle();
        QCOMPARE(signIns.size(), 1);
        QCOMPARE(signIns.first().first().toString(), u"work"_s);
    }

    void theEndTakesEverythingBack()
    {
        m_notifier->post(allLimited());
        m_notifier->post(signIn(u"work"_s));
        QTRY_COMPARE(m_desktop->titles.size(), 2);
        settle();
        m_notifier.reset();
        QTRY_COMPARE(m_desktop->closed.size(), 2);
        QVERIFY(m_desktop->closed.contains(1) && m_desktop->closed.contains(2));
    }

    //! With another service its numbers mean messages of other programs.
    void nothingIsTakenBackFromAnotherService()
    {
        m_notifier->post(allLimited());
        QTRY_COMPARE(m_desktop->titles.size(), 1);
        settle();
        m_desktop.reset();
        m_desktop.emplace();
        settle();
        m_notifier->takeBack(isCritical);
        settle();
        QCOMPARE(m_desktop->closed, QList<uint>());
    }

    void withoutAServiceItIsShownInAnotherWay()
    {
        m_desktop.reset();
        const QSignalSpy unavailable(m_notifier.get(), &Notifier::unavailable);
        m_notifier->post(allLimited());
        QTRY_COMPARE(unavailable.size(), 1);
        m_notifier->post(allLimited());
        m_notifier->takeBack(isCritical); // nobody needs to see it any more
        m_notifier->post(signIn(u"work"_s));
        QTRY_COMPARE(unavailable.size(), 2);
        QCOMPARE(unavailable.last().first().toString(), u"work: sign in again"_s);
    }

private:
    //! There and back on the notifier's connection: what was said before has arrived on both sides.
    static void settle()
    {
        const auto question =
            QDBusMessage::createMethodCall(serviceName, servicePath, serviceName, u"GetCapabilities"_s);
        const QDBusPendingCallWatcher watcher(QDBusConnection::sessionBus().asyncCall(question));
        const QSignalSpy answered(&watcher, &QDBusPendingCallWatcher::finished);
        QTRY_COMPARE(answered.size(), 1);
    }

    std::optional<Desktop> m_desktop;
    std::unique_ptr<Notifier> m_notifier;
};

QTEST_GUILESS_MAIN(TestNotifier)
#include "tst_notifier.moc"

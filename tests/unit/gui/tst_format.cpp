// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/error_text.h"
#include "gui/common/format.h"
#include "gui/common/translations.h"
#include "tests/ui/snapshots.h"

#include <QtCore/QTranslator>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;
using snapshots::noon;

Q_DECLARE_METATYPE(sluice::milliseconds)

class FormatTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { installTranslations(); }

    void countsDown_data()
    {
        QTest::addColumn<milliseconds>("left");
        QTest::addColumn<QString>("text");
        QTest::newRow("passed") << milliseconds{-5s} << u"now"_s;
        QTest::newRow("zero") << 0ms << u"now"_s;
        QTest::newRow("a moment") << milliseconds{10s} << u"in 1 m"_s;
        QTest::newRow("below two minutes") << milliseconds{119s} << u"in 1 m"_s;
        QTest::newRow("minutes") << milliseconds{42min + 59s} << u"in 42 m"_s;
        QTest::newRow("an hour") << milliseconds{1h} << u"in 1 h 00 m"_s;
        QTest::newRow("hours") << milliseconds{2h + 5min} << u"in 2 h 05 m"_s;
        QTest::newRow("just under a day") << milliseconds{24h - 1ms} << u"in 23 h 59 m"_s;
        QTest::newRow("days") << milliseconds{80h} << u"in 3 d 08 h"_s;
    }

    void countsDown()
    {
        QFETCH(const milliseconds, left);
        QFETCH(const QString, text);
        QCOMPARE(countdown(noon() + left, noon()), text);
    }

    void joinsNamesAsASentenceDoes()
    {
        QCOMPARE(allOf({}), QString());
        QCOMPARE(allOf({u"A"_s}), u"A"_s);
        QCOMPARE(allOf({u"A"_s, u"B"_s}), u"A and B"_s);
        QCOMPARE(anyOf({u"A"_s, u"B"_s, u"C"_s}), u"A, B or C"_s);
    }

    //! However the provider spells it.
    void aWindowWithoutANameGetsOne()
    {
        QCOMPARE(scopeName({.scope = u"Opus"_s}), u"Opus"_s);
        QCOMPARE(scopeName({.scope = u"7d_oi"_s}), u"7d_oi"_s);
        QCOMPARE(scopeName({.scope = u"page-7"_s, .isNameless = true}), u"Extra"_s);
    }

    void saysHowOldDataIs()
    {
        QCOMPARE(age(noon() - 30s, noon()), u"just now"_s);
        QCOMPARE(age(noon() - 5min, noon()), u"5 m ago"_s);
        QCOMPARE(age(noon() - 3h, noon()), u"3 h ago"_s);
        QCOMPARE(age(noon() - 50h, noon()), u"2 d ago"_s);
    }

    void countsTokens_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64{0} << u"0"_s;
        QTest::newRow("few") << qint64{999} << u"999"_s;
        QTest::newRow("some thousands") << qint64{9'340} << u"9.3 k"_s;
        QTest::newRow("thousands") << qint64{930'000} << u"930 k"_s;
        QTest::newRow("nearly a million") << qint64{999'700} << u"1.0 M"_s;
        QTest::newRow("millions") << qint64{15'200'000} << u"15.2 M"_s;
        QTest::newRow("many millions") << qint64{152'400'000} << u"152 M"_s;
        QTest::newRow("billions") << qint64{2'100'000'000} << u"2.1 G"_s;
    }

    void countsTokens()
    {
        QFETCH(const qint64, count);
        QFETCH(const QString, text);
        QCOMPARE(tokens(count), text);
    }

    void percentIsWhole()
    {
        QCOMPARE(percent(Percent{71.6}), u"72 %"_s);
        QCOMPARE(percent(Percent{104}), u"100 %"_s); // of a provider that counts past the end
    }

    void anotherDayNamesTheWeekday()
    {
        QCOMPARE(clockTime(noon() + 3h + 40min, noon()), u"15:40"_s);
        QCOMPARE(clockTime(noon() + 26h, noon()), u"Sat 14:00"_s);
    }

    void saysWhatAnAccountDoes_data()
    {
        QTest::addColumn<AccountPhase>("phase");
        QTest::addColumn<int>("sessions");
        QTest::addColumn<QString>("text");
        QTest::newRow("idle") << AccountPhase::Ready << 0 << u"idle"_s;
        QTest::newRow("one session") << AccountPhase::Ready << 1 << u"1 session"_s;
        QTest::newRow("sessions") << AccountPhase::Ready << 2 << u"2 sessions"_s;
        QTest::newRow("no data") << AccountPhase::WaitingForData << 0 << u"waiting for first data"_s;
        QTest::newRow("limited") << AccountPhase::Limited << 0 << u"limited until 12:00"_s;
        QTest::newRow("paused") << AccountPhase::Paused << 0 << u"paused at 80 %"_s;
        QTest::newRow("sign in") << AccountPhase::NeedsSignIn << 0 << u"sign in again"_s;
        QTest::newRow("unreachable") << AccountPhase::Unreachable << 0 << u"unreachable, retry in 30 s"_s;
        QTest::newRow("off") << AccountPhase::Off << 0 << u"off"_s;
    }

    void saysWhatAnAccountDoes()
    {
        QFETCH(const AccountPhase, phase);
        QFETCH(const int, sessions);
        QFETCH(const QString, text);
        auto account = snapshots::account(u"work"_s, 80, 2h, 10, 50h);
        account.phase = phase;
        account.sessions = sessions;
        account.limitedBy = WindowKind::FiveHour;
        account.windows[0].cap = 80_pct;
        account.until = noon();
        QCOMPARE(stateText(account, noon() - 30s), text);
    }

    //! Its windows are open: `limited` is for those.
    void whoIsAskedToWaitAMomentIsBusy()
    {
        const auto account = snapshots::askedToWait().accounts.first();
        QCOMPARE(stateText(account, noon()), u"busy, again in 8 s"_s);
        QCOMPARE(stateText(account, noon() + 7100ms), u"busy, again in 1 s"_s);
        QCOMPARE(stateText(account, noon() + 8s), u"busy"_s);
    }

    void whoIsAskedToWaitMinutesIsBusyToo()
    {
        auto account = snapshots::askedToWait().accounts.first();
        account.until = noon() + 3min;
        account.isBackSoon = false;
        QCOMPARE(stateText(account, noon()), u"busy, again in 3 m"_s);
        QCOMPARE(stateText(account, noon() + 61s), u"busy, again in 119 s"_s);
        account.until = noon() + 2h + 5min;
        QCOMPARE(stateText(account, noon()), u"busy, again in 2 h 05 m"_s);
    }

    void gatewayLineSaysWhatIsWrong()
    {
        auto snapshot = snapshots::fourAccounts();
        QCOMPARE(gatewayText(snapshot), u"127.0.0.1:8787 · 3 sessions"_s);
        snapshot.host = u"::1"_s;
        QCOMPARE(gatewayText(snapshot), u"[::1]:8787 · 3 sessions"_s);
        snapshot.state = GatewayState::Failed;
        snapshot.problem = u"port 8787 is taken"_s;
        QCOMPARE(gatewayText(snapshot), u"port 8787 is taken"_s);
        snapshot.fault = {.code = ErrorCode::AddressInUse,
                          .detail = u"127.0.0.1:8787 is in use"_s,
                          .subject = u"127.0.0.1:8787"_s};
        QCOMPARE(gatewayText(snapshot),
                 u"Another program is using 127.0.0.1:8787. Close it, or set another gateway.port in "
                 "config.json."_s);
        snapshot.fault.holder = u"nginx (pid 123)"_s;
        QVERIFY(gatewayText(snapshot).startsWith(u"nginx (pid 123) is using 127.0.0.1:8787."_s));
    }

    // NOLINTNEXTLINE(readability-function-size): one row for each problem
    void everyProblemOfTheGatewayIsSaidInTheLanguageOfThePerson_data()
    {
        QTest::addColumn<ErrorReason>("reason");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        const auto row = [](const char *name, ErrorReason reason, const QString &subject,
                            const QString &english, const QString &german) {
            QTest::newRow(name) << reason << subject << english << german;
        };
        const auto file = u"/etc/gateway.pem"_s;
        row("no address", ErrorReason::NotAnAddress, u"gateway.example"_s,
            u"The gateway cannot listen on gateway.example. It is no IP address: set another gateway.listen "
            u"in "
            "config.json."_s,
            u"Das Gateway kann gateway.example nicht benutzen. Das ist keine IP-Adresse: Setze in "
            u"config.json "
            "ein anderes gateway.listen."_s);
        row("another computer's", ErrorReason::AddressElsewhere, u"192.0.2.1"_s,
            u"The gateway cannot listen on 192.0.2.1. This computer does not have it: set another "
            "gateway.listen in config.json."_s,
            u"Das Gateway kann 192.0.2.1 nicht benutzen. Dieser Computer hat diese Adresse nicht: Setze in "
            "config.json ein anderes gateway.listen."_s);
        row("the system's", ErrorReason::PortReserved, u"127.0.0.1:80"_s,
            u"The gateway cannot listen on 127.0.0.1:80. The system does not allow it: set a gateway.port of "
            "1024 or more in config.json."_s,
            u"Das Gateway kann 127.0.0.1:80 nicht benutzen. Das System erlaubt es nicht: Setze in "
            u"config.json "
            "gateway.port auf 1024 oder mehr."_s);
        row("no TLS", ErrorReason::TlsNeeded, {},
            u"Other computers could reach the gateway, but it has no TLS. Set gateway.tls in config.json, or "
            "127.0.0.1 as gateway.listen."_s,
            u"Andere Computer könnten das Gateway erreichen, aber es hat kein TLS. Setze in config.json "
            "gateway.tls, oder gateway.listen auf 127.0.0.1."_s);
        row("any client", ErrorReason::RequiredTokenNeeded, {},
            u"Other computers could reach the gateway, but it requires no token. Set gateway.require_token "
            u"to "
            "true in config.json, or 127.0.0.1 as gateway.listen."_s,
            u"Andere Computer könnten das Gateway erreichen, aber es verlangt kein Token. Setze in "
            "config.json gateway.require_token auf true, oder gateway.listen auf 127.0.0.1."_s);
        row("no user", ErrorReason::UserTokenNeeded, {},
            u"Other computers could reach the gateway, but no user has a token. Add a user, or set 127.0.0.1 "
            "as gateway.listen in config.json."_s,
            u"Andere Computer könnten das Gateway erreichen, aber kein Benutzer hat ein Token. Füge einen "
            "Benutzer hinzu, oder setze in config.json gateway.listen auf 127.0.0.1."_s);
        row("no file", ErrorReason::FileMissing, file,
            u"/etc/gateway.pem does not exist. Check the path in config.json."_s,
            u"/etc/gateway.pem gibt es nicht. Prüfe den Pfad in config.json."_s);
        row("no right", ErrorReason::FileUnreadable, file,
            u"/etc/gateway.pem cannot be read. It must be a regular file that your user may read."_s,
            u"/etc/gateway.pem lässt sich nicht lesen. Es muss eine gewöhnliche Datei sein, die dein "
            u"Benutzer "
            "lesen darf."_s);
        row("no certificate", ErrorReason::NoCertificate, file,
            u"/etc/gateway.pem holds no PEM certificate. Check the path in config.json."_s,
            u"In /etc/gateway.pem ist kein Zertifikat im PEM-Format. Prüfe den Pfad in config.json."_s);
        row("no key", ErrorReason::NoPrivateKey, file,
            u"/etc/gateway.pem holds no RSA or EC key in PEM without a password. Check the path in "
            "config.json."_s,
            u"In /etc/gateway.pem ist kein RSA- oder EC-Schlüssel im PEM-Format ohne Passwort. Prüfe den "
            u"Pfad "
            "in config.json."_s);
        row("another key", ErrorReason::ForeignKey, file,
            u"The key in /etc/gateway.pem is not the one of the certificate. Set the two files of one pair "
            u"as "
            "gateway.tls in config.json."_s,
            u"Der Schlüssel in /etc/gateway.pem gehört nicht zum Zertifikat. Setze in config.json als "
            "gateway.tls die beiden Dateien eines Paars."_s);
        row("without a name", ErrorReason::Unnamed, {}, u"Sluice cannot use this. the engine's own words"_s,
            u"Damit kann Sluice nichts anfangen. the engine's own words"_s);
    }
    void everyProblemOfTheGatewayIsSaidInTheLanguageOfThePerson()
    {
        QFETCH(const ErrorReason, reason);
        QFETCH(const QString, subject);
        QFETCH(const QString, english);
        QFETCH(const QString, german);
        auto snapshot = snapshots::fourAccounts();
        snapshot.state = GatewayState::Failed;
        snapshot.problem = u"the engine's own words"_s;
        snapshot.fault = {.code = ErrorCode::InvalidInput,
                          .detail = snapshot.problem,
                          .subject = subject,
                          .reason = reason};
        QCOMPARE(gatewayText(snapshot), english);
        QTranslator translator;
        QVERIFY(translator.load(u":/i18n/sluice_de"_s));
        QCoreApplication::installTranslator(&translator); // which goes with it
        QCOMPARE(gatewayText(snapshot), german);
    }

    void whyTheProgramEndsIsSaidAsFarAsThereAreWords()
    {
        Error error{.code = ErrorCode::InvalidInput, .detail = u"config.json: gateway.port: is a text"_s};
        QCOMPARE(startText(error), u"Sluice cannot start.\n\nconfig.json: gateway.port: is a text"_s);
        error.subject = u"/etc/gateway.pem"_s;
        error.reason = ErrorReason::FileMissing;
        QCOMPARE(
            startText(error),
            u"Sluice cannot start.\n\n/etc/gateway.pem does not exist. Check the path in config.json."_s);
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "tst_format.moc"

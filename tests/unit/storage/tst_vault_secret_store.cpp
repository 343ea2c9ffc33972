// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"
#include "engine/storage/vault_secret_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestVaultSecretStore : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_directory;
    std::optional<FakeClock> m_clock;
    std::optional<VaultSecretStore> m_vault;

    QString directory() const { return m_directory->filePath(u"own"_s); }
    QString path() const { return directory() + u"/vault.json"_s; }
    QByteArray content() const { return readFile(path()).value_or({}); }
    void put(const QByteArray &content)
    {
        QVERIFY(makePrivateDirectory(directory()));
        QVERIFY(replaceFile(path(), content));
    }

    Result<Secret> read(const QString &name) { return *answerOf(m_vault->read(name, this)); }
    Result<Secret> write(const QString &name, const QByteArray &value)
    {
        return *answerOf(m_vault->write(name, Secret(value), this));
    }
    Result<Secret> remove(const QString &name) { return *answerOf(m_vault->remove(name, this)); }

private slots:
    void init()
    {
        m_directory.emplace();
        m_clock.emplace();
        m_vault.emplace(path(), *m_clock, nullptr);
    }
    void cleanup() { m_vault.reset(); }

    void givesBackWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("text") << QByteArray("fake-access-token");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("binary") << QByteArray("\0\xff\"\\\n\0", 6);
        QTest::newRow("1 MiB") << QByteArray(1024 * 1024, 'x');
    }

    void givesBackWhatWasWritten()
    {
        QFETCH(const QByteArray, value);
        QVERIFY(write(u"account/work"_s, QByteArray("older")));
        QVERIFY(write(u"account/work"_s, value));
        QCOMPARE(read(u"account/work"_s).value().reveal(), value);
        VaultSecretStore another(path(), *m_clock, nullptr);
        QCOMPARE(answerOf(another.read(u"account/work"_s, this))->value().reveal(), value);
    }

    void isMadeForNobodyElse()
    {
        QVERIFY(write(u"a"_s, "fake-1"));
        QCOMPARE(FileFacts::ofPath(path())->mode, 0600U);
        QCOMPARE(FileFacts::ofPath(directory())->mode, 0700U);
    }

    void missingEntriesAreNotFoundAndEasyToRemove()
    {
        QCOMPARE(refusal(read(u"a"_s)), ErrorCode::NotFound);
        QVERIFY(remove(u"a"_s));
        QVERIFY(!QFileInfo::exists(path())); // nothing to remove makes no vault
        QVERIFY(write(u"b"_s, "fake-1"));
        const auto before = FileFacts::ofPath(path());
        QVERIFY(remove(u"a"_s));
        QCOMPARE(FileFacts::ofPath(path())->inode, before->inode);
        QCOMPARE(refusal(read(u"a"_s)), ErrorCode::NotFound);
        QVERIFY(remove(u"b"_s));
        QCOMPARE(refusal(read(u"b"_s)), ErrorCode::NotFound);
    }

    void keepsWhatItDoesNotKnow()
    {
        put("{\n  \"note\": [1, 2.50],\n  \"secrets\": {\n    \"x\": \"AAEC\"\n  }\n}\n");
        QVERIFY(write(u"a"_s, "fake-1"));
        QCOMPARE(content(),
                 QByteArray("{\n  \"note\": [1, 2.50],\n  \"secrets\": {\n    \"x\": \"AAEC\",\n"
                            "    \"a\": \"ZmFrZS0x\"\n  }\n}\n"));
        QCOMPARE(read(u"x"_s).value().reveal(), QByteArray("\0\1\2", 3));
    }

    void damagedVaultIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut") << QByteArray("{\"secrets\": {\"a\": \"ZmFr");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("secrets are no object") << QByteArray("{\"secrets\": []}");
    }

    void damagedVaultIsLeftAlone()
    {
        QFETCH(const QByteArray, content);
        put(content);
        QCOMPARE(refusal(read(u"a"_s)), ErrorCode::StoreUnavailable);
        QCOMPARE(refusal(write(u"a"_s, "fake-1")), ErrorCode::StoreUnavailable);
        QCOMPARE(refusal(remove(u"a"_s)), ErrorCode::StoreUnavailable);
        QCOMPARE(this->content(), content);
    }

    void damagedEntryIsNoValue_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("no base64") << QByteArray("\"fake token\"");
        QTest::newRow("no text") << QByteArray("12");
    }

    void damagedEntryIsNoValue()
    {
        QFETCH(const QByteArray, entry);
        put("{\"secrets\": {\"b\": \"AAEC\", \"a\": " + entry + "}}");
        QCOMPARE(refusal(read(u"a"_s)), ErrorCode::StoreUnavailable);
        QVERIFY(read(u"b"_s));
        QVERIFY(write(u"a"_s, "fake-1"));
        QCOMPARE(read(u"a"_s).value().reveal(), QByteArray("fake-1"));
    }

    void refusesWhatOthersCanGetAt_data()
    {
        QTest::addColumn<QString>("opened");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("file") << u"/own/vault.json"_s << u"chmod 600 "_s;
        QTest::newRow("directory") << u"/own"_s << u"chmod 700 "_s;
    }

    void refusesWhatOthersCanGetAt()
    {
        QFETCH(const QString, opened);
        QFETCH(const QString, remedy);
        QVERIFY(write(u"a"_s, "fake-1"));
        const auto before = content();
        const auto place = m_directory->path() + opened;
        const auto mode = QFile::permissions(place);
        QVERIFY(QFile::setPermissions(place, mode | QFile::ReadGroup));
        for (const auto &refused : {read(u"a"_s), write(u"a"_s, "fake-2"), remove(u"a"_s)}) {
            QCOMPARE(refusal(refused), ErrorCode::StoreUnavailable);
            QVERIFY2(refused.error().detail.contains(remedy + place), qPrintable(refused.error().detail));
        }
        QCOMPARE(content(), before);
        QVERIFY(QFile::setPermissions(place, mode));
        QCOMPARE(read(u"a"_s).value().reveal(), QByteArray("fake-1"));
    }

    void answersNeverComeInsideTheCall()
    {
        auto *job = m_vault->write(u"a"_s, Secret("fake-1"), this);
        SecretOutcome outcome;
        keepAnswer(job, this, outcome);
        QVERIFY(!outcome);
        QVERIFY(!QFileInfo::exists(path()));
        QTRY_VERIFY(outcome);
    }

    void callsKeepTheirOrder()
    {
        m_vault->write(u"a"_s, Secret("fake-1"), this);
        SecretOutcome first;
        keepAnswer(m_vault->read(u"a"_s, this), this, first);
        m_vault->write(u"a"_s, Secret("fake-2"), this);
        auto *last = m_vault->read(u"a"_s, this);
        QCOMPARE(answerOf(last)->value().reveal(), QByteArray("fake-2"));
        QVERIFY(first);
        QCOMPARE(first->value().reveal(), QByteArray("fake-1"));
    }

    void writeHappensThoughItsJobIsDeleted()
    {
        delete m_vault->write(u"a"_s, Secret("fake-1"), this);
        QCOMPARE(read(u"a"_s).value().reveal(), QByteArray("fake-1"));
    }

    void whoStillWaitsIsToldOfTheEnd()
    {
        auto *job = m_vault->read(u"a"_s, this);
        m_vault.reset();
        QCOMPARE(refusal(*answerOf(job)), ErrorCode::StoreUnavailable);
    }

    void waitsForAnotherProgramsLock()
    {
        QVERIFY(write(u"a"_s, "fake-1"));
        QLockFile lock(path() + u".lock"_s);
        QVERIFY(lock.lock());
        auto *job = m_vault->write(u"a"_s, Secret("fake-2"), this);
        QVERIFY(!answerOf(job));
        lock.unlock();
        m_clock->advance(50ms);
        QCOMPARE(read(u"a"_s).value().reveal(), QByteArray("fake-2"));
    }

    void givesUpOnALockThatStays()
    {
        QVERIFY(write(u"a"_s, "fake-1"));
        QLockFile lock(path() + u".lock"_s);
        QVERIFY(lock.lock());
        auto *job = m_vault->write(u"a"_s, Secret("fake-2"), this);
        SecretOutcome outcome;
        keepAnswer(job, this, outcome);
        QVERIFY(!answerOf(job));
        m_clock->advance(9s);
        QVERIFY(!outcome);
        m_clock->advance(2s);
        QVERIFY(outcome);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        QVERIFY(outcome->error().detail.contains(u"cannot lock %1 for an edit: "_s.arg(path())));
        const auto holder = u"(process %1 on "_s.arg(QCoreApplication::applicationPid());
        QVERIFY2(outcome->error().detail.contains(holder), qPrintable(outcome->error().detail));
        lock.unlock();
        QCOMPARE(read(u"a"_s).value().reveal(), QByteArray("fake-1"));
    }
};

QTEST_GUILESS_MAIN(TestVaultSecretStore)
#include "tst_vault_secret_store.moc"

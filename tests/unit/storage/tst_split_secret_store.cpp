// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/split_secret_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QMap>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

using Kind = MemorySecretStore::Kind;
using Side = PartList::Side;

class TestSplitSecretStore : public QObject
{
    Q_OBJECT

    static constexpr qsizetype largest = 100;

    std::optional<FakeClock> m_clock;
    std::optional<MemorySecretStore> m_whole;
    std::optional<SplitSecretStore> m_split;

    void restart() { m_split.emplace(*m_whole, largest, *m_clock, nullptr); }
    Result<Secret> read() { return *answerOf(m_split->read(u"a"_s, this)); }
    Result<Secret> write(const QByteArray &value)
    {
        return *answerOf(m_split->write(u"a"_s, Secret(value), this));
    }
    Result<Secret> remove() { return *answerOf(m_split->remove(u"a"_s, this)); }
    qsizetype largestEntry() const
    {
        qsizetype result = 0;
        for (const auto &entry : m_whole->entries())
            result = std::max(result, entry.size());
        return result;
    }
    static QByteArray value(char letter, qsizetype size) { return {size, letter}; }

private slots:
    void init()
    {
        m_split.reset();
        m_clock.emplace();
        m_whole.emplace(*m_clock);
        restart();
    }
    void cleanup() { m_split.reset(); }

    void aPartIsNamedAfterItsEntryWhateverThatIsCalled()
    {
        QCOMPARE(PartList::partName(u"account/work"_s, Side::A, 2), u"account/work#a2"_s);
        QCOMPARE(PartList::partName(u"account/50%3"_s, Side::B, 2), u"account/50%3#b2"_s);
    }

    void givesBackWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("entries");
        QTest::newRow("empty") << QByteArray("") << 1;
        QTest::newRow("fits just so") << value('x', 100) << 1;
        QTest::newRow("one too many") << value('x', 101) << 3;
        QTest::newRow("whole parts") << value('x', 300) << 4;
        QTest::newRow("binary") << value('\0', 250) << 4;
        QTest::newRow("looks like a list of parts") << QByteArray("sluice-parts/1 a 1 00") << 2;
    }

    void givesBackWhatWasWritten()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const int, entries);
        QVERIFY(write(value));
        QCOMPARE(read().value().reveal(), value);
        QCOMPARE(m_whole->entries().size(), entries);
        QVERIFY(largestEntry() <= largest);
        QVERIFY(remove());
        QVERIFY(m_whole->entries().isEmpty());
        QCOMPARE(refusal(read()), ErrorCode::NotFound);
    }

    void smallValuesStandAsTheyAre()
    {
        QVERIFY(write("fake-1"));
        QCOMPARE(m_whole->entries(), (QMap<QString, QByteArray>{{u"a"_s, "fake-1"}}));
    }

    void newPartsStandBesideTheOldOnes()
    {
        QVERIFY(write(value('x', 150)));
        m_whole->clearLog();
        QVERIFY(write(value('y', 250)));
        QStringList changes;
        for (const auto &call : m_whole->calls()) {
            if (call.kind != Kind::Read)
                changes.append(call.toString());
        }
        QCOMPARE(changes,
                 (QStringList{u"write a#b0"_s, u"write a#b1"_s, u"write a#b2"_s, u"write a"_s,
                              u"remove a#a1"_s, u"remove a#a0"_s}));
    }

    void stoppingAnywhereLeavesTheOldOrTheNewValue_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("first, small") << QByteArray() << value('y', 20);
        QTest::newRow("first, large") << QByteArray() << value('y', 350);
        QTest::newRow("small to small") << value('x', 10) << value('y', 20);
        QTest::newRow("small to large") << value('x', 10) << value('y', 250);
        QTest::newRow("large to small") << value('x', 250) << value('y', 10);
        QTest::newRow("large to larger") << value('x', 150) << value('y', 450);
        QTest::newRow("large to less") << value('x', 450) << value('y', 150);
    }

    void stoppingAnywhereLeavesTheOldOrTheNewValue()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        for (int calls = 0;; ++calls) {
            init();
            if (!before.isNull())
                QVERIFY(write(before));
            m_whole->dieAfter(calls);
            const auto written = answerOf(m_split->write(u"a"_s, Secret(after), this));
            m_whole->revive();
            restart();
            const auto found = read();
            if (written)
                QCOMPARE(found.value().reveal(), after);
            else if (found)
                QVERIFY(found->reveal() == before || found->reveal() == after);
            else
                QVERIFY(before.isNull() && refusal(found) == ErrorCode::NotFound);

            QVERIFY(write(value('z', 250))); // whatever lies about is in nobody's way
            QCOMPARE(read().value().reveal(), value('z', 250));
            QCOMPARE(m_whole->entries().size(), 4);
            QVERIFY(remove());
            QVERIFY(m_whole->entries().isEmpty());
            if (written)
                return;
        }
    }

    void removalThatStoppedIsFinishedByTheNext()
    {
        for (int calls = 0;; ++calls) {
            init();
            QVERIFY(write(value('x', 350)));
            m_whole->dieAfter(calls);
            const auto removed = answerOf(m_split->remove(u"a"_s, this));
            m_whole->revive();
            restart();
            const auto found = read();
            QVERIFY(found ? calls == 0 : refusal(found) == ErrorCode::NotFound);
            QVERIFY(remove());
            QVERIFY(m_whole->entries().isEmpty());
            if (removed)
                return;
        }
    }

    void neverGivesHalfAValue_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("part missing") << u"a#a1"_s << QByteArray();
        QTest::newRow("last part missing") << u"a#a2"_s << QByteArray();
        QTest::newRow("part of another value") << u"a#a1"_s << value('y', 100);
        QTest::newRow("list cut") << u"a"_s << QByteArray("sluice-parts/1 a");
        QTest::newRow("list of a later version") << u"a"_s << QByteArray("sluice-parts/2 a 1 ? 00");
    }

    void neverGivesHalfAValue()
    {
        QFETCH(const QString, entry);
        QFETCH(const QByteArray, content);
        QVERIFY(write(value('x', 250)));
        if (content.isNull())
            m_whole->removeEntry(entry);
        else
            m_whole->setEntry(entry, content);
        const auto found = read();
        QCOMPARE(refusal(found), ErrorCode::StoreUnavailable);
        QVERIFY(found.error().detail.contains(u"damaged"_s));
        QVERIFY(write(value('z', 250)));
        QCOMPARE(read().value().reveal(), value('z', 250));
    }

    void failuresOfTheStoreComeThrough_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("read") << Kind::Read;
        QTest::newRow("write") << Kind::Write;
    }

    void failuresOfTheStoreComeThrough()
    {
        QFETCH(const Kind, kind);
        QVERIFY(write(value('x', 250)));
        m_whole->failNext(kind, ErrorCode::StoreLocked);
        QCOMPARE(refusal(write(value('y', 250))), ErrorCode::StoreLocked);
        QCOMPARE(read().value().reveal(), value('x', 250));
        m_whole->failNext(Kind::Read, ErrorCode::StoreLocked);
        QCOMPARE(refusal(read()), ErrorCode::StoreLocked);
        m_whole->failNext(Kind::Remove, ErrorCode::StoreLocked);
        QCOMPARE(refusal(remove()), ErrorCode::StoreLocked);
        QCOMPARE(read().value().reveal(), value('x', 250));
    }

    void valueThatCannotBeTidiedUpAfterIsStored()
    {
        QVERIFY(write(value('x', 250)));
        m_whole->failNext(Kind::Remove, ErrorCode::StoreUnavailable);
        QVERIFY(write(value('y', 250)));
        QCOMPARE(read().value().reveal(), value('y', 250));
        QVERIFY(m_whole->entries().size() > 4);
        QVERIFY(write(value('z', 250)));
        QCOMPARE(m_whole->entries().size(), 4);
    }

    void storeThatLosesAWriteLosesNoOldValue_data()
    {
        QTest::addColumn<int>("lost");
        QTest::newRow("first part") << 0;
        QTest::newRow("last part") << 2;
        QTest::newRow("entry") << 3;
    }

    void storeThatLosesAWriteLosesNoOldValue()
    {
        QFETCH(const int, lost);
        QVERIFY(write(value('x', 250)));
        for (int i = 0; i < lost; ++i)
            m_whole->next(Kind::Write, {});
        m_whole->next(Kind::Write, {.happens = false});
        QCOMPARE(refusal(write(value('y', 250))), ErrorCode::StoreUnavailable);
        QCOMPARE(read().value().reveal(), value('x', 250));
    }

    void callsKeepTheirOrder()
    {
        m_split->write(u"a"_s, Secret(value('x', 250)), this);
        SecretOutcome first;
        keepAnswer(m_split->read(u"a"_s, this), this, first);
        m_split->write(u"a"_s, Secret("fake-2"), this);
        QCOMPARE(answerOf(m_split->read(u"a"_s, this))->value().reveal(), QByteArray("fake-2"));
        QCOMPARE(first->value().reveal(), value('x', 250));
    }

    void saysWhenAnotherTryIsWorthIt()
    {
        QSignalSpy changes(&*m_split, &SecretStore::availabilityChanged);
        m_whole->setLocked(true);
        QCOMPARE(refusal(read()), ErrorCode::StoreLocked);
        m_whole->setLocked(false);
        QCOMPARE(changes.count(), 1);
    }

    void everyCallEndsInBoundedTime()
    {
        m_whole->next(Kind::Read, {.isAnswered = false});
        SecretOutcome outcome;
        keepAnswer(m_split->read(u"a"_s, this), this, outcome);
        QVERIFY(!answerOf(m_split->write(u"b"_s, Secret("fake-1"), this)));
        m_clock->advance(59s);
        QVERIFY(!outcome);
        m_clock->advance(1s);
        QVERIFY(outcome);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        QCOMPARE(refusal(write("fake-1")), ErrorCode::StoreUnavailable); // at once, as long as nothing comes
    }
};

QTEST_GUILESS_MAIN(TestSplitSecretStore)
#include "tst_split_secret_store.moc"

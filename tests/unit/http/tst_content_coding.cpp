// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/content_coding.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::http;

namespace {

constexpr qsizetype room = 1024;
const QByteArray text = R"({"type":"error","error":{"message":"OAuth token has been revoked."}})";
const auto gzip =
    QByteArray::fromBase64("H4sIAAAAAAAAA6tWKqksSFWyUkotKsovUtKB0lbVSrmpxcWJ6SApf8fSkgyFkvzs1DyFjMRihaTU1D"
                           "yFotSy/OzUFD2l2loAt5atkUQAAAA=");
const auto deflate =
    QByteArray::fromBase64("eJyrViqpLEhVslJKLSrKL1LSgdJW1Uq5qcXFiekgKX/H0pIMhZL87NQ8hYzEYoWk1NQ8haLUsvzs1BQ9"
                           "pdpaACB5F5A=");
const auto brotli =
    QByteArray::fromBase64("G0MAGCwKbBuZfScPBkv7azR+hEpvkT07stkn91QsOh1URlcnRVzQHOME/BruBhl0uzAcaQci7jyCFMsI"
                           "GRnFXewvrD1dAA==");
const auto zstandard =
    QByteArray::fromBase64("KLUv/SBEIQIAeyJ0eXBlIjoiZXJyb3IiLCJlcnJvciI6eyJtZXNzYWdlIjoiT0F1dGggdG9rZW4gaGFz"
                           "IGJlZW4gcmV2b2tlZC4ifX0=");
const auto hugeBrotli = QByteArray::fromBase64("m///P/gl8OKxQCD3/gc="); // 4 MiB of x

QByteArray decoded(const QByteArray &coding, const QByteArray &body)
{
    return decodedContent({{"Content-Encoding", coding}}, body, room);
}

} // namespace

class TestContentCoding : public QObject
{
    Q_OBJECT

private slots:
    void undoesWhatTheHeadNames_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("none") << QByteArray() << text;
        QTest::newRow("identity") << QByteArray("identity") << text;
        QTest::newRow("gzip") << QByteArray("gzip") << gzip;
        QTest::newRow("in capitals") << QByteArray(" GZIP ") << gzip;
        QTest::newRow("deflate") << QByteArray("deflate") << deflate;
        QTest::newRow("deflate without its head") << QByteArray("deflate") << deflate.sliced(2).chopped(4);
        QTest::newRow("br") << QByteArray("br") << brotli;
        QTest::newRow("zstd") << QByteArray("zstd") << zstandard;
        QTest::newRow("two, of which one does nothing") << QByteArray("gzip, identity") << gzip;
    }
    void undoesWhatTheHeadNames()
    {
        QFETCH(const QByteArray, coding);
        QFETCH(const QByteArray, body);
        QCOMPARE(decoded(coding, body), text);
    }

    void withoutAFieldTheBodyIsTheContent() { QCOMPARE(decodedContent({}, text, room), text); }

    void damageAndCutsAreNoDanger_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("gzip") << QByteArray("gzip") << gzip;
        QTest::newRow("deflate") << QByteArray("deflate") << deflate;
        QTest::newRow("br") << QByteArray("br") << brotli;
        QTest::newRow("zstd") << QByteArray("zstd") << zstandard;
    }
    void damageAndCutsAreNoDanger()
    {
        QFETCH(const QByteArray, coding);
        QFETCH(const QByteArray, body);
        for (qsizetype size = 0; size < body.size(); ++size) {
            QVERIFY(text.startsWith(decoded(coding, body.first(size))));
            auto damaged = body;
            damaged[size] = static_cast<char>(~damaged.at(size));
            QVERIFY(decoded(coding, damaged).size() <= room);
        }
        QVERIFY(decoded(coding, text).size() <= room);
    }

    void cutContentIsReadAsFarAsItGoes()
    {
        QVERIFY(decoded("gzip", gzip.chopped(20)).contains("OAuth token"));
    }

    void unknownCodingSaysNothing()
    {
        QVERIFY(decoded("compress", text).isEmpty());
        QVERIFY(decoded("gzip, compress", gzip).isEmpty());
    }

    void hugeContentIsCut() { QCOMPARE(decoded("br", hugeBrotli), QByteArray(room, 'x')); }
};

QTEST_APPLESS_MAIN(TestContentCoding)
#include "tst_content_coding.moc"

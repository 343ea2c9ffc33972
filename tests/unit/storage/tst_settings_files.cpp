// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings_files.h"
#include "engine/transport/server_identity.h"
#include "tests/support/test_certificates.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <sys/stat.h>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestSettingsFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_certificates.isValid() && m_others.isValid(), "the openssl program is needed");
    }

    void nothingNamedIsNothingWrong() { QVERIFY(!findWrongFile({})); }

    void eachFileIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("begin");
        QTest::addColumn<ErrorReason>("reason");
        const auto certificate = m_certificates.certificate();
        const auto key = m_certificates.key();
        QTest::newRow("a pair") << certificate << key << QString() << ErrorReason::Unnamed;
        QTest::newRow("no certificate")
            << u"/nowhere/c.pem"_s << key << u"gateway.tls.certificate: /nowhere/c.pem does not exist"_s
            << ErrorReason::FileMissing;
        QTest::newRow("not a certificate")
            << key << key << u"gateway.tls.certificate: %1 holds no PEM certificate"_s.arg(key)
            << ErrorReason::NoCertificate;
        QTest::newRow("no key") << certificate << u"/nowhere/k.pem"_s
                                << u"gateway.tls.key: /nowhere/k.pem does not exist"_s
                                << ErrorReason::FileMissing;
        QTest::newRow("not a key") << certificate << certificate
                                   << u"gateway.tls.key: %1 holds no unencrypted"_s.arg(certificate)
                                   << ErrorReason::NoPrivateKey;
        QTest::newRow("another key") << certificate << m_others.key()
                                     << u"gateway.tls.key: %1 is not the key of the certificate in %2"_s.arg(
                                            m_others.key(), certificate)
                                     << ErrorReason::ForeignKey;
    }

    void eachFileIsNamedWithItsPlace()
    {
        QFETCH(const QString, certificate);
        QFETCH(const QString, key);
        QFETCH(const QString, begin);
        QFETCH(const ErrorReason, reason);
        const Settings settings{.gateway = {.tlsCertificate = certificate, .tlsKey = key}};
        QCOMPARE(findWrongFile(settings).has_value(), !begin.isEmpty());
        const auto wrong = wrongFile(settings);
        QVERIFY2(wrong.detail.startsWith(begin), qPrintable(wrong.detail));
        QCOMPARE(wrong.reason, reason);
    }

    void theAuthoritiesOfAProviderAreLookedAt()
    {
        const auto withFile = [](const QString &file) {
            return Settings{.providers = {{u"codex"_s, ProviderSettings{.caFile = file}}}};
        };
        QVERIFY(!findWrongFile(withFile(m_certificates.authority())));
        QCOMPARE(wrongFile(withFile(u"/nowhere/ca.pem"_s)).detail,
                 u"providers.codex.ca_file: /nowhere/ca.pem does not exist"_s);
    }

    void aFifoInPlaceOfACertificateHoldsNobodyUp()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"c.pem"_s);
        QVERIFY(::mkfifo(QFile::encodeName(path).constData(), 0600) == 0);
        const auto wrong = wrongFile({.gateway = {.tlsCertificate = path, .tlsKey = path}});
        QCOMPARE(wrong.detail,
                 u"gateway.tls.certificate: cannot read %1: it is not a regular file"_s.arg(path));
        QCOMPARE(wrong.reason, ErrorReason::FileUnreadable);
        QCOMPARE(wrong.subject, path);
    }

    void aKeyOfAnyKindIsTheOneOfItsCertificateAlone_data()
    {
        QTest::addColumn<QStringList>("kind");
        QTest::newRow("RSA") << QStringList{u"rsa:2048"_s};
        QTest::newRow("P-256") << QStringList{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s};
        QTest::newRow("P-521") << QStringList{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-521"_s};
    }

    void aKeyOfAnyKindIsTheOneOfItsCertificateAlone()
    {
        QFETCH(const QStringList, kind);
        const QTemporaryDir directory;
        for (const auto &name : {u"a"_s, u"b"_s}) {
            const auto arguments = QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s} + kind
                + QStringList{u"-nodes"_s,
                              u"-days"_s,
                              u"2"_s,
                              u"-subj"_s,
                              u"/CN=test"_s,
                              u"-keyout"_s,
                              directory.filePath(name + u".key"_s),
                              u"-out"_s,
                              directory.filePath(name + u".pem"_s)};
            QCOMPARE(QProcess::execute(u"openssl"_s, arguments), 0);
        }
        const auto certificate = readCertificates(directory.filePath(u"a.pem"_s));
        const auto key = readPrivateKey(directory.filePath(u"a.key"_s));
        const auto other = readPrivateKey(directory.filePath(u"b.key"_s));
        QVERIFY(certificate && key && other);
        QVERIFY(isKeyOf(*key, certificate->first()));
        QVERIFY(!isKeyOf(*other, certificate->first()));
    }

private:
    static Error wrongFile(const Settings &settings) { return findWrongFile(settings).value_or(Error()); }

    TestCertificates m_certificates;
    TestCertificates m_others;
};

QTEST_GUILESS_MAIN(TestSettingsFiles)
#include "tst_settings_files.moc"

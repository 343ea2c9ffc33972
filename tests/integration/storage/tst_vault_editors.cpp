// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/vault_secret_store.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr int entriesEach = 40;

//! One of several programs with the same vault: writes entries of its own. The exit code says how it went.
int edit(const QString &file, const QString &prefix)
{
    SystemClock clock;
    VaultSecretStore vault(file, clock, nullptr);
    QObject owner;
    int failures = 0;
    for (int i = 0; i < entriesEach; ++i) {
        const auto *job = vault.write(u"%1 %2"_s.arg(prefix).arg(i), Secret("fake-1"), &owner);
        QObject::connect(job, &SecretJob::finished, &owner, [&failures, i](const Result<Secret> &written) {
            failures += written ? 0 : 1;
            if (i == entriesEach - 1)
                QCoreApplication::exit(failures);
        });
    }
    return QCoreApplication::exec();
}

} // namespace

//! Starts this program several times at once.
class TestVaultEditors : public QObject
{
    Q_OBJECT

private slots:
    void programsThatWriteAtOnceLoseNothing()
    {
        const QTemporaryDir directory;
        const auto file = directory.filePath(u"vault.json"_s);
        const QStringList prefixes{u"a"_s, u"b"_s, u"c"_s};
        std::vector<std::unique_ptr<QProcess>> editors;
        for (const auto &prefix : prefixes) {
            auto editor = std::make_unique<QProcess>();
            editor->start(QCoreApplication::applicationFilePath(), {u"edit"_s, file, prefix});
            editors.push_back(std::move(editor));
        }
        for (const auto &editor : editors) {
            QTRY_COMPARE_WITH_TIMEOUT(editor->state(), QProcess::NotRunning, 60'000);
            QCOMPARE(editor->exitCode(), 0);
        }
        SystemClock clock;
        VaultSecretStore vault(file, clock, nullptr);
        for (const auto &prefix : prefixes) {
            for (int i = 0; i < entriesEach; ++i)
                QVERIFY(*answerOf(vault.read(u"%1 %2"_s.arg(prefix).arg(i), this)));
        }
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "edit"_L1)
        return edit(arguments.at(2), arguments.at(3));
    TestVaultEditors test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_vault_editors.moc"

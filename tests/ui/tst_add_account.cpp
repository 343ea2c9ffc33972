// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_links.h"
#include "gui/logins/add_account_dialog.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

QLineEdit *field(const QWidget &window, const QString &name)
{
    for (auto *each : shownWidgets<QLineEdit>(window)) {
        if (each->accessibleName() == name || each->toolTip() == name)
            return each;
    }
    return nullptr;
}

QString texts(const QWidget &window)
{
    QStringList result;
    for (auto *label : shownWidgets<QLabel>(window))
        result += label->text();
    return result.join(u'\n');
}

SignInProgress running()
{
    return {.stage = SignInProgress::Stage::Running,
            .provider = u"claude"_s,
            .output = u"Opening browser to sign in…\n\nIf the browser did not open, "
                      u"visit:\nhttps://claude.example/oauth/"
                      u"authorize?code=true&state=fake-state\n\nPaste code here if prompted > "_s,
            .address = QUrl(u"https://claude.example/oauth/authorize?code=true&state=fake-state"_s)};
}

} // namespace

class AddAccountTest : public QObject
{
    Q_OBJECT

    std::optional<ClientHome> m_home;
    std::unique_ptr<ClientLinks> m_links;
    std::unique_ptr<AddAccountDialog> m_dialog;
    QList<SignInOrder> m_signIns;
    QList<ImportOrder> m_imports;
    QList<PasteOrder> m_pastes;
    QStringList m_answers;
    int m_cancels = 0;

    void openDialog(bool installed = true)
    {
        if (installed) {
            m_home->makeProgram(u"claude"_s, "echo 2.1.330");
            m_home->makeProgram(u"codex"_s, "echo codex-cli 0.169.0");
        }
        m_links = std::make_unique<ClientLinks>(m_home->environment);
        m_dialog = std::make_unique<AddAccountDialog>(*m_links);
        auto *dialog = m_dialog.get();
        connect(dialog, &AddAccountDialog::signInRequested, this,
                [this](const auto &order) { m_signIns += order; });
        connect(dialog, &AddAccountDialog::importRequested, this,
                [this](const auto &order) { m_imports += order; });
        connect(dialog, &AddAccountDialog::pasteRequested, this,
                [this](const auto &order) { m_pastes += order; });
        connect(dialog, &AddAccountDialog::answered, this, [this](const auto &line) { m_answers += line; });
        connect(dialog, &AddAccountDialog::cancelRequested, this, [this] { ++m_cancels; });
        dialog->setSnapshot(snapshots::noAccounts());
        dialog->addAccount();
    }

    void click(const QString &text) const
    {
        auto *button = shownButton(*m_dialog, text);
        QVERIFY2(button && button->isEnabled(), qPrintable(text));
        button->click();
    }

private slots:
    void initTestCase() { beginWindowTests(); }

    void init()
    {
        m_home.emplace();
        m_signIns.clear();
        m_imports.clear();
        m_pastes.clear();
        m_answers.clear();
        m_cancels = 0;
    }

    void cleanup() { m_dialog.reset(); }

    void looksGoodInLightAndDark_data()
    {
        QTest::addColumn<Look::Kind>("kind");
        QTest::addColumn<QString>("picture");
        QTest::newRow("light") << Look::Kind::Light << u""_s;
        QTest::newRow("dark") << Look::Kind::Dark << u"-dark"_s;
    }

    void looksGoodInLightAndDark()
    {
        QFETCH(const Look::Kind, kind);
        QFETCH(const QString, picture);
        const Look look(kind);
        m_home->write(u"home/.claude/.credentials.json"_s, "{}");
        m_home->write(u"home/.claude-work/.credentials.json"_s, "{}");
        openDialog();
        QTRY_VERIFY_WITH_TIMEOUT(texts(*m_dialog).contains(u"2.1.330"_s), 20000);
        savePicture(*m_dialog, u"add-sign-in"_s + picture);
        click(u"Use a login found on this computer"_s);
        savePicture(*m_dialog, u"add-found"_s + picture);
        click(u"Paste a token or key"_s);
        savePicture(*m_dialog, u"add-paste"_s + picture);
        click(u"Use another credentials file"_s);
        savePicture(*m_dialog, u"add-file"_s + picture);
        click(u"Sign in"_s);
        QCOMPARE(unnamedControls(*m_dialog), QStringList());
        shownButton(*m_dialog, u"Codex"_s)->click();
        savePicture(*m_dialog, u"add-codex"_s + picture);
    }

    void signInGoesOnLiveUntilItIsDone()
    {
        openDialog();
        m_dialog->findChildren<QAbstractButton *>().last()->click(); // the filled one
        QCOMPARE(m_signIns.size(), 1);
        QCOMPARE(m_signIns.first().provider, u"claude"_s);
        QCOMPARE(m_signIns.first().store, CredentialStore::Keychain);
        QVERIFY(!shownButton(*m_dialog, u"Open"_s)->isEnabled());
        m_dialog->showProgress(running());
        QVERIFY(shownButton(*m_dialog, u"Open"_s)->isEnabled());
        QVERIFY(m_dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(u"Paste code here"_s));
        QCOMPARE(unnamedControls(*m_dialog), QStringList());
        savePicture(*m_dialog, u"add-running"_s);
        auto *answer =
            field(*m_dialog, u"What the browser shows you after signing in, if the CLI waits for it"_s);
        QTest::keyClicks(answer, u"fake-code"_s);
        QTest::keyClick(answer, Qt::Key_Return);
        QCOMPARE(m_answers, QStringList{u"fake-code"_s});
        QVERIFY(answer->text().isEmpty());
        m_dialog->showProgress({.stage = SignInProgress::Stage::TakingOver});
        const LoginOutcome outcome{.accountId = u"claude"_s, .name = u"claude"_s};
        m_dialog->showProgress({.stage = SignInProgress::Stage::Done, .outcome = outcome});
        QVERIFY(texts(*m_dialog).contains(u"claude is one of your accounts now"_s));
        QVERIFY(m_dialog->takes(outcome, {})); // the same end once more
        savePicture(*m_dialog, u"add-done"_s);
        click(u"Done"_s);
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(m_cancels, 0);
    }

    void aFailureSaysWhatToDoAndCanBeTriedAgain()
    {
        openDialog();
        m_dialog->signInAgain(snapshots::fourAccounts().accounts.first());
        QCOMPARE(m_signIns.first().accountId, u"work"_s);
        m_dialog->showProgress(running());
        const Error error{ErrorCode::TimedOut, u"nobody signed in within 10 minutes; start again"_s};
        m_dialog->showProgress({.stage = SignInProgress::Stage::Failed, .error = error});
        QVERIFY(m_dialog->takes({}, error));
        QVERIFY(texts(*m_dialog).contains(error.detail));
        savePicture(*m_dialog, u"add-failed"_s);
        click(u"Try again"_s);
        QCOMPARE(m_signIns.size(), 2);
        QCOMPARE(m_signIns.last().accountId, u"work"_s);
    }

    void cancelledItEndsWhenTheProgramHasEnded()
    {
        openDialog();
        m_dialog->signInAgain(snapshots::fourAccounts().accounts.first());
        m_dialog->showProgress(running());
        click(u"Cancel"_s);
        QCOMPARE(m_cancels, 1);
        QVERIFY(!shownButton(*m_dialog, u"Cancel"_s)->isEnabled());
        const Error error{ErrorCode::CredentialMissing, u"the sign-in was cancelled"_s};
        m_dialog->showProgress({.stage = SignInProgress::Stage::Cancelled, .error = error});
        QVERIFY(m_dialog->takes({}, error));
        QVERIFY(texts(*m_dialog).contains(u"The sign-in was cancelled"_s));
        savePicture(*m_dialog, u"add-cancelled"_s);
    }

    void closingCancelsWithoutAQuestion()
    {
        openDialog();
        m_dialog->signInAgain(snapshots::fourAccounts().accounts.first());
        m_dialog->showProgress(running());
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(m_cancels, 1);
        const Error error{ErrorCode::CredentialMissing, u"the sign-in was cancelled"_s};
        m_dialog->showProgress({.stage = SignInProgress::Stage::Cancelled, .error = error});
        QVERIFY(m_dialog->takes({}, error)); // nobody is told
    }

    void aSecondSignInIsRefused()
    {
        openDialog();
        m_dialog->signInAgain(snapshots::fourAccounts().accounts.first());
        QVERIFY(m_dialog->takes({}, {ErrorCode::InvalidInput, u"a sign-in is under way"_s}));
        QVERIFY(texts(*m_dialog).contains(u"a sign-in is under way"_s));
    }

    void withoutTheProgramItSaysHowToGetIt()
    {
        openDialog(false);
        QVERIFY(texts(*m_dialog).contains(u"Claude Code, which was not found"_s));
        QVERIFY(field(*m_dialog, u"How to install it"_s)->text().contains(u"npm install"_s));
        m_dialog->findChildren<QAbstractButton *>().last()->click();
        QVERIFY(m_signIns.isEmpty());
        savePicture(*m_dialog, u"add-not-installed"_s);
    }

    void aFoundLoginStaysUnlessItIsToMove()
    {
        m_home->write(u"home/.claude/.credentials.json"_s, "{}");
        openDialog();
        click(u"Use a login found on this computer"_s);
        click(u"Add"_s);
        QCOMPARE(m_imports.last().store, CredentialStore::File);
        QCOMPARE(m_imports.last().path, m_home->path(u"home/.claude/.credentials.json"_s));
        savePicture(*m_dialog, u"add-working"_s);
        QVERIFY(m_dialog->takes({.name = u"claude"_s, .replaced = true}, {}));
        QVERIFY(texts(*m_dialog).contains(u"claude has its new login"_s));
        click(u"Add another"_s);
        click(u"Use a login found on this computer"_s);
        click(u"Move it into the keychain"_s);
        click(u"Add"_s);
        QCOMPARE(m_imports.last().store, CredentialStore::Keychain);
        m_dialog->reject(); // what has begun goes on; nobody waits here
        QVERIFY(!m_dialog->takes({}, {ErrorCode::FileFailed, u"cannot write"_s}));
        QCOMPARE(m_cancels, 0);
    }

    void aPastedTokenIsNotShown()
    {
        openDialog();
        click(u"Paste a token or key"_s);
        auto *pasted = field(*m_dialog, u"Token or key"_s);
        QCOMPARE(pasted->echoMode(), QLineEdit::Password);
        QTest::keyClicks(pasted, u"fake-setup-token"_s);
        click(u"In Sluice's vault"_s);
        QTest::keyClick(pasted, Qt::Key_Return);
        QCOMPARE(m_pastes.size(), 1);
        QCOMPARE(m_pastes.first().store, CredentialStore::Vault);
        QCOMPARE(m_pastes.first().pasted, Secret("fake-setup-token"));
        m_dialog->reject();
        m_dialog->addAccount();
        click(u"Paste a token or key"_s);
        QVERIFY(field(*m_dialog, u"Token or key"_s)->text().isEmpty());
    }
};

QTEST_MAIN(AddAccountTest)
#include "tst_add_account.moc"

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/remove_dialog.h"

#include "gui/common/choice_list.h"
#include "gui/common/type.h"

#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

enum Way { Delete, HandBack };

QString explanation(const AccountSnapshot &account)
{
    if (account.store == "file"_L1)
        return RemoveDialog::tr("Its login stays where it is: %1").arg(account.path);
    return account.store == "vault"_L1 ? RemoveDialog::tr("Its login is in Sluice's vault and nowhere else.")
                                       : RemoveDialog::tr("Its login is in the keychain and nowhere else.");
}

} // namespace

RemoveDialog::RemoveDialog(const AccountSnapshot &account, const QString &client, QString directory,
                           QWidget *parent)
    : QuestionDialog(tr("Remove %1 from Sluice?").arg(account.name), explanation(account), tr("Remove"),
                     Answer::Dangerous, parent)
    , m_accountId(account.id)
    , m_directory(std::move(directory))
{
    connect(this, &QDialog::accepted, this, [this] { emit chosen(order()); });
    if (account.store == "file"_L1)
        return;
    m_choices = new ChoiceList(this);
    m_choices->add(Delete, tr("Delete the login"), tr("Only a new sign-in brings the account back."));
    if (!client.isEmpty())
        m_choices->add(
            HandBack, tr("Hand it back to %1").arg(client),
            tr("Into a folder of %1 that holds no login; the account can be used there afterwards.")
                .arg(client));
    m_choices->choose(Delete);
    addPart(m_choices);
    addPart(buildFolder());
    m_place->hide();
    connect(m_choices, &ChoiceList::chosenChanged, this, [this](int way) {
        m_place->setVisible(way == HandBack);
        setPossible(way == Delete || !m_folder->text().trimmed().isEmpty());
    });
}

QWidget *RemoveDialog::buildFolder()
{
    m_place = new QWidget(this);
    m_folder = new QLineEdit(m_place);
    m_folder->setAccessibleName(tr("Folder"));
    m_folder->setPlaceholderText(m_directory);
    m_folder->setToolTip(tr("The folder in which the CLI keeps its files"));
    auto *choose = new QPushButton(tr("C&hoose…"), m_place);
    choose->setProperty("plain", true);
    choose->setAutoDefault(false);
    choose->setToolTip(tr("Choose the folder"));
    auto *layout = new QHBoxLayout(m_place);
    layout->setContentsMargins(scaled(24), 0, 0, 0);
    layout->setSpacing(scaled(8));
    layout->addWidget(m_folder, 1);
    layout->addWidget(choose);
    connect(m_folder, &QLineEdit::textChanged, this,
            [this](const QString &text) { setPossible(!text.trimmed().isEmpty()); });
    connect(choose, &QPushButton::clicked, this, &RemoveDialog::chooseFolder);
    return m_place;
}

void RemoveDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the folder"), m_directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setFilter(QDir::AllDirs | QDir::Hidden | QDir::NoDotAndDotDot);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

RemoveOrder RemoveDialog::order() const
{
    const bool handBack = m_choices && m_choices->chosen() == HandBack;
    return {.accountId = m_accountId, .handBackTo = handBack ? m_folder->text().trimmed() : QString()};
}

} // namespace sluice

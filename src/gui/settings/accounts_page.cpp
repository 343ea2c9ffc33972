// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/accounts_page.h"

#include "gui/clients/client_links.h"
#include "gui/common/type.h"
#include "gui/settings/account_delegate.h"
#include "gui/settings/account_details.h"
#include "gui/settings/account_model.h"
#include "gui/settings/change_command.h"

#include <QtGui/QUndoStack>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

using namespace Qt::StringLiterals;

AccountsPage::AccountsPage(QUndoStack *undo, ClientLinks &links, QWidget *parent)
    : SettingsPage(parent)
    , m_undo(undo)
    , m_links(links)
    , m_model(new AccountModel(this))
    , m_addMenu(new QMenu(this))
    , m_table(new QTableView(this))
    , m_details(new AccountDetails(this))
{
    buildTable();
    auto *lead = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    lead->setText(tr("Switch an account off and the gateway stops choosing it; running requests finish."));
    lead->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->setSpacing(scaled(2));
    layout->addWidget(buildHead());
    layout->addWidget(lead);
    layout->addSpacing(scaled(14));
    layout->addWidget(m_table);
    layout->addSpacing(scaled(12));
    layout->addWidget(m_details);
    layout->addStretch();
    m_details->hide();
    connect(m_model, &AccountModel::accountToggled, this, &AccountsPage::onToggled);
    connectDetails();
}

QWidget *AccountsPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *heading = makeLabel(head, 17, QFont::DemiBold);
    heading->setText(title());
    m_add = new QPushButton(tr("&Add account"), head);
    m_add->setProperty("plain", true);
    m_add->setProperty("primary", true);
    m_add->setAutoDefault(false);
    m_add->setToolTip(tr("Uses the login in a client's credentials file; the file stays where it is"));
    m_add->setProperty("opensMenu", true);
    m_add->setMenu(m_addMenu);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(heading);
    layout->addStretch();
    layout->addWidget(m_add);
    connect(m_addMenu, &QMenu::aboutToShow, this, &AccountsPage::fillAddMenu);
    return head;
}

void AccountsPage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new AccountDelegate(m_table));
    m_table->setAccessibleName(title());
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(scaled(41));
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->resizeSection(AccountModel::Use, scaled(52));
    header->resizeSection(AccountModel::Plan, scaled(86));
    header->resizeSection(AccountModel::FiveHour, scaled(152));
    header->resizeSection(AccountModel::Week, scaled(152));
    header->resizeSection(AccountModel::State, scaled(150));
    header->setSectionResizeMode(AccountModel::Account, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    m_chosenId = index.data(AccountModel::AccountIdRole).toString();
                showCurrent();
            });
}

void AccountsPage::connectDetails()
{
    connect(m_details, &AccountDetails::renamed, this, &AccountsPage::onRenamed);
    connect(m_details, &AccountDetails::limitChosen, this, &AccountsPage::onLimitChosen);
    connect(m_details, &AccountDetails::priorityChosen, this, &AccountsPage::onPriorityChosen);
    connect(m_details, &AccountDetails::removeRequested, this, &AccountsPage::askToRemove);
}

void AccountsPage::setSnapshot(const EngineSnapshot &snapshot)
{
    m_model->setSnapshot(snapshot);
    const int rows = static_cast<int>(m_model->rowCount());
    constexpr int mostRows = 8;
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + scaled(41) * std::max(1, std::min(rows, mostRows)) + 2);
    if (!m_table->currentIndex().isValid() && rows > 0) {
        int row = 0;
        for (int i = 0; i < rows; ++i) {
            if (m_model->account(i)->id == m_chosenId)
                row = i;
        }
        m_table->selectRow(row);
    }
    showCurrent();
}

const AccountSnapshot *AccountsPage::current() const
{
    return m_model->account(m_table->currentIndex().row());
}

void AccountsPage::showCurrent()
{
    const auto *account = current();
    m_details->setVisible(account);
    if (account)
        m_details->show(*account);
}

void AccountsPage::onToggled(const QString &accountId, bool enabled)
{
    m_undo->push(new ChangeCommand(
        tr("Switch account"), [=, this] { emit accountToggled(accountId, enabled); },
        [=, this] { emit accountToggled(accountId, !enabled); }));
}

void AccountsPage::onRenamed(const QString &name)
{
    const auto *account = current();
    if (!account)
        return;
    m_undo->push(new ChangeCommand(
        tr("Rename account"), [this, id = account->id, name] { emit renamed(id, name); },
        [this, id = account->id, old = account->name] { emit renamed(id, old); }));
}

void AccountsPage::onLimitChosen(WindowKind window, std::optional<int> percent)
{
    const auto *account = current();
    if (!account)
        return;
    const auto old = window == WindowKind::FiveHour ? account->limit5h : account->limitWeekly;
    if (old == percent)
        return;
    m_undo->push(new ChangeCommand(
        tr("Change limit"), [=, this, id = account->id] { emit limitChosen(id, window, percent); },
        [=, this, id = account->id] { emit limitChosen(id, window, old); }));
}

void AccountsPage::onPriorityChosen(int priority)
{
    const auto *account = current();
    if (!account || account->priority == priority)
        return;
    m_undo->push(new ChangeCommand(
        tr("Change priority"), [=, this, id = account->id] { emit priorityChosen(id, priority); },
        [this, id = account->id, old = account->priority] { emit priorityChosen(id, old); }));
}

void AccountsPage::askToRemove()
{
    const auto *account = current();
    if (!account)
        return;
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Remove account"),
                        tr("Remove %1 from Sluice?").arg(account->name), QMessageBox::Cancel, this);
    question->setInformativeText(tr("Its login stays where it is: %1")
                                     .arg(account->path.isEmpty() ? tr("in the keychain") : account->path));
    auto *remove = question->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(remove, &QAbstractButton::clicked, this, [this, id = account->id] {
        m_undo->clear(); // earlier changes may be about this account
        emit removeRequested(id);
    });
    question->open();
}

void AccountsPage::showAddMenu()
{
    m_addMenu->popup(m_add->mapToGlobal(m_add->rect().bottomLeft()));
}

//! The logins found here that no account uses yet, then any other file.
void AccountsPage::fillAddMenu()
{
    QStringList used;
    for (int row = 0; row < m_model->rowCount(); ++row)
        used += m_model->account(row)->path;
    m_addMenu->clear();
    for (const auto &login : m_links.foundLogins(used)) {
        m_addMenu->addAction(tr("%1 in %2", "client, folder").arg(login.clientName, login.folder), this,
                             [this, login] { emit importRequested(login.providerId, login.path); });
    }
    if (!m_addMenu->isEmpty())
        m_addMenu->addSeparator();
    for (const auto &provider : m_links.providers().all()) {
        m_addMenu->addAction(tr("%1 login in another file…").arg(provider->info().name), this,
                             [this, id = provider->info().id] { chooseImportFile(id); });
    }
}

void AccountsPage::chooseImportFile(const QString &providerId)
{
    auto *dialog = new QFileDialog(this, tr("Choose a credentials file"), m_links.directory(providerId));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::AllDirs | QDir::Hidden | QDir::NoDotAndDotDot);
    dialog->setNameFilters({tr("Credentials (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, providerId](const QString &path) { emit importRequested(providerId, path); });
    dialog->open();
}

} // namespace sluice

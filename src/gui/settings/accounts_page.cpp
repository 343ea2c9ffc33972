// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/accounts_page.h"

#include "gui/clients/client_links.h"
#include "gui/common/notice_bar.h"
#include "gui/common/type.h"
#include "gui/logins/account_trouble.h"
#include "gui/logins/remove_dialog.h"
#include "gui/settings/account_delegate.h"
#include "gui/settings/account_details.h"
#include "gui/settings/account_model.h"
#include "gui/settings/change_command.h"

#include <QtGui/QUndoStack>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

AccountsPage::AccountsPage(QUndoStack *undo, ClientLinks &links, QWidget *parent)
    : SettingsPage(parent)
    , m_undo(undo)
    , m_links(links)
    , m_add(new QPushButton(tr("&Add account…"), this))
    , m_model(new AccountModel(this))
    , m_table(new QTableView(this))
    , m_trouble(new NoticeBar(this))
    , m_details(new AccountDetails(this))
{
    buildTable();
    auto *lead = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    lead->setText(tr("Switch an account off and the gateway stops choosing it; running requests finish."));
    lead->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->setSpacing(scaled(2));
    layout->addLayout(buildHead());
    layout->addWidget(lead);
    layout->addSpacing(scaled(14));
    layout->addWidget(m_table);
    layout->addSpacing(scaled(10));
    layout->addWidget(m_trouble);
    layout->addSpacing(scaled(6));
    layout->addWidget(m_details);
    layout->addStretch();
    m_details->hide();
    connect(m_model, &AccountModel::accountToggled, this, &AccountsPage::onToggled);
    connectDetails();
}

QLayout *AccountsPage::buildHead()
{
    auto *heading = makeLabel(this, 17, QFont::DemiBold);
    heading->setText(title());
    m_add->setProperty("plain", true);
    m_add->setProperty("primary", true);
    m_add->setAutoDefault(false);
    m_add->setToolTip(tr("Sign in, use a login of this computer, or paste a token"));
    auto *head = new QHBoxLayout;
    head->addWidget(heading);
    head->addStretch();
    head->addWidget(m_add);
    connect(m_add, &QPushButton::clicked, this, &AccountsPage::addRequested);
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
    for (const int window : {AccountModel::FiveHour, AccountModel::Week})
        header->resizeSection(window, std::max(scaled(146), AccountDelegate::usageWidth()));
    for (const int words : {AccountModel::Account, AccountModel::State})
        header->setSectionResizeMode(words, QHeaderView::Stretch);
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
    connect(m_details, &AccountDetails::useRequested, this, [this] { emit useRequested(m_chosenId); });
    connect(m_details, &AccountDetails::signInRequested, this, [this] { emit signInRequested(m_chosenId); });
    connect(m_trouble, &NoticeBar::clicked, this, &AccountsPage::onRemedyClicked);
}

void AccountsPage::setSnapshot(const EngineSnapshot &snapshot)
{
    m_model->setSnapshot(snapshot);
    const int rows = static_cast<int>(m_model->rowCount());
    constexpr int mostRows = 8;
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + scaled(41) * std::max(1, std::min(rows, mostRows)) + 2);
    if (!m_table->currentIndex().isValid() && rows > 0)
        choose(m_chosenId);
    showCurrent();
}

//! The first one for an account that is not there.
void AccountsPage::choose(const QString &accountId)
{
    int row = 0;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (m_model->account(i)->id == accountId)
            row = i;
    }
    m_table->selectRow(row);
}

const AccountSnapshot *AccountsPage::current() const
{
    return m_model->account(m_table->currentIndex().row());
}

void AccountsPage::showCurrent()
{
    const auto *account = current();
    const auto trouble = account ? troubleOf(*account) : std::nullopt;
    m_trouble->setNotice(trouble ? trouble->text : QString(), trouble ? trouble->action : QString());
    m_details->setVisible(account);
    if (!account)
        return;
    const auto *client = m_links.of(account->providerId);
    m_details->show(*account, client ? client->info().name : QString(), namesBeside(*account));
}

QStringList AccountsPage::namesBeside(const AccountSnapshot &account) const
{
    QStringList result;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto *other = m_model->account(row);
        if (other->id != account.id && other->providerId == account.providerId)
            result += other->name;
    }
    return result;
}

void AccountsPage::onRemedyClicked()
{
    const auto *account = current();
    const auto trouble = account ? troubleOf(*account) : std::nullopt;
    if (!trouble || !trouble->remedy)
        return;
    switch (*trouble->remedy) {
    case Remedy::SignIn:
        emit signInRequested(account->id);
        break;
    case Remedy::RetryStores:
        emit storesRetried();
        break;
    case Remedy::AcceptOwner:
        emit ownerAccepted(account->id);
        break;
    }
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
    const auto old = window == WindowKind::FiveHour
        ? AccountStop{account->limit5h, account->reserve5h}
        : AccountStop{account->limitWeekly, account->reserveWeekly};
    if (old.percent() == percent)
        return;
    m_undo->push(new ChangeCommand(
        tr("Change limit"), [=, this, id = account->id] { emit stopChosen(id, window, {.limit = percent}); },
        [=, this, id = account->id] { emit stopChosen(id, window, old); }));
}

void AccountsPage::onPriorityChosen(Priority priority)
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
    const auto *client = m_links.of(account->providerId);
    auto *question = new RemoveDialog(*account, client ? client->info().name : QString(),
                                      m_links.directory(account->providerId), this);
    connect(question, &RemoveDialog::chosen, this, [this](const RemoveOrder &order) {
        m_undo->clear(); // earlier changes may be about this account
        emit removeRequested(order);
    });
    question->open();
}

} // namespace sluice

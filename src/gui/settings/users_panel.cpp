// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/users_panel.h"

#include "gui/common/type.h"
#include "gui/settings/add_user_dialog.h"
#include "gui/settings/user_model.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

namespace {

constexpr int rowHeight = 32;
constexpr int mostRows = 6;

} // namespace

UsersPanel::UsersPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new UserModel(this))
    , m_table(new QTableView(this))
    , m_remove(new QPushButton(tr("&Remove user…"), this))
{
    auto *heading = makeLabel(this, 14, QFont::DemiBold);
    heading->setText(tr("Users"));
    auto *lead = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    lead->setText(
        tr("A client shows its user's token. The user “local” is the one that the page Clients sets up."));
    lead->setWordWrap(true);
    auto *add = new QPushButton(tr("Add &user…"), this);
    add->setToolTip(tr("Makes a token for another client or computer"));
    m_remove->setProperty("danger", true);
    m_remove->setToolTip(tr("Its token is refused from then on"));
    buildTable();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(scaled(8));
    for (auto *button : {add, m_remove}) {
        button->setProperty("plain", true);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(6));
    layout->addWidget(heading);
    layout->addWidget(lead);
    layout->addWidget(m_table);
    layout->addSpacing(scaled(4));
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, &UsersPanel::askToAdd);
    connect(m_remove, &QPushButton::clicked, this, &UsersPanel::askToRemove);
}

void UsersPanel::buildTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Users"));
    m_table->setFont(textFont(13));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(scaled(rowHeight));
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->resizeSection(UserModel::Name, scaled(170));
    header->resizeSection(UserModel::Pools, scaled(190));
    header->setSectionResizeMode(UserModel::Token, QHeaderView::Stretch);
    fit();
}

void UsersPanel::fit()
{
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + scaled(rowHeight) * rows + 2);
}

void UsersPanel::setUsers(const QList<UserSettings> &users, const QList<PoolSettings> &pools)
{
    m_pools = pools;
    if (std::exchange(m_users, users) == users)
        return; // what is selected stays
    m_model->setUsers(users);
    fit();
    m_table->selectRow(0);
    m_remove->setEnabled(!users.isEmpty());
}

void UsersPanel::askToAdd()
{
    QStringList names;
    for (const auto &user : std::as_const(m_users))
        names += user.name;
    auto *dialog = new AddUserDialog(names, m_pools, this);
    connect(dialog, &AddUserDialog::chosen, this, &UsersPanel::addRequested);
    dialog->open();
}

void UsersPanel::askToRemove()
{
    const auto *user = m_model->user(m_table->currentIndex().row());
    if (!user)
        return;
    auto *question = new QuestionDialog(
        tr("Remove the user %1?").arg(user->name),
        tr("Whoever uses its token is refused at once, also in the middle of a session. The "
           "token cannot be brought back."),
        tr("Remove"), QuestionDialog::Answer::Dangerous, this);
    connect(question, &QDialog::accepted, this, [this, name = user->name] { emit removeRequested(name); });
    question->open();
}

} // namespace sluice

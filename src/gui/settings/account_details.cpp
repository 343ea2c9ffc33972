// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/account_details.h"

#include "gui/common/elided_label.h"
#include "gui/common/theme.h"
#include "gui/common/type.h"
#include "gui/logins/login_words.h"
#include "gui/settings/limit_slider.h"

#include <QtGui/QPainter>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace sluice {

using namespace Qt::StringLiterals;

AccountDetails::AccountDetails(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_refusal(makeLabel(this, 12))
    , m_home(new ElidedLabel(13, this))
    , m_owner(new ElidedLabel(13, this))
    , m_fiveHour(new LimitSlider(this))
    , m_week(new LimitSlider(this))
    , m_priority(new QButtonGroup(this))
{
    m_name->setToolTip(tr("The name shown in windows, menus and messages"));
    m_fiveHour->setAccessibleTexts(tr("Stop at, 5 h window"),
                                   tr("Used this far, the account pauses until its 5 h window resets"));
    m_week->setAccessibleTexts(tr("Stop at, week"),
                               tr("Used this far, the account pauses until its week resets"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(scaled(16), scaled(14), scaled(16), scaled(14));
    grid->setHorizontalSpacing(scaled(12));
    grid->setVerticalSpacing(scaled(10));
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    addField(grid, 0, 0, tr("Na&me"), m_name);
    addField(grid, 0, 2, tr("Login"), m_home);
    grid->addWidget(m_refusal, 1, 1, 1, 3);
    addField(grid, 2, 0, tr("Stop at, &5 h window"), m_fiveHour);
    addField(grid, 2, 2, tr("Stop at, &week"), m_week);
    addField(grid, 3, 0, tr("Priority"), buildPriority());
    addField(grid, 3, 2, tr("Owner"), m_owner);
    grid->addWidget(buildActions(), 4, 0, 1, 4);
    m_refusal->setWordWrap(true);
    refuseName({});
    connect(m_name, &QLineEdit::editingFinished, this, &AccountDetails::onNameEdited);
    connect(m_name, &QLineEdit::textEdited, this, [this] { refuseName({}); });
    connect(m_fiveHour, &LimitSlider::limitChosen, this,
            [this](auto percent) { emit limitChosen(WindowKind::FiveHour, percent); });
    connect(m_week, &LimitSlider::limitChosen, this,
            [this](auto percent) { emit limitChosen(WindowKind::Weekly, percent); });
    connect(m_priority, &QButtonGroup::idClicked, this,
            [this](int id) { emit priorityChosen(static_cast<Priority>(id - 1)); });
}

void AccountDetails::addField(QGridLayout *grid, int row, int column, const QString &label, QWidget *field)
{
    if (!label.isEmpty()) {
        auto *caption = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
        caption->setText(label);
        caption->setBuddy(field);
        grid->addWidget(caption, row, column);
    }
    grid->addWidget(field, row, column + 1);
}

QWidget *AccountDetails::buildPriority()
{
    auto *segment = new QWidget(this);
    auto *layout = new QHBoxLayout(segment);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const QStringList names{tr("Low"), tr("Normal"), tr("High")};
    for (int i = 0; i < names.size(); ++i) {
        auto *button = new QPushButton(names[i], segment);
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setAutoDefault(false);
        button->setToolTip(tr("Accounts of higher priority are chosen first"));
        button->setAccessibleName(tr("Priority: %1").arg(names[i]));
        m_priority->addButton(button, i); // ids are the priority plus one: -1 would mean "give me an id"
        layout->addWidget(button);
    }
    layout->addStretch();
    return segment;
}

QWidget *AccountDetails::buildActions()
{
    auto *row = new QWidget(this);
    m_use = new QPushButton(row);
    m_signIn = new QPushButton(tr("&Sign in again…"), row);
    m_signIn->setToolTip(tr("With the provider's own CLI; the account keeps its name and settings"));
    auto *remove = new QPushButton(tr("&Remove account…"), row);
    remove->setProperty("danger", true);
    remove->setToolTip(tr("Takes the account out of Sluice; asks first what becomes of its login"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, scaled(4), 0, 0);
    layout->setSpacing(scaled(8));
    for (auto *button : {m_use, m_signIn, remove}) {
        button->setProperty("plain", true);
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->insertStretch(2);
    connect(m_use, &QPushButton::clicked, this, &AccountDetails::useRequested);
    connect(m_signIn, &QPushButton::clicked, this, &AccountDetails::signInRequested);
    connect(remove, &QPushButton::clicked, this, &AccountDetails::removeRequested);
    return row;
}

void AccountDetails::onNameEdited()
{
    const auto name = m_name->text().trimmed();
    if (name == m_account.name)
        return;
    const bool taken = m_takenNames.contains(name);
    if (!name.isEmpty() && !taken) {
        emit renamed(name);
        return;
    }
    m_name->setText(m_account.name);
    refuseName(taken ? tr("Another account of %1 is called “%2” already.").arg(m_account.providerName, name)
                     : tr("An account needs a name, so it is called “%1” still.").arg(m_account.name));
}

void AccountDetails::refuseName(const QString &why)
{
    m_refusal->setText(why);
    m_refusal->setHidden(why.isEmpty());
    m_name->setAccessibleDescription(why);
}

void AccountDetails::show(const AccountSnapshot &account, const QString &client,
                          const QStringList &takenNames)
{
    const bool another = account.id != m_account.id;
    m_account = account;
    m_takenNames = takenNames;
    if (another)
        refuseName({});
    if (another || !m_name->hasFocus())
        m_name->setText(account.name);
    showLogin(client);
    for (auto *slider : {m_fiveHour, m_week})
        slider->setEnabled(!account.isMetered);
    m_fiveHour->setLimit(AccountStop{account.limit5h, account.reserve5h}.percent());
    m_week->setLimit(AccountStop{account.limitWeekly, account.reserveWeekly}.percent());
    if (auto *button = m_priority->button(static_cast<int>(account.priority) + 1))
        button->setChecked(true);
    const auto buttons = m_priority->buttons();
    for (auto *button : buttons) // Tab goes to the chosen one, as Qt has it once one has had the focus
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

void AccountDetails::showLogin(const QString &client)
{
    m_home->setFullText(homeText(m_account));
    m_owner->setFullText(m_account.email.isEmpty() ? tr("not known yet") : m_account.email);
    m_signIn->setHidden(client.isEmpty() || m_account.isMetered); // nobody signs in with a key
    m_use->setHidden(client.isEmpty());
    m_use->setEnabled(m_account.canBeCliLogin && !m_account.isCliLogin);
    m_use->setText(m_account.isCliLogin ? tr("✓ The login of %1").arg(client)
                                        : tr("&Use in %1…").arg(client));
    m_use->setToolTip(m_account.isCliLogin ? tr("%1, started without Sluice, uses this account").arg(client)
                          : m_account.canBeCliLogin
                          ? tr("Makes this account the login of %1 itself").arg(client)
                          : tr("%1 cannot use this login").arg(client));
}

void AccountDetails::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::matching(palette()).panel);
    painter.drawRoundedRect(rect(), scaled(10), scaled(10));
}

} // namespace sluice

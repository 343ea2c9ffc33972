// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/notifications_page.h"

#include "gui/common/switch.h"
#include "gui/common/type.h"
#include "gui/settings/change_command.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

NotificationsPage::NotificationsPage(QUndoStack *undo, QWidget *parent)
    : SettingsPage(parent)
    , m_undo(undo)
    , m_thresholds(new QLineEdit(this))
    , m_refusal(makeLabel(this, 12))
{
    auto *heading = makeLabel(this, 17, QFont::DemiBold);
    heading->setText(title());
    auto *lead = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    lead->setText(tr("Each event is told once per window and reset; several at once become one message."));
    lead->setWordWrap(true);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(scaled(12));
    grid->setVerticalSpacing(scaled(12));
    grid->setColumnMinimumWidth(0, scaled(220));
    grid->setColumnStretch(2, 1); // nothing stands there: switches stay beside their captions
    addSwitch(grid, tr("An account is &limited"), tr("Says until when, and where its sessions went"),
              &NotificationSettings::limited);
    addSwitch(grid, tr("An account is &available again"), tr("Only where its limit was told"),
              &NotificationSettings::recovered);
    addSwitch(grid, tr("A login needs &you"), tr("The provider no longer accepts the login of an account"),
              &NotificationSettings::signIn);
    m_thresholds->setToolTip(
        tr("Percent used at which Sluice says how full a window is, with commas between; empty: never"));
    m_thresholds->setMaximumWidth(scaled(140));
    auto *caption = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    caption->setText(tr("Tell at these &percentages"));
    caption->setBuddy(m_thresholds);
    const int row = grid->rowCount();
    grid->addWidget(caption, row, 0);
    grid->addWidget(m_thresholds, row, 1);
    grid->addWidget(m_refusal, row + 1, 1, 1, 2);
    m_refusal->setWordWrap(true);
    refuseThresholds({});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    layout->addWidget(heading);
    layout->addWidget(lead);
    layout->addSpacing(scaled(14));
    layout->addLayout(grid);
    layout->addStretch();
    connect(m_thresholds, &QLineEdit::editingFinished, this, &NotificationsPage::onThresholdsEdited);
    connect(m_thresholds, &QLineEdit::textEdited, this, [this] { refuseThresholds({}); });
    render();
}

Switch *NotificationsPage::addSwitch(QGridLayout *grid, const QString &label, const QString &toolTip,
                                     bool NotificationSettings::*member)
{
    auto *result = new Switch(this);
    result->setAccessibleName(QString(label).remove(u'&'));
    result->setToolTip(toolTip);
    auto *caption = makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText);
    caption->setText(label);
    caption->setBuddy(result);
    const int row = grid->rowCount();
    grid->addWidget(caption, row, 0);
    grid->addWidget(result, row, 1, Qt::AlignLeft);
    m_switches.append({result, member});
    connect(result, &Switch::clicked, this, [this, member](bool on) {
        auto wanted = m_settings;
        wanted.*member = on;
        choose(wanted);
    });
    return result;
}

void NotificationsPage::setNotifications(const NotificationSettings &settings)
{
    if (settings == m_settings)
        return; // a field in the middle of an edit stays
    m_settings = settings;
    render();
}

void NotificationsPage::onThresholdsEdited()
{
    const auto thresholds = thresholdsFrom(m_thresholds->text());
    if (!thresholds) {
        refuseThresholds(
            tr("“%1” cannot be used: allowed are whole numbers from 1 to 100 with commas between "
               "them, or nothing. It stays as it was.")
                .arg(m_thresholds->text()));
    }
    auto wanted = m_settings;
    wanted.thresholds = thresholds.value_or(m_settings.thresholds);
    if (wanted == m_settings)
        render();
    else
        choose(wanted);
}

void NotificationsPage::refuseThresholds(const QString &why)
{
    m_refusal->setText(why);
    m_refusal->setHidden(why.isEmpty());
    m_thresholds->setAccessibleDescription(why);
}

void NotificationsPage::choose(const NotificationSettings &settings)
{
    m_undo->push(new ChangeCommand(
        tr("Change notifications"), [=, this] { emit chosen(settings); },
        [this, old = m_settings] { emit chosen(old); }));
}

void NotificationsPage::render()
{
    for (const auto &[widget, member] : std::as_const(m_switches))
        widget->setChecked(m_settings.*member);
    QStringList numbers;
    for (const int percent : std::as_const(m_settings.thresholds))
        numbers += QString::number(percent);
    m_thresholds->setText(numbers.join(", "_L1));
}

std::optional<QList<int>> thresholdsFrom(const QString &text)
{
    static const QRegularExpression separator(u"[\\s,;%]+"_s);
    QList<int> result;
    for (const auto &word : text.split(separator, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int percent = word.toInt(&isNumber);
        if (!isNumber || percent < 1 || percent > 100)
            return std::nullopt;
        if (!result.contains(percent))
            result.append(percent);
    }
    std::ranges::sort(result);
    return result;
}

} // namespace sluice

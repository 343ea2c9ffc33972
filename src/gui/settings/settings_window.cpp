// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/settings_window.h"

#include "gui/common/mark.h"
#include "gui/common/notice_bar.h"
#include "gui/common/style_sheet.h"
#include "gui/common/type.h"
#include "gui/settings/about_page.h"
#include "gui/settings/accounts_page.h"
#include "gui/settings/clients_page.h"
#include "gui/settings/gateway_page.h"
#include "gui/settings/notifications_page.h"

#include <QtGui/QScreen>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace sluice {

SettingsWindow::SettingsWindow(ClientLinks &clients, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new NoticeBar(this))
    , m_accounts(new AccountsPage(&m_undo, clients, this))
    , m_gateway(new GatewayPage(this))
    , m_notifications(new NotificationsPage(&m_undo, this))
{
    setWindowTitle(tr("Sluice – Settings"));
    setWindowIcon(Mark::icon());
    m_list->setFont(textFont(13));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_message->setContentsMargins(scaled(24), scaled(12), scaled(24), 0);
    auto *main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(m_message);
    main->addWidget(m_stack, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addLayout(main, 1);
    addPage(m_accounts);
    addPage(new ClientsPage(clients, this));
    addPage(m_gateway);
    addPage(m_notifications);
    addPage(new AboutPage(this));
    connect(m_message, &NoticeBar::clicked, this, [this] { setMessage(m_messages.firstKey(), {}); });
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        if (m_list->selectedItems().isEmpty() && m_list->currentItem())
            m_list->currentItem()->setSelected(true); // a click beside the titles leaves the page
    });
    m_list->setCurrentRow(0);
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, &m_undo, &QUndoStack::undo);
    connect(new QShortcut(QKeySequence::Redo, this), &QShortcut::activated, &m_undo, &QUndoStack::redo);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    followSystemTheme(*this);
    fitList();
    resize(QSize(scaled(980), scaled(566)).boundedTo(screen()->availableSize()));
}

void SettingsWindow::addPage(SettingsPage *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    m_list->addItem(page->title());
}

//! As wide as its longest title; known once the style sheet is there.
void SettingsWindow::fitList()
{
    constexpr int frame = 2 * 8 + 1; // as the style sheet says
    m_list->ensurePolished();
    m_list->setFixedWidth(std::max(scaled(176), m_list->sizeHintForColumn(0) + frame));
}

void SettingsWindow::setSnapshot(const EngineSnapshot &snapshot)
{
    m_snapshot = snapshot;
    if (!isVisible())
        return;
    for (auto *page : std::as_const(m_pages))
        page->setSnapshot(snapshot);
}

void SettingsWindow::bringForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void SettingsWindow::showAccount(const QString &accountId)
{
    m_list->setCurrentRow(0);
    bringForward();
    m_accounts->choose(accountId);
}

void SettingsWindow::setMessage(Topic topic, const QString &text)
{
    if (text.isEmpty())
        m_messages.remove(topic);
    else
        m_messages.insert(topic, text);
    m_message->setMessage(m_messages.isEmpty() ? QString() : m_messages.first());
}

void SettingsWindow::showEvent(QShowEvent *event)
{
    applyWindowTheme(*this);
    QWidget::showEvent(event);
    setSnapshot(EngineSnapshot(m_snapshot));
}

} // namespace sluice

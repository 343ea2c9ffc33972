// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/popup_window.h"

#include "gui/common/fitting.h"
#include "gui/common/shadow.h"
#include "gui/common/style_sheet.h"
#include "gui/common/type.h"
#include "gui/platform/x11.h"
#include "gui/popup/account_list.h"
#include "gui/popup/pool_panel.h"
#include "gui/popup/popup_contents.h"
#include "gui/popup/popup_footer.h"
#include "gui/popup/popup_header.h"
#include "gui/popup/popup_placement.h"
#include "gui/popup/tab_strip.h"

#include <QtGui/QCursor>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QScreen>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int designWidth = 392;
constexpr int cornerRadius = 12;
constexpr int shadowMargin = 24;
constexpr double shareOfScreen = 0.8;
constexpr qint64 sameClickMs = 250;

//! Wayland has no popups without a parent window; everywhere else a popup takes the keys without a window
//! manager.
Qt::WindowFlags flagsFor(const QString &platform)
{
    const auto kind = platform.startsWith("wayland"_L1) ? Qt::Tool | Qt::WindowStaysOnTopHint : Qt::Popup;
    return kind | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint;
}

bool canBlend(const QString &platform)
{
    return platform != "xcb"_L1 || x11::hasCompositor();
}

} // namespace

PopupWindow::PopupWindow(Clock &clock, QWidget *parent)
    : QWidget(parent, flagsFor(QGuiApplication::platformName()))
    , m_clock(clock)
    , m_blended(canBlend(QGuiApplication::platformName()))
    , m_header(new PopupHeader(this))
    , m_tabs(new TabStrip(this))
    , m_pool(new PoolPanel(this))
    , m_scroll(new QScrollArea(this))
    , m_accounts(new AccountList)
    , m_footer(new PopupFooter(this))
{
    setWindowTitle(u"Sluice"_s);
    setAttribute(Qt::WA_TranslucentBackground, m_blended);
    applyTheme();
    const int margin = m_blended ? shadowMargin : 0;
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(margin, margin, margin, margin);
    outer->setSizeConstraint(QLayout::SetNoConstraint);
    outer->addLayout(buildBody());
    connectParts();
    m_tick.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &PopupWindow::render);
}

QVBoxLayout *PopupWindow::buildBody()
{
    const int side = scaled(16);
    m_scroll->setWidget(m_accounts);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setFixedHeight(0); // until fit()
    auto *top = new QVBoxLayout;
    top->setContentsMargins(side, scaled(13), side, scaled(12));
    top->setSpacing(scaled(10));
    top->addWidget(m_header);
    top->addWidget(m_tabs);
    top->addWidget(m_pool);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(1, 1, 1, 1);
    body->setSpacing(0);
    body->addLayout(top);
    body->addWidget(m_scroll, 1);
    body->addWidget(m_footer);
    return body;
}

void PopupWindow::connectParts()
{
    connect(m_header, &PopupHeader::gatewayToggled, this, &PopupWindow::gatewayToggled);
    connect(m_tabs, &TabStrip::chosen, this, [this](const QString &providerId) {
        m_providerId = providerId;
        render();
    });
    connect(m_accounts, &AccountList::accountToggled, this, &PopupWindow::accountToggled);
    connect(m_accounts, &AccountList::layoutChanged, this, &PopupWindow::fit);
    connect(m_accounts, &AccountList::timeClicked, this, [this] {
        m_form = m_form == TimeForm::Countdown ? TimeForm::Clock : TimeForm::Countdown;
        render();
    });
    connect(m_accounts, &AccountList::remedyRequested, this, [this](const QString &accountId, Remedy remedy) {
        if (remedy != Remedy::RetryStores) // the others go on in a window
            hide();
        emit remedyRequested(accountId, remedy);
    });
    connect(m_footer, &PopupFooter::addAccountRequested, this, [this] {
        hide();
        emit addAccountRequested();
    });
    connect(m_footer, &PopupFooter::settingsRequested, this, [this] {
        hide();
        emit settingsRequested();
    });
}

void PopupWindow::setSnapshot(const EngineSnapshot &snapshot)
{
    m_snapshot = snapshot;
    if (isVisible())
        render();
}

void PopupWindow::toggle(const QRect &icon)
{
    if (isVisible())
        hide();
    else if (!m_sinceHidden.isValid() || m_sinceHidden.elapsed() > sameClickMs)
        open(icon);
}

void PopupWindow::open(const QRect &icon)
{
    m_anchor = icon;
    m_cursor = QCursor::pos();
    applyTheme();
    render();
    show();
    raise();
    activateWindow();
}

bool PopupWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && isVisible()) {
        applyTheme();
        render();
    }
    if (event->type() == QEvent::WindowDeactivate && windowType() == Qt::Tool)
        hide();
    return QWidget::event(event);
}

void PopupWindow::showEvent(QShowEvent *event)
{
    scheduleTick();
    QWidget::showEvent(event);
}

void PopupWindow::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    m_sinceHidden.start();
    QWidget::hideEvent(event);
}

void PopupWindow::keyPressEvent(QKeyEvent *event)
{
    auto *button = qobject_cast<QAbstractButton *>(focusWidget());
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Cancel))
        hide();
    else if (!isEnter || !button)
        QWidget::keyPressEvent(event);
    else if (!event->isAutoRepeat())
        button->click(); // by itself a button takes Space alone
}

void PopupWindow::paintEvent(QPaintEvent *)
{
    const auto theme = Theme::matching(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto body = contentsRect().adjusted(shadowMargin, shadowMargin, -shadowMargin, -shadowMargin);
    const QRectF edge = m_blended ? QRectF(body) : QRectF(rect());
    if (m_blended)
        paintShadow(painter, edge, cornerRadius, shadowMargin);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.background);
    const double radius = m_blended ? cornerRadius : 0;
    painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void PopupWindow::applyTheme()
{
    const auto system = QGuiApplication::palette();
    const auto theme = Theme::matching(system);
    setPalette(theme.palette(system));
    m_scroll->verticalScrollBar()->setStyleSheet(scrollBarStyle(theme));
}

void PopupWindow::render()
{
    m_snapshot.at = m_clock.now();
    const auto contents = popupContents(m_snapshot, m_providerId);
    m_header->refresh(m_snapshot);
    m_tabs->refresh(contents.tabs, m_providerId);
    m_pool->setHidden(!contents.pool);
    if (contents.pool)
        m_pool->refresh(*contents.pool);
    m_accounts->refresh(contents, m_snapshot.at, m_form);
    m_footer->refresh(m_snapshot);
    orderTabs();
    fit();
    if (isVisible())
        scheduleTick();
}

//! Tab goes from top to bottom, though parts are made when they are first needed and accounts move.
void PopupWindow::orderTabs()
{
    QList<QWidget *> parts{m_header, m_tabs};
    parts += m_accounts->rows();
    parts += m_footer;
    QWidget *before = nullptr;
    for (const auto *part : std::as_const(parts)) {
        for (auto *widget : part->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            if (before)
                setTabOrder(before, widget);
            before = widget;
        }
    }
}

void PopupWindow::fit()
{
    const auto *screen = QGuiApplication::screenAt(m_anchor.isEmpty() ? m_cursor : m_anchor.center());
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    const int margin = m_blended ? shadowMargin : 0;
    const int bodyWidth = std::max(designWidth, scaled(designWidth)); // a small font makes it no narrower
    settleLayouts(*this); // what has just changed counts
    const int listHeight = m_accounts->fittingHeight(bodyWidth - 2);
    const int rest =
        fittingHeight(*layout(), bodyWidth + 2 * margin) - m_scroll->minimumHeight() - 2 * margin;
    const auto available = screen->availableGeometry();
    const int most = static_cast<int>(available.height() * shareOfScreen) - rest;
    m_scroll->setFixedHeight(std::max(0, std::min(listHeight, most)));
    m_accounts->makeRoomForScrollBar(listHeight > most ? m_scroll->verticalScrollBar()->sizeHint().width()
                                                       : 0);
    const QSize body(bodyWidth, rest + m_scroll->height());
    const auto place = popupPlacement(body, m_anchor, m_cursor, available);
    setGeometry(place.adjusted(-margin, -margin, margin, margin));
}

void PopupWindow::scheduleTick()
{
    m_tick.start(ticksEverySecond(m_snapshot) ? 1s : 60s);
}

} // namespace sluice

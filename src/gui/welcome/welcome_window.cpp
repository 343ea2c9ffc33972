// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/welcome/welcome_window.h"

#include "gui/clients/client_row.h"
#include "gui/clients/client_setup.h"
#include "gui/common/mark.h"
#include "gui/common/style_sheet.h"
#include "gui/common/type.h"
#include "gui/settings/about_page.h"
#include "gui/welcome/found_logins.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int designWidth = 560;

} // namespace

WelcomeWindow::WelcomeWindow(const Environment &environment, ClientSetup &setup, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_environment(environment)
    , m_setup(setup)
    , m_account(new StepRow(1, tr("An account"), this))
    , m_request(new StepRow(3, tr("A first request"), this))
{
    setWindowTitle(tr("Welcome to Sluice"));
    setWindowIcon(Mark::icon());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    addRow(layout, m_account);
    addRow(layout, new ClientRow(2, tr("A client"), setup, this));
    addRow(layout, m_request);
    layout->addStretch();
    layout->addWidget(buildTerms());
    connect(m_account, &StepRow::clicked, this, [this] {
        if (m_logins.isEmpty())
            emit chooseFileRequested();
        else
            emit importRequested(m_logins.first());
    });
    connect(m_account, &StepRow::secondClicked, this, &WelcomeWindow::chooseFileRequested);
    connect(m_request, &StepRow::clicked, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Cancel, this), &QShortcut::activated, this, &QWidget::close);
    applyTheme();
    setFixedWidth(scaled(designWidth));
}

void WelcomeWindow::addRow(QVBoxLayout *layout, StepRow *row)
{
    row->setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(18));
    layout->addWidget(row);
    auto *line = new QFrame(this);
    line->setProperty("line", true);
    line->setFixedHeight(1);
    layout->addWidget(line);
}

QWidget *WelcomeWindow::buildTerms()
{
    auto *terms = makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText);
    terms->setText(termsText());
    terms->setWordWrap(true);
    terms->setContentsMargins(scaled(20), scaled(12), scaled(20), scaled(12));
    terms->setProperty("footer", true);
    return terms;
}

void WelcomeWindow::setSnapshot(const EngineSnapshot &snapshot)
{
    const bool accountsChanged = snapshot.accounts.size() != m_snapshot.accounts.size();
    m_snapshot = snapshot;
    if (!isVisible())
        return;
    if (accountsChanged)
        look();
    renderAccount();
    renderRequest();
}

void WelcomeWindow::bringForward()
{
    look();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

bool WelcomeWindow::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // The texts wrap, so that only the layout knows how high the rows are.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        setFixedHeight(layout()->totalHeightForWidth(width()));
    return done;
}

void WelcomeWindow::changeEvent(QEvent *event)
{
    // Whoever comes back may have signed in with Claude Code, or changed its settings, in the meantime.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        look();
    QWidget::changeEvent(event);
}

void WelcomeWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), palette().window());
}

void WelcomeWindow::look()
{
    m_logins = foundLogins(m_environment);
    for (const auto &account : std::as_const(m_snapshot.accounts))
        m_logins.removeAll(m_environment.expanded(account.path));
    m_setup.refresh();
    renderAccount();
    renderRequest();
}

void WelcomeWindow::renderAccount()
{
    const auto folder = m_logins.isEmpty() ? QString() : shortFolder(m_logins.first(), m_environment);
    m_account->setDone(!m_snapshot.accounts.isEmpty());
    if (m_snapshot.accounts.isEmpty() && folder.isEmpty()) {
        m_account->setText(tr("No login of Claude Code found in ~/.claude. Start it once and sign in there; "
                              "then come back to this window."));
        m_account->setButton(tr("Choose file…"));
        m_account->setSecondButton({});
        return;
    }
    if (m_snapshot.accounts.isEmpty()) {
        m_account->setText(
            tr("Found the Claude Code login in %1. Sluice reads it where it is; nothing is moved.")
                .arg(folder));
        m_account->setButton(tr("Use it"), true);
        m_account->setSecondButton(tr("Other file…"));
        return;
    }
    const auto &first = m_snapshot.accounts.first();
    const auto name = first.planName.isEmpty()
        ? first.name
        : tr("%1 (%2)", "account, plan").arg(first.name, first.planName);
    m_account->setText(m_snapshot.accounts.size() == 1
                           ? tr("Sluice uses %1. Its login stays where it is.").arg(name)
                           : tr("Sluice uses %n accounts. Their logins stay where they are.", nullptr,
                                static_cast<int>(m_snapshot.accounts.size())));
    m_account->setButton(folder.isEmpty() ? tr("Add another…") : tr("Add %1").arg(folder));
    m_account->setSecondButton({});
}

void WelcomeWindow::renderRequest()
{
    const bool done = m_snapshot.requestsToday > 0;
    m_request->setDone(done);
    m_request->setText(done ? tr("The first request has passed. Sluice stays in the tray.")
                            : tr("Start “claude” in any terminal. This row ticks itself off when its first "
                                 "answer has passed."));
    m_request->setButton(done ? tr("Done") : QString(), true);
}

void WelcomeWindow::applyTheme()
{
    const auto system = QGuiApplication::palette();
    const auto theme = Theme::matching(system);
    setPalette(theme.palette(system));
    setStyleSheet(windowStyle(theme));
}

} // namespace sluice

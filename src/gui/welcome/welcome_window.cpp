// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/welcome/welcome_window.h"

#include "gui/clients/client_row.h"
#include "gui/common/fitting.h"
#include "gui/common/format.h"
#include "gui/common/mark.h"
#include "gui/common/notice_bar.h"
#include "gui/common/style_sheet.h"
#include "gui/common/type.h"
#include "gui/settings/about_page.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int designWidth = 560;

bool pointsHere(const std::unique_ptr<ClientLink> &link)
{
    return link->state() == ClientLink::State::Here;
}

} // namespace

WelcomeWindow::WelcomeWindow(ClientLinks &links, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_links(links)
    , m_failure(new NoticeBar(this))
    , m_message(new NoticeBar(this))
    , m_account(new StepRow(1, tr("An account"), this))
    , m_request(new StepRow(3, tr("A first request"), this))
{
    setWindowTitle(tr("Welcome to Sluice"));
    setWindowIcon(Mark::icon());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    for (auto *bar : {m_failure, m_message}) {
        bar->setContentsMargins(scaled(20), scaled(12), scaled(20), 0);
        layout->addWidget(bar);
    }
    addRow(layout, m_account);
    QList<ClientLink *> clients;
    for (const auto &link : links.all())
        clients += link.get();
    addRow(layout, new ClientRow(2, tr("A client"), clients, this));
    addRow(layout, m_request);
    layout->addStretch();
    layout->addWidget(buildTerms());
    connect(m_message, &NoticeBar::clicked, this, [this] { setMessage({}); });
    connect(m_account, &StepRow::clicked, this, &WelcomeWindow::onAccountClicked);
    connect(m_account, &StepRow::secondClicked, this, &WelcomeWindow::addRequested);
    connect(m_request, &StepRow::clicked, this, &WelcomeWindow::onRequestClicked);
    connect(&links, &ClientLinks::changed, this, &WelcomeWindow::renderRequest);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Cancel, this), &QShortcut::activated, this, &QWidget::close);
    followSystemTheme(*this);
    setFixedWidth(scaled(designWidth));
}

void WelcomeWindow::addRow(QVBoxLayout *layout, StepRow *row)
{
    row->setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(18));
    auto *place = new QWidget(this); // the row and the line below it
    auto *line = new QFrame(place);
    line->setProperty("line", true);
    line->setFixedHeight(1);
    auto *inner = new QVBoxLayout(place);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(row);
    inner->addWidget(line);
    layout->addWidget(place);
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
    else
        render();
}

void WelcomeWindow::bringForward()
{
    look();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void WelcomeWindow::setMessage(const QString &text)
{
    m_message->setMessage(text);
}

bool WelcomeWindow::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        setFixedHeight(fittingHeight(*layout(), width()));
    return done;
}

void WelcomeWindow::changeEvent(QEvent *event)
{
    // Whoever comes back may have signed in with a client, or changed its settings, in the meantime.
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
    QStringList used;
    for (const auto &account : std::as_const(m_snapshot.accounts))
        used += account.path;
    m_logins = m_links.foundLogins(used);
    m_links.refresh();
    render();
}

void WelcomeWindow::render()
{
    const bool failed = m_snapshot.state == GatewayState::Failed;
    m_failure->setNotice(failed ? gatewayText(m_snapshot) : QString(), {});
    renderAccount();
    renderRequest();
}

void WelcomeWindow::renderAccount()
{
    const bool first = m_snapshot.accounts.isEmpty();
    m_account->setDone(!first);
    m_account->setText(accountText());
    if (m_logins.isEmpty()) {
        m_account->setButton(first ? tr("Add account…") : tr("Add another…"), first);
        m_account->setSecondButton({});
        return;
    }
    const bool several = m_logins.size() > 1;
    const auto use = several ? tr("Use all") : tr("Use it");
    const auto add = several ? tr("Add all") : tr("Add %1").arg(m_logins.first().folder);
    m_account->setButton(first ? use : add, first);
    m_account->setSecondButton(first ? tr("Another way…") : tr("Add another…"));
}

void WelcomeWindow::onAccountClicked()
{
    const auto logins = m_logins; // changes while they are added
    if (logins.isEmpty())
        emit addRequested();
    for (const auto &login : logins)
        emit importRequested({.provider = login.providerId, .path = login.path});
}

QString WelcomeWindow::accountText() const
{
    const auto &accounts = m_snapshot.accounts;
    if (accounts.size() > 1)
        return tr("Sluice uses %n accounts.", nullptr, static_cast<int>(accounts.size()));
    if (!accounts.isEmpty()) {
        const auto &first = accounts.first();
        const auto name = first.planName.isEmpty()
            ? first.name
            : tr("%1 (%2)", "account, plan").arg(first.name, first.planName);
        return first.store == "file"_L1 ? tr("Sluice uses %1. Its login stays where it is.").arg(name)
                                        : tr("Sluice uses %1.").arg(name);
    }
    if (m_logins.size() > 1) {
        QStringList found;
        for (const auto &login : m_logins)
            found += tr("%1 in %2", "client, folder").arg(login.clientName, login.folder);
        return tr("Found the logins of %1. Sluice reads them where they are; nothing is moved.")
            .arg(allOf(found));
    }
    if (m_logins.size() == 1)
        return tr("Found the login of %1 in %2. Sluice reads it where it is; nothing is moved.")
            .arg(m_logins.first().clientName, m_logins.first().folder);
    return tr("No login of %1 was found here. Sign in now; it takes a minute.")
        .arg(anyOf(m_links.clientNames()));
}

ClientLink *WelcomeWindow::tryable() const
{
    if (m_snapshot.accounts.isEmpty())
        return nullptr;
    for (const auto &link : m_links.all()) {
        if (link->isInstalled() && pointsHere(link))
            return link.get();
    }
    return nullptr;
}

void WelcomeWindow::renderRequest()
{
    const bool done = m_snapshot.requestsToday > 0;
    const auto *client = tryable();
    m_request->setDone(done);
    if (done) {
        m_request->setText(tr("The first request has passed. Sluice stays in the tray."));
        m_request->setButton(tr("Done"), true);
        return;
    }
    const auto &links = m_links.all();
    const auto installed = std::ranges::find_if(links, &ClientLink::isInstalled);
    const auto &any = installed == links.end() ? *links.front() : **installed;
    const auto program = (client ? *client : any).info().program;
    if (client && client->trial() == ClientLink::Trial::Running)
        m_request->setText(tr("Asking %1 to say hi…").arg(client->info().name));
    else if (client && client->trial() == ClientLink::Trial::Failed)
        m_request->setText(tr("%1 got no answer: %2").arg(client->info().name, client->trialError()));
    else if (installed == links.end() && std::ranges::none_of(links, pointsHere))
        m_request->setText(tr("Install %1 and point it here; then start it in any terminal. This row ticks "
                              "itself off when its first answer has passed.")
                               .arg(anyOf(m_links.clientNames())));
    else
        m_request->setText(tr("Start “%1” in any terminal. This row ticks itself off when its first answer "
                              "has passed.")
                               .arg(program));
    m_request->setButton(client && client->trial() != ClientLink::Trial::Running ? tr("Try it for me")
                                                                                 : QString());
}

void WelcomeWindow::onRequestClicked()
{
    if (m_snapshot.requestsToday > 0)
        close();
    else if (auto *client = tryable())
        client->tryOut();
}

} // namespace sluice

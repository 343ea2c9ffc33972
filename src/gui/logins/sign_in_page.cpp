// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/sign_in_page.h"

#include "gui/common/type.h"

#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

using namespace Qt::StringLiterals;

using Stage = SignInProgress::Stage;

SignInPage::SignInPage(QWidget *parent)
    : QWidget(parent)
    , m_heading(makeLabel(this, 17, QFont::DemiBold))
    , m_lead(makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText))
    , m_output(new QPlainTextEdit(this))
{
    m_lead->setWordWrap(true);
    m_output->setReadOnly(true);
    m_output->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_output->setFont(fixedFont(12));
    m_output->setTabChangesFocus(true);
    m_output->setAccessibleName(tr("What the CLI says"));
    m_output->setMinimumHeight(scaled(240));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(10));
    layout->addWidget(m_heading);
    layout->addWidget(m_lead);
    layout->addWidget(buildAddress());
    layout->addWidget(m_output, 1);
    layout->addWidget(buildAnswer());
    setFocusProxy(m_answer);
}

QWidget *SignInPage::buildAddress()
{
    auto *row = new QWidget(this);
    m_address = new QLineEdit(row);
    m_open = new QPushButton(tr("&Open"), row);
    m_copy = new QPushButton(tr("&Copy"), row);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Address to sign in at"));
    m_address->setToolTip(tr("Where the provider asks you to sign in"));
    m_open->setToolTip(tr("Opens the address in your browser"));
    m_copy->setToolTip(tr("Copies the address, for a browser elsewhere"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(8));
    layout->addWidget(m_address, 1);
    for (auto *button : {m_open, m_copy}) {
        button->setProperty("plain", true);
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(m_address->text())); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    return row;
}

QWidget *SignInPage::buildAnswer()
{
    auto *row = new QWidget(this);
    auto *caption = makeLabel(row, 13, QFont::Normal, QPalette::PlaceholderText);
    m_answer = new QLineEdit(row);
    m_send = new QPushButton(tr("&Send"), row);
    caption->setText(tr("Code, if it asks for &one"));
    caption->setBuddy(m_answer);
    m_answer->setToolTip(tr("What the browser shows you after signing in, if the CLI waits for it"));
    m_send->setProperty("plain", true);
    m_send->setAutoDefault(false);
    m_send->setToolTip(tr("Gives this line to the CLI"));
    m_send->setEnabled(false);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(8));
    layout->addWidget(caption);
    layout->addWidget(m_answer, 1);
    layout->addWidget(m_send);
    connect(m_answer, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_send->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_answer, &QLineEdit::returnPressed, this, &SignInPage::send);
    connect(m_send, &QPushButton::clicked, this, &SignInPage::send);
    return row;
}

void SignInPage::start(const QString &clientName)
{
    m_clientName = clientName;
    m_answer->clear();
    m_output->clear();
    m_shown.clear();
    m_heading->setText(tr("Sign in with %1").arg(clientName));
    show({.stage = Stage::Running});
}

void SignInPage::show(const SignInProgress &progress)
{
    const bool runs = progress.stage == Stage::Running;
    const bool isForBrowsers = progress.address.scheme().startsWith("http"_L1);
    const auto address = isForBrowsers ? progress.address.toString(QUrl::FullyEncoded) : QString();
    if (!runs)
        m_lead->setText(tr("You are signed in. Moving the login …"));
    else if (address.isEmpty())
        m_lead->setText(tr("%1 starts; it will name the address to sign in at.").arg(m_clientName));
    else
        m_lead->setText(tr("%1 waits for you. Sign in at this address with the account you mean; this "
                           "window notices when you are done.")
                            .arg(m_clientName));
    m_address->setText(address);
    m_address->setCursorPosition(0);
    m_open->setEnabled(!address.isEmpty());
    m_copy->setEnabled(!address.isEmpty());
    m_answer->setEnabled(runs);
    if (m_shown == progress.output)
        return; // a selection stays
    m_shown = progress.output;
    m_output->setPlainText(m_shown);
    m_output->verticalScrollBar()->setValue(m_output->verticalScrollBar()->maximum());
}

void SignInPage::showCancelling()
{
    m_lead->setText(tr("Ending %1 …").arg(m_clientName));
    m_answer->setEnabled(false);
}

void SignInPage::send()
{
    const auto line = m_answer->text().trimmed();
    if (line.isEmpty())
        return;
    m_answer->clear();
    emit answered(line);
}

} // namespace sluice

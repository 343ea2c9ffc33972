// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_row.h"

#include "gui/clients/client_link.h"

namespace sluice {

ClientRow::ClientRow(int number, ClientLink &link, QWidget *parent)
    : StepRow(number, link.title(), parent)
    , m_link(link)
{
    connect(&link, &ClientLink::changed, this, &ClientRow::render);
    connect(this, &StepRow::clicked, this, &ClientRow::onClicked);
    connect(this, &StepRow::secondClicked, this, [this] { setAsking(false); });
    render();
}

void ClientRow::render()
{
    const auto state = m_link.state();
    m_asking = m_asking && state == ClientLink::State::Elsewhere;
    setTitle(m_link.title());
    setDone(state == ClientLink::State::Here);
    setDetail(m_asking ? m_link.settingsFile() + u'\n' + m_link.change() : QString());
    setSecondButton(m_asking ? tr("Cancel") : QString());
    const auto own =
        m_ownLogin.isEmpty() || m_asking ? QString() : u'\n' + tr("Its own login: %1.").arg(m_ownLogin);
    setText(stateText() + own);
    switch (state) {
    case ClientLink::State::NoAddress:
        setButton({});
        break;
    case ClientLink::State::Elsewhere:
        setButton(m_asking ? tr("Make this change") : tr("Point %1 here").arg(m_link.info().name),
                  m_asking || m_link.isInstalled());
        break;
    case ClientLink::State::Here:
        setButton(tr("Undo"));
        break;
    case ClientLink::State::Unreadable:
        setButton(tr("Look again"));
        break;
    }
}

void ClientRow::setOwnLogin(const QString &account)
{
    if (std::exchange(m_ownLogin, account) != account)
        render();
}

QString ClientRow::stateText() const
{
    switch (m_link.state()) {
    case ClientLink::State::NoAddress:
        return tr("The gateway is not listening, so there is nothing to point a client at.");
    case ClientLink::State::Elsewhere:
        return m_asking ? tr("This is the whole change:") : elsewhereText();
    case ClientLink::State::Here:
        return tr("%1 sends its requests here. Start it anew where it is running.").arg(m_link.info().name);
    case ClientLink::State::Unreadable:
        return m_link.problem();
    }
    return {};
}

QString ClientRow::elsewhereText() const
{
    if (!m_link.isInstalled())
        return tr("%1 was not found on this computer. If it is here under another name, it can be pointed "
                  "here all the same.")
            .arg(m_link.info().name);
    return tr("%1 does not come here yet. See the exact change first; one click undoes it.")
        .arg(m_link.info().name);
}

void ClientRow::onClicked()
{
    switch (m_link.state()) {
    case ClientLink::State::NoAddress:
        break;
    case ClientLink::State::Elsewhere:
        if (m_asking)
            m_link.apply();
        else
            setAsking(true);
        break;
    case ClientLink::State::Here:
        m_link.undo();
        break;
    case ClientLink::State::Unreadable:
        m_link.refresh();
        break;
    }
}

void ClientRow::setAsking(bool asking)
{
    m_asking = asking;
    render();
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_row.h"

#include "gui/clients/client_setup.h"

namespace sluice {

ClientRow::ClientRow(int number, const QString &title, ClientSetup &setup, QWidget *parent)
    : StepRow(number, title, parent)
    , m_setup(setup)
{
    connect(&setup, &ClientSetup::changed, this, &ClientRow::render);
    connect(this, &StepRow::clicked, this, &ClientRow::onClicked);
    connect(this, &StepRow::secondClicked, this, [this] { setAsking(false); });
    render();
}

void ClientRow::render()
{
    const auto state = m_setup.state();
    m_asking = m_asking && state == ClientSetup::State::Elsewhere;
    setDone(state == ClientSetup::State::Here);
    setDetail(m_asking ? m_setup.settingsFile() + u'\n' + m_setup.change() : QString());
    setSecondButton(m_asking ? tr("Cancel") : QString());
    switch (state) {
    case ClientSetup::State::NoAddress:
        setText(tr("The gateway is not listening, so there is nothing to point a client at."));
        setButton({});
        break;
    case ClientSetup::State::Elsewhere:
        setText(m_asking ? tr("This is the whole change:")
                         : tr("Claude Code does not come here yet. See the exact change first; one click "
                              "undoes it."));
        setButton(m_asking ? tr("Make this change") : tr("Point Claude Code here"), true);
        break;
    case ClientSetup::State::Here:
        setText(tr("Claude Code sends its requests here. Start it anew where it is running."));
        setButton(tr("Undo"));
        break;
    case ClientSetup::State::Unreadable:
        setText(m_setup.problem());
        setButton(tr("Look again"));
        break;
    }
}

void ClientRow::onClicked()
{
    switch (m_setup.state()) {
    case ClientSetup::State::NoAddress:
        break;
    case ClientSetup::State::Elsewhere:
        if (m_asking)
            m_setup.apply();
        else
            setAsking(true);
        break;
    case ClientSetup::State::Here:
        m_setup.undo();
        break;
    case ClientSetup::State::Unreadable:
        m_setup.refresh();
        break;
    }
}

void ClientRow::setAsking(bool asking)
{
    m_asking = asking;
    render();
}

} // namespace sluice

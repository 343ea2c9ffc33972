// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_row.h"

#include "gui/clients/client_link.h"
#include "gui/common/format.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

using State = ClientLink::State;

QList<ClientLink *> inState(const QList<ClientLink *> &links, State state)
{
    QList<ClientLink *> result;
    std::ranges::copy_if(links, std::back_inserter(result),
                         [state](const ClientLink *link) { return link->state() == state; });
    return result;
}

} // namespace

ClientRow::ClientRow(ClientLink &link, QWidget *parent) : ClientRow(0, link.title(), {&link}, parent) { }

ClientRow::ClientRow(int number, const QString &title, const QList<ClientLink *> &links, QWidget *parent)
    : StepRow(number, title, parent)
    , m_links(links)
    , m_isStep(number > 0)
{
    for (auto *link : links)
        connect(link, &ClientLink::changed, this, &ClientRow::render);
    connect(this, &StepRow::clicked, this, [this] { click(0); });
    connect(this, &StepRow::secondClicked, this, [this] { click(1); });
    render();
}

void ClientRow::setOwnLogin(const QString &account)
{
    if (std::exchange(m_ownLogin, account) != account)
        render();
}

QList<ClientLink *> ClientRow::shown() const
{
    QList<ClientLink *> result;
    std::ranges::copy_if(m_links, std::back_inserter(result), [](const ClientLink *link) {
        return link->isInstalled() || link->state() == State::Here;
    });
    return result.isEmpty() ? m_links : result;
}

void ClientRow::render()
{
    if (m_asked && m_asked->state() != State::Elsewhere)
        m_asked = nullptr;
    const auto links = shown();
    const auto here = inState(links, State::Here);
    if (!m_isStep)
        setTitle(m_links.first()->title());
    setDone(!here.isEmpty());
    setDetail(m_asked ? m_asked->settingsFile() + u'\n' + m_asked->change() : QString());
    setText(stateText(links));
    m_choices = choices(links);
    const bool isWanted = m_asked || (here.isEmpty() && std::ranges::any_of(links, &ClientLink::isInstalled));
    setButton(m_choices.value(0).text, isWanted);
    setSecondButton(m_choices.value(1).text);
}

QString ClientRow::stateText(const QList<ClientLink *> &links) const
{
    if (m_asked)
        return tr("This is the whole change:");
    if (!inState(links, State::NoAddress).isEmpty())
        return tr("The gateway is not listening, so there is nothing to point a client at.");
    QStringList lines;
    const auto here = inState(links, State::Here);
    if (here.size() == 1)
        lines += tr("%1 sends its requests here. Restart it if it is running.").arg(allOf(names(here)));
    else if (!here.isEmpty())
        lines += tr("%1 send their requests here. Restart them if they are running.").arg(allOf(names(here)));
    if (const auto elsewhere = inState(links, State::Elsewhere); !elsewhere.isEmpty())
        lines += elsewhereText(elsewhere);
    for (const auto *link : inState(links, State::Unreadable)) {
        if (!lines.contains(link->problem())) // all may have the same
            lines += link->problem();
    }
    if (!m_ownLogin.isEmpty())
        lines += tr("Its own login: %1.").arg(m_ownLogin);
    return lines.join(u'\n');
}

QString ClientRow::elsewhereText(const QList<ClientLink *> &links) const
{
    auto all = names(links);
    if (std::ranges::none_of(links, &ClientLink::isInstalled)) {
        const auto last = all.takeLast();
        return all.isEmpty() ? tr("%1 was not found on this computer. If it is here under another name, it "
                                  "can be pointed here all the same.")
                                   .arg(last)
                             : tr("Neither %1 nor %2 was found on this computer. Those that are here under "
                                  "another name can be pointed here all the same.")
                                   .arg(all.join(u", "_s), last);
    }
    return links.size() == 1
        ? tr("%1 does not come here yet. See the exact change first; one click undoes it.").arg(all.first())
        : tr("%1 are installed here. See the exact change first; one click undoes it.").arg(allOf(all));
}

//! With versions where the title does not say them.
QStringList ClientRow::names(const QList<ClientLink *> &links) const
{
    QStringList result;
    for (const auto *link : links)
        result += m_isStep ? link->title() : link->info().name;
    return result;
}

QList<ClientRow::Choice> ClientRow::choices(const QList<ClientLink *> &links)
{
    if (m_asked)
        return {{tr("Make this change"), [this] { m_asked->apply(); }},
                {tr("Cancel"), [this] { ask(nullptr); }}};
    QList<Choice> result;
    for (auto *link : inState(links, State::Elsewhere))
        result.append({tr("Point %1 here").arg(link->info().name), [this, link] { ask(link); }});
    if (const auto here = inState(links, State::Here); !here.isEmpty())
        result.append({tr("Undo"), [here] { std::ranges::for_each(here, &ClientLink::undo); }});
    if (const auto broken = inState(links, State::Unreadable); !broken.isEmpty())
        result.append({tr("Look again"), [broken] { std::ranges::for_each(broken, &ClientLink::refresh); }});
    return result;
}

void ClientRow::click(qsizetype choice)
{
    if (choice >= m_choices.size())
        return;
    const auto act = m_choices[choice].act; // the choices change while it acts
    act();
}

void ClientRow::ask(ClientLink *link)
{
    m_asked = link;
    render();
}

} // namespace sluice

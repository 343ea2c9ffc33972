// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/terminal_text.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 16 * 1024;
constexpr qsizetype longestCommand = 8 * 1024;
constexpr qsizetype mostLinks = 16;

constexpr QChar bell = u'\x07';
constexpr QChar escape = u'\x1b';
constexpr QChar controlSequence = u'\x9b';
constexpr QChar command = u'\x9d';
constexpr QChar stringEnd = u'\x9c';

bool isForeignString(QChar c)
{
    return c == u'\x90' || c == u'\x98' || c == u'\x9e' || c == u'\x9f';
}

bool isControl(QChar c)
{
    return c < u' ' || (c >= u'\x7f' && c < u'\xa0');
}

} // namespace

void TerminalText::feed(QByteArrayView bytes)
{
    const QString decoded = m_decoder(bytes);
    for (const auto c : decoded)
        take(c);
    if (m_text.size() > longestText)
        m_text.remove(0, m_text.size() - longestText);
}

void TerminalText::take(QChar c)
{
    switch (m_state) {
    case State::Text:
        takeText(c);
        return;
    case State::Escape:
        takeEscape(c);
        return;
    case State::Designation:
        if (c < u' ' || c >= u'0')
            m_state = State::Text;
        return;
    case State::Control:
        if (c >= u'@' && c <= u'~')
            m_state = State::Text;
        return;
    case State::Command:
        if (c == bell || c == stringEnd)
            endCommand();
        else if (c == escape)
            m_state = State::CommandEscape;
        else if (m_command.size() < longestCommand)
            m_command += c;
        return;
    case State::CommandEscape:
        endCommand();
        if (c != u'\\')
            takeEscape(c); // not its end, but that of all that was well-formed
        return;
    case State::Foreign:
        if (c == bell || c == stringEnd)
            m_state = State::Text;
        else if (c == escape)
            m_state = State::ForeignEscape;
        return;
    case State::ForeignEscape:
        m_state = c == u'\\' ? State::Text : State::Foreign;
        return;
    }
}

void TerminalText::takeText(QChar c)
{
    if (c == escape) {
        m_state = State::Escape;
    } else if (c == controlSequence) {
        m_state = State::Control;
    } else if (c == command) {
        m_command.clear();
        m_state = State::Command;
    } else if (isForeignString(c)) {
        m_state = State::Foreign;
    } else if (c == u'\r') {
        m_isOverwriting = true;
    } else if (c == u'\n') {
        m_isOverwriting = false;
        m_text += c;
    } else if (c == u'\b') {
        if (!m_text.isEmpty() && !m_text.endsWith(u'\n'))
            m_text.chop(1);
    } else if (c == u'\t' || !isControl(c)) {
        if (std::exchange(m_isOverwriting, false)) // a spinner: the line begins anew
            m_text.truncate(m_text.lastIndexOf(u'\n') + 1);
        m_text += c;
    }
}

void TerminalText::takeEscape(QChar c)
{
    m_state = State::Text;
    if (c == u'[') {
        m_state = State::Control;
    } else if (c == u']') {
        m_command.clear();
        m_state = State::Command;
    } else if (c == u'P' || c == u'X' || c == u'^' || c == u'_') {
        m_state = State::Foreign;
    } else if (c == escape) {
        m_state = State::Escape;
    } else if (c >= u' ' && c < u'0') {
        m_state = State::Designation;
    }
}

//! `8;parameters;address` opens a link, `8;;` closes it.
void TerminalText::endCommand()
{
    m_state = State::Text;
    if (!m_command.startsWith("8;"_L1))
        return;
    const auto link = m_command.sliced(m_command.indexOf(u';', 2) + 1);
    if (!link.isEmpty() && m_links.size() < mostLinks && m_command.size() < longestCommand)
        m_links += link;
}

} // namespace sluice

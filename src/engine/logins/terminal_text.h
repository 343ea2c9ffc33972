// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>
#include <QtCore/QStringDecoder>
#include <QtCore/QStringList>

namespace sluice {

//! What a program writes to a terminal, as a person reads it: lines without colours, movements and links.
//! Takes the bytes as they come, cut anywhere.
class TerminalText
{
public:
    void feed(QByteArrayView bytes);

    //! The last 16 KiB at most.
    const QString &text() const { return m_text; }
    //! Where links lead (OSC 8), in the order they came; their text need not say it.
    const QStringList &links() const { return m_links; }

private:
    enum class State : std::uint8_t {
        Text,
        Escape, //!< behind ESC
        Designation, //!< the rest of an escape of several letters
        Control, //!< CSI
        Command, //!< OSC
        CommandEscape, //!< ESC in an OSC: perhaps its end
        Foreign, //!< a string of another kind: DCS, SOS, PM, APC
        ForeignEscape,
    };

    void take(QChar c);
    void takeText(QChar c);
    void takeEscape(QChar c);
    void endCommand();

    QStringDecoder m_decoder{QStringDecoder::Utf8};
    State m_state = State::Text;
    bool m_isOverwriting = false; //!< a carriage return stands before what comes next
    QString m_text;
    QString m_command; //!< of an OSC, as far as it has come
    QStringList m_links;
};

} // namespace sluice

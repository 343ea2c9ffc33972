// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>

namespace sluice {

//! What to write a log to that goes to `descriptor`: a terminal with some room may still hold up a writer in
//! the middle of a line, as after Ctrl-S. One that is opened once more may be told not to wait, without a
//! word to those who share the other. It stays open; `descriptor` itself where it is no terminal, or not ours
//! to open.
int descriptorForLog(int descriptor);

//! Lines for a reader who may have stopped reading: what has no room at once is dropped, as a pipe that is
//! full would hold up whoever writes for ever. The descriptor stays whose it is, and as it is: others share
//! it.
class LogOutput
{
public:
    explicit constexpr LogOutput(int descriptor) : m_descriptor(descriptor) { }

    //! Whether all of `line`, which brings its line feed, is written now. One that broke off is ended before
    //! the next.
    bool write(QByteArrayView line);

private:
    qsizetype writeNow(QByteArrayView bytes) const;

    int m_descriptor;
    bool m_brokeOff = false;
};

} // namespace sluice

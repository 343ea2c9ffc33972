// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <cstdint>
#include <optional>
#include <span>

namespace sluice::native {

// The system calls on connected sockets; one source file per system. Descriptors are non-blocking.

enum class Outcome : std::uint8_t {
    Done,
    WouldBlock,
    Ended, //!< the peer sends no more
    Failed, //!< for good; `error` says why
};

struct Transfer
{
    Outcome outcome = Outcome::Failed;
    qint64 bytes = 0;
    int error = 0;
};

Transfer receive(qintptr descriptor, char *buffer, qint64 size);
Transfer send(qintptr descriptor, const char *bytes, qint64 size);
//! All pieces, in their order, in one go; at most four.
Transfer send(qintptr descriptor, std::span<const QByteArrayView> pieces);

struct Accepted
{
    Outcome outcome = Outcome::Failed;
    qintptr descriptor = -1;
    int error = 0;
};

//! The next connection waiting at a listening descriptor.
Accepted accept(qintptr listener);
//! A second descriptor of the same socket; -1 when none is left.
qintptr duplicate(qintptr descriptor);

//! No delay of small writes; a peer that vanished is noticed within minutes.
void configure(qintptr descriptor);
//! Nothing waits to be read: no byte, no end, no error.
bool isQuiet(qintptr descriptor);
//! How many bytes of this connection the system was given, and how many of them the peer's system has
//! confirmed; nothing where the system does not tell.
struct Progress
{
    quint64 sent = 0;
    quint64 confirmed = 0;
    bool hasPeerEnded = false; //!< in an orderly way, and without a reset since
};
std::optional<Progress> progress(qintptr descriptor);
//! Says that no more will be sent.
void shutdownSending(qintptr descriptor);
//! From now on closing resets the connection instead of ending it.
void resetOnClose(qintptr descriptor);
//! What broke the connection; 0 while it stands. Told once.
int takeError(qintptr descriptor);
bool isOpen(qintptr descriptor);
void close(qintptr descriptor);

QString errorText(int error);
//! "127.0.0.1:4242" or "[::1]:4242"; empty when there is no peer any more.
QString peerName(qintptr descriptor);
//! The address on our side: "127.0.0.1", "::1", without a zone; likewise.
QString localAddress(qintptr descriptor);

} // namespace sluice::native

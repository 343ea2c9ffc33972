// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <cstdint>

namespace sluice {

//! What a caller can act on. Add a value only when somewhere branches on it.
enum class ErrorCode : std::uint8_t {
    Internal, //!< our own bug or an impossible state
    InvalidInput, //!< what a person or a file said is wrong; the detail says what and where
    NotFound,
    FileFailed, //!< reading or writing a file failed; the detail names it
    FileChanged, //!< another program wrote it meanwhile; start from what it says now
    NotWritable, //!< a credentials file cannot be written, so nothing may be refreshed
    LockBusy, //!< another program holds the lock; try again later
    LockLost, //!< our lock was taken over; nothing may be written under it
    CredentialMissing, //!< no usable login where one should be
    SignInNeeded, //!< only the person can help: the provider rejected the login for good
    StoreLocked, //!< the keychain waits for a person to unlock it
    StoreUnavailable, //!< keychain or vault absent, denied, or no answer in time
    RateLimited, //!< asked to come back later
    UpstreamUnreachable, //!< no connection: refused, DNS, time-out
    UpstreamClosed, //!< the connection broke after it was there
    TlsFailed,
    ProxyFailed, //!< the HTTP or SOCKS5 proxy in between refused
    TimedOut,
    ProtocolViolation, //!< the peer sent what the protocol forbids
    HeadTooLarge,
    BodyTooLarge,
    AddressInUse,
};

//! What exactly keeps the gateway from listening, for words in another language. The code says what a caller
//! can do about it.
enum class ErrorReason : std::uint8_t {
    Unnamed, //!< the detail is all there is
    NotAnAddress, //!< `subject` is gateway.listen
    AddressElsewhere, //!< `subject` is no address of this machine
    PortReserved, //!< `subject` is an address that the system lets only its own programs listen on
    TlsNeeded, //!< beyond loopback
    RequiredTokenNeeded, //!< beyond loopback: gateway.require_token is false
    UserTokenNeeded, //!< beyond loopback: nobody has one
    FileMissing, //!< `subject` is the file; here and below
    FileUnreadable,
    NoCertificate, //!< the file holds something else
    NoPrivateKey, //!< the file holds something else, or one with a password
    ForeignKey, //!< the key in the file is not the certificate's
};

//! A failed operation: a code to branch on and an English detail for the log. Never holds a secret.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail = {};
    // What words in another language need of it:
    QString subject = {}; //!< AddressInUse: the address; else as the reason says
    QString holder = {}; //!< AddressInUse: `nginx (pid 123)`, where the system tells
    ErrorReason reason = ErrorReason::Unnamed;
    bool operator==(const Error &) const = default;
};

} // namespace sluice

Q_DECLARE_METATYPE(sluice::Error)

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/error_text.h"

#include <QtCore/QCoreApplication>

#include <optional>

namespace sluice {

namespace {

struct Errors
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Errors)
};

QString inUse(const Error &error)
{
    if (error.subject.isEmpty())
        return Errors::tr("Another program is using the gateway's port.");
    return error.holder.isEmpty()
        ? Errors::tr("Another program is using %1.", "an address").arg(error.subject)
        : Errors::tr("%1 is using %2.", "a program, an address").arg(error.holder, error.subject);
}

ErrorText ofSubject(const Error &error, const QString &what, const QString &remedy)
{
    return {what.arg(error.subject), remedy};
}

//! What has words of its own; nothing: the code must do.
std::optional<ErrorText> reasonText(const Error &error)
{
    const auto cannotListen = Errors::tr("The gateway cannot listen on %1.", "an address");
    const auto checkPath = Errors::tr("Check the path in config.json.");
    switch (error.reason) {
    case ErrorReason::Unnamed:
        break;
    case ErrorReason::NotAnAddress:
        return ofSubject(error, cannotListen,
                         Errors::tr("It is no IP address: set another gateway.listen in config.json."));
    case ErrorReason::AddressElsewhere:
        return ofSubject(error, cannotListen,
                         Errors::tr("This computer does not have it: set another gateway.listen in "
                                    "config.json."));
    case ErrorReason::PortReserved:
        return ofSubject(error, cannotListen,
                         Errors::tr("The system does not allow it: set a gateway.port of 1024 or more in "
                                    "config.json."));
    case ErrorReason::TlsNeeded:
        return ErrorText{Errors::tr("Other computers could reach the gateway, but it has no TLS."),
                         Errors::tr("Set gateway.tls in config.json, or 127.0.0.1 as gateway.listen.")};
    case ErrorReason::RequiredTokenNeeded:
        return ErrorText{
            Errors::tr("Other computers could reach the gateway, but it requires no token."),
            Errors::tr("Set gateway.require_token to true in config.json, or 127.0.0.1 as gateway.listen.")};
    case ErrorReason::UserTokenNeeded:
        return ErrorText{Errors::tr("Other computers could reach the gateway, but no user has a token."),
                         Errors::tr("Add a user, or set 127.0.0.1 as gateway.listen in config.json.")};
    case ErrorReason::FileMissing:
        return ofSubject(error, Errors::tr("%1 does not exist.", "a file"), checkPath);
    case ErrorReason::FileUnreadable:
        return ofSubject(error, Errors::tr("%1 cannot be read.", "a file"),
                         Errors::tr("It must be a regular file that your user may read."));
    case ErrorReason::NoCertificate:
        return ofSubject(error, Errors::tr("%1 holds no PEM certificate.", "a file"), checkPath);
    case ErrorReason::NoPrivateKey:
        return ofSubject(error, Errors::tr("%1 holds no RSA or EC key in PEM without a password.", "a file"),
                         checkPath);
    case ErrorReason::ForeignKey:
        return ofSubject(error, Errors::tr("The key in %1 is not the one of the certificate.", "a file"),
                         Errors::tr("Set the two files of one pair as gateway.tls in config.json."));
    }
    return {};
}

} // namespace

ErrorText errorText(const Error &error)
{
    if (auto named = reasonText(error))
        return *named;
    switch (error.code) {
    case ErrorCode::Internal:
        return {Errors::tr("Something went wrong inside Sluice."), error.detail};
    case ErrorCode::InvalidInput:
        return {Errors::tr("Sluice cannot use this."), error.detail};
    case ErrorCode::NotFound:
        return {Errors::tr("Not found."), error.detail};
    case ErrorCode::FileFailed:
    case ErrorCode::FileChanged:
        return {Errors::tr("A file could not be read or written."), error.detail};
    case ErrorCode::NotWritable:
        return {Errors::tr("The credentials file cannot be written, so its login cannot be renewed."),
                Errors::tr("Give your user the right to write it and to its folder.")};
    case ErrorCode::LockBusy:
    case ErrorCode::LockLost:
        return {Errors::tr("Another program is using this login right now."),
                Errors::tr("Sluice tries again by itself.")};
    case ErrorCode::CredentialMissing:
        return {Errors::tr("This file holds no login."),
                Errors::tr("Sign in with the provider's own CLI first, then choose its credentials file.")};
    case ErrorCode::SignInNeeded:
        return {Errors::tr("The provider no longer accepts this login."),
                Errors::tr("Sign in again with the provider's own CLI.")};
    case ErrorCode::StoreLocked:
        return {Errors::tr("The keychain is locked."), Errors::tr("Unlock it; Sluice notices by itself.")};
    case ErrorCode::StoreUnavailable:
        return {Errors::tr("The keychain is not available."), error.detail};
    case ErrorCode::RateLimited:
        return {Errors::tr("The provider asks to come back later."),
                Errors::tr("Sluice tries again by itself.")};
    case ErrorCode::UpstreamUnreachable:
    case ErrorCode::UpstreamClosed:
    case ErrorCode::TimedOut:
        return {Errors::tr("The provider cannot be reached."), Errors::tr("Check the network connection.")};
    case ErrorCode::TlsFailed:
        return {Errors::tr("No secure connection to the provider."),
                Errors::tr("Check the clock of this computer and any program that inspects connections.")};
    case ErrorCode::ProxyFailed:
        return {Errors::tr("The proxy refused the connection."), Errors::tr("Check the account's proxy.")};
    case ErrorCode::ProtocolViolation:
    case ErrorCode::HeadTooLarge:
    case ErrorCode::BodyTooLarge:
        return {Errors::tr("The provider sent what Sluice does not understand."), error.detail};
    case ErrorCode::AddressInUse:
        return {inUse(error), Errors::tr("Close it, or set another gateway.port in config.json.")};
    }
    return {};
}

QString startText(const Error &error)
{
    const auto why = error.reason == ErrorReason::Unnamed ? error.detail : wholeText(error);
    return Errors::tr("Sluice cannot start.") + QStringLiteral("\n\n") + why;
}

QString wholeText(const Error &error)
{
    const auto text = errorText(error);
    return Errors::tr("%1 %2", "what happened, what to do").arg(text.what, text.remedy).trimmed();
}

} // namespace sluice

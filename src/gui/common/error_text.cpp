// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/error_text.h"

#include <QtCore/QCoreApplication>

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

} // namespace

ErrorText errorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Internal:
        return {Errors::tr("Something went wrong inside Sluice."), error.detail};
    case ErrorCode::InvalidInput:
        return {Errors::tr("Sluice cannot use this."), error.detail};
    case ErrorCode::NotFound:
        return {Errors::tr("Not found."), error.detail};
    case ErrorCode::FileFailed:
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

QString wholeText(const Error &error)
{
    const auto text = errorText(error);
    return Errors::tr("%1 %2", "what happened, what to do").arg(text.what, text.remedy).trimmed();
}

} // namespace sluice

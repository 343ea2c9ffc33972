// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QList>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

namespace sluice {

// What a server shows: PEM files. InvalidInput names the file and what is wrong with it.

//! The certificates in the file, a server's own first.
Result<QList<QSslCertificate>> readCertificates(const QString &file);
Result<QSslKey> readPrivateKey(const QString &file);

//! Whether a client that connects to this name or address takes the certificate for it.
bool isFor(const QSslCertificate &certificate, const QString &host);

//! Whether the private key is the one of the certificate. True as well where the key does not tell.
bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate);
//! What to say where it is not.
Error foreignKey(const QString &keyFile, const QString &certificateFile);

} // namespace sluice

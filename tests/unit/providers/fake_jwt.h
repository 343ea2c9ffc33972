// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"

#include <QtCore/QByteArray>

namespace sluice {

//! A token that says `claims` (JSON) about itself and is signed by nobody.
inline QByteArray fakeJwt(const QByteArray &claims)
{
    const auto encoded = claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return "fake-header." + encoded + ".fake-signature";
}

} // namespace sluice

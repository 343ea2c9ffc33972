// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/http/message.h"

#include <optional>

namespace sluice::http {

//! How the body of a request is delimited; ProtocolViolation where its fields leave a doubt: Content-Length
//! twice or beside Transfer-Encoding, any coding but `chunked`, chunked in HTTP/1.0.
Result<BodyFraming> requestFraming(const RequestHead &head);
//! The same for a response. An answer to HEAD, 1xx, 204 and 304 have no body; without a length the end of the
//! connection ends it.
Result<BodyFraming> responseFraming(const ResponseHead &head, QByteArrayView requestMethod);
//! A length that an answer repeats, in fields or in a list, is said once (RFC 9110, 8.6): it leaves no doubt,
//! and gateways on the way do repeat it. Lengths that differ stay. A request is not treated so gently.
void joinEqualLengths(Headers &headers);
//! True if the connection may carry another message after one with this version and these fields.
bool isKeptAlive(int minorVersion, const Headers &headers);
//! The number of a Content-Length: digits alone, no overflow.
std::optional<qint64> parseLength(QByteArrayView text);

} // namespace sluice::http

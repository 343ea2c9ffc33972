// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/handshake.h"

#include <QtCore/QCryptographicHash>

namespace sluice::websocket {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView keyField = "Sec-WebSocket-Key";
constexpr QByteArrayView versionField = "Sec-WebSocket-Version";
constexpr QByteArrayView acceptField = "Sec-WebSocket-Accept";
constexpr QByteArrayView version = "13";
constexpr qsizetype keyBytes = 16;

//! The value of a field that must be there exactly once.
std::optional<QByteArray> onlyValue(const http::Headers &headers, QByteArrayView name)
{
    const auto values = headers.values(name);
    if (values.size() != 1)
        return {};
    return values.first().trimmed();
}

bool isKey(const QByteArray &value)
{
    const auto decoded = QByteArray::fromBase64Encoding(value, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() == keyBytes && value.size() == 24;
}

//! What follows the head of an upgrade is frames, so a body must not be announced.
bool announcesBody(const http::Headers &headers)
{
    return headers.contains("Transfer-Encoding")
        || (headers.contains("Content-Length") && headers.value("Content-Length").trimmed() != "0");
}

} // namespace

bool isUpgrade(const http::RequestHead &request)
{
    return request.headers.hasToken("Upgrade", "websocket");
}

std::optional<UpgradeRefusal> refusal(const http::RequestHead &request)
{
    const auto bad = [](const char *text) { return UpgradeRefusal{.text = text}; };
    const auto &headers = request.headers;
    if (request.method != "GET" || request.minorVersion != 1)
        return bad("A WebSocket starts with GET over HTTP/1.1.");
    if (!isUpgrade(request) || !headers.hasToken("Connection", "upgrade"))
        return bad("A WebSocket needs `Connection: Upgrade` and `Upgrade: websocket`.");
    const auto wanted = onlyValue(headers, versionField);
    if (!wanted)
        return bad("A WebSocket needs one Sec-WebSocket-Version.");
    if (*wanted != version) {
        return UpgradeRefusal{
            426,
            "Only version 13 of WebSocket is spoken here.",
            {{"Upgrade", "websocket"}, {versionField.toByteArray(), version.toByteArray()}}};
    }
    const auto key = onlyValue(headers, keyField);
    if (!key || !isKey(*key))
        return bad("A WebSocket needs one Sec-WebSocket-Key of 16 bytes.");
    if (announcesBody(headers))
        return bad("A WebSocket starts without a body.");
    return {};
}

QByteArray acceptKey(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(key);
    hash.addData(QByteArrayView("258EAFA5-E914-47DA-95CA-C5AB0DC85B11")); // RFC 6455, 1.3
    return hash.result().toBase64();
}

http::ResponseHead acceptance(const http::RequestHead &request)
{
    return {.status = 101,
            .reason = "Switching Protocols",
            .headers = {{"Connection", "Upgrade"},
                        {"Upgrade", "websocket"},
                        {acceptField.toByteArray(), acceptKey(request.headers.value(keyField).trimmed())}}};
}

QByteArray createKey(Random &random)
{
    return random.bytes(keyBytes).toBase64();
}

http::Headers upgradeFields(const QByteArray &key)
{
    return {{"Connection", "Upgrade"},
            {"Upgrade", "websocket"},
            {versionField.toByteArray(), version.toByteArray()},
            {keyField.toByteArray(), key}};
}

Status checkAcceptance(const http::ResponseHead &answer, QByteArrayView key)
{
    const auto bad = [](const QString &text) { return failure(ErrorCode::ProtocolViolation, text); };
    const auto &headers = answer.headers;
    if (answer.status != 101)
        return bad(u"the upgrade was answered with %1"_s.arg(answer.status));
    const auto upgrade = onlyValue(headers, "Upgrade");
    if (!upgrade || !http::equalNames(*upgrade, "websocket") || !headers.hasToken("Connection", "upgrade"))
        return bad(u"the 101 does not upgrade to a WebSocket"_s);
    if (onlyValue(headers, acceptField) != acceptKey(key))
        return bad(u"the 101 does not belong to our Sec-WebSocket-Key"_s);
    for (const auto *field : {"Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"}) {
        if (headers.contains(field))
            return bad(u"the 101 names a %1 that was not asked for"_s.arg(QLatin1StringView(field)));
    }
    return Done{};
}

} // namespace sluice::websocket

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/page_provider.h"

#include "engine/http/sse_reader.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(QByteArrayView json)
{
    return QJsonDocument::fromJson(json.toByteArray()).object();
}

RequestUsage usageOf(QByteArrayView json)
{
    const auto usage = objectOf(json).value("usage"_L1).toObject();
    return {.inputTokens = usage.value("in"_L1).toInteger(),
            .outputTokens = usage.value("out"_L1).toInteger()};
}

class EventsReader final : public UsageReader
{
public:
    void feed(QByteArrayView bytes) override
    {
        const auto events = m_reader.feed(bytes);
        for (const auto &event : events) {
            if (event.event == "end")
                m_usage = usageOf(event.data);
        }
    }
    RequestUsage usage() const override { return m_usage; }

private:
    http::SseReader m_reader;
    RequestUsage m_usage;
};

class BodyReader final : public UsageReader
{
public:
    void feed(QByteArrayView bytes) override { m_body += bytes; }
    RequestUsage usage() const override { return usageOf(m_body); }

private:
    QByteArray m_body;
};

http::Reply reply(int status, const QJsonObject &body)
{
    return {.head = {.status = status, .headers = {{"Content-Type", "application/json"}}},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

} // namespace

Result<TokenSet> PageLogins::parseCredentials(QByteArrayView json) const
{
    const auto key = objectOf(json).value("key"_L1).toString();
    if (key.isEmpty())
        return failure(ErrorCode::CredentialMissing, u"no key"_s);
    return TokenSet{.kind = LoginKind::ApiKey, .accessToken = Secret(key.toLatin1())};
}

Result<QByteArray> PageLogins::updatedCredentials(QByteArrayView json, const TokenSet &) const
{
    return json.toByteArray();
}

Result<TokenSet> PageLogins::parseRefresh(const http::Reply &, const TokenSet &old, SystemTime) const
{
    return old;
}

RequestTraits PageProvider::traits(const http::RequestHead &request, QByteArrayView body) const
{
    return {.sessionId = request.headers.value("page-session").toByteArray(),
            .model = objectOf(body).value("model"_L1).toString()};
}

http::RequestHead PageProvider::authorized(http::RequestHead request, const TokenSet &tokens) const
{
    request.headers.remove("content-length");
    request.headers.set("Host", m_upstream.authority());
    request.headers.set("Authorization", "Bearer " + tokens.accessToken.reveal());
    return request;
}

Refusal PageProvider::refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime) const
{
    if (response.status != 429)
        return {};
    const auto until = objectOf(body).value("full_until"_L1).toInteger();
    return {.kind = RefusalKind::AccountLimit, .until = SystemTime(seconds{until})};
}

http::ResponseHead PageProvider::forClient(http::ResponseHead response, const PoolStatus &, SystemTime) const
{
    return response;
}

std::unique_ptr<UsageReader> PageProvider::usageReader(const http::ResponseHead &response) const
{
    if (response.headers.value("content-type") == "text/event-stream")
        return std::make_unique<EventsReader>();
    return std::make_unique<BodyReader>();
}

http::Reply PageProvider::limitedReply(const PoolStatus &pool, SystemTime now) const
{
    return reply(429, {{u"full_until"_s, toUnixSeconds(pool.firstBackAt.value_or(now))}});
}

http::Reply PageProvider::faultReply(GatewayFault fault, const QByteArray &text) const
{
    return reply(fault == GatewayFault::Unauthorized ? 401 : 503, {{u"error"_s, QString::fromUtf8(text)}});
}

} // namespace sluice

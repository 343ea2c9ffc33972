// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/request_log.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr std::size_t kept = 20'000;

QJsonArray headersJson(const RecordedRequest &request)
{
    QJsonArray result;
    for (const auto &field : request.head.headers.fields()) {
        QString value = QString::fromLatin1(field.value);
        if (http::equalNames(field.name, "authorization"))
            value = u"%1/%2"_s.arg(request.account).arg(request.generation);
        else if (http::equalNames(field.name, "x-api-key"))
            value = u"(hidden)"_s;
        result.append(QJsonArray{QString::fromLatin1(field.name), value});
    }
    return result;
}

QJsonObject requestJson(const RecordedRequest &request)
{
    const http::Headers &headers = request.head.headers;
    const auto session =
        headers.value(headers.contains("session-id") ? "session-id" : "x-claude-code-session-id");
    return {{"at"_L1, toUnixMilliseconds(request.at)},
            {"method"_L1, QString::fromLatin1(request.head.method)},
            {"target"_L1, QString::fromLatin1(request.head.target)},
            {"account"_L1, request.account},
            {"generation"_L1, request.generation},
            {"headers"_L1, headersJson(request)},
            {"body_size"_L1, request.bodySize},
            {"body_sha256"_L1, QString::fromLatin1(request.bodySha256)},
            {"session"_L1, QString::fromLatin1(session)},
            {"model"_L1, request.model},
            {"body"_L1, QJsonDocument::fromJson(request.body).object()},
            {"socket"_L1, request.socket},
            {"status"_L1, request.status}};
}

} // namespace

qsizetype RequestLog::append(RecordedRequest request)
{
    m_requests.push_back(std::move(request));
    if (m_requests.size() > kept) {
        m_requests.pop_front();
        ++m_first;
    }
    return m_first + static_cast<qsizetype>(m_requests.size()) - 1;
}

RecordedRequest *RequestLog::find(qsizetype number)
{
    if (number < m_first || number - m_first >= static_cast<qsizetype>(m_requests.size()))
        return nullptr;
    return &m_requests[static_cast<std::size_t>(number - m_first)];
}

void RequestLog::setStatus(qsizetype number, int status)
{
    if (auto *request = find(number))
        request->status = status;
}

void RequestLog::setSocket(qsizetype number, int socket)
{
    if (auto *request = find(number))
        request->socket = socket;
}

void RequestLog::clear()
{
    m_first += static_cast<qsizetype>(m_requests.size());
    m_requests.clear();
}

QJsonArray RequestLog::toJson() const
{
    QJsonArray result;
    for (const auto &request : m_requests)
        result.append(requestJson(request));
    return result;
}

} // namespace sluice

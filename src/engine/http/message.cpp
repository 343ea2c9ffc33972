// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/message.h"

#include <algorithm>
#include <array>

namespace sluice::http {

namespace {

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

//! Calls `visit` for each element of a comma-separated list until it returns true; true if one did.
template <typename Visit>
bool anyElement(QByteArrayView list, Visit visit)
{
    while (!list.isEmpty()) {
        const auto comma = list.indexOf(',');
        const auto element = trimmed(comma < 0 ? list : list.first(comma));
        if (!element.isEmpty() && visit(element))
            return true;
        if (comma < 0)
            return false;
        list = list.sliced(comma + 1);
    }
    return false;
}

constexpr NameSet hopByHopNames(std::to_array<QByteArrayView>({
    "Connection",
    "HTTP2-Settings",
    "Keep-Alive",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
}));

} // namespace

bool Headers::contains(QByteArrayView name) const
{
    return std::ranges::any_of(m_fields,
                               [name](const Header &field) { return equalNames(field.name, name); });
}

QByteArrayView Headers::value(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(m_fields, [name](const Header &field) { return equalNames(field.name, name); });
    return found == m_fields.end() ? QByteArrayView() : QByteArrayView(found->value);
}

QList<QByteArray> Headers::values(QByteArrayView name) const
{
    QList<QByteArray> result;
    for (const auto &field : m_fields) {
        if (equalNames(field.name, name))
            result.append(field.value);
    }
    return result;
}

QByteArray Headers::joined(QByteArrayView name) const
{
    const auto hasName = [name](const Header &field) { return equalNames(field.name, name); };
    const auto first = std::ranges::find_if(m_fields, hasName);
    if (first == m_fields.end())
        return {};
    if (std::none_of(first + 1, m_fields.end(), hasName))
        return first->value;
    return values(name).join(QByteArrayView(", "));
}

bool Headers::hasToken(QByteArrayView name, QByteArrayView token) const
{
    return std::ranges::any_of(m_fields, [name, token](const Header &field) {
        return equalNames(field.name, name)
            && anyElement(field.value, [token](auto element) { return equalNames(element, token); });
    });
}

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    const auto hasName = [&name](const Header &field) { return equalNames(field.name, name); };
    const auto first = std::ranges::find_if(m_fields, hasName);
    if (first == m_fields.end()) {
        append(name, value);
        return;
    }
    first->value = value;
    m_fields.resize(std::remove_if(first + 1, m_fields.end(), hasName) - m_fields.begin());
}

void Headers::remove(QByteArrayView name)
{
    m_fields.removeIf([name](const Header &field) { return equalNames(field.name, name); });
}

QByteArrayView RequestHead::path() const
{
    const auto mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView(target) : QByteArrayView(target).first(mark);
}

QByteArrayView RequestHead::query() const
{
    const auto mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView() : QByteArrayView(target).sliced(mark + 1);
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Entity";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 529: // registered nowhere, but sent
        return "Overloaded";
    default:
        return "Error";
    }
}

void removeHopByHop(Headers &headers)
{
    const auto named = headers.joined("Connection");
    headers.removeIf([&named](const Header &field) {
        if (hopByHopNames.contains(field.name) || startsWithName(field.name, "Proxy-"))
            return true;
        // A peer cannot name Content-Length away and so change where the body ends.
        return !named.isEmpty() && !equalNames(field.name, "Content-Length")
            && anyElement(named, [&field](auto each) { return equalNames(each, field.name); });
    });
}

} // namespace sluice::http

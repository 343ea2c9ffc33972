// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/message.h"

#include <algorithm>
#include <array>

namespace sluice::http {

namespace {

constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

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

bool isHopByHop(QByteArrayView name)
{
    static constexpr std::array<QByteArrayView, 6> names = {
        "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };
    return std::ranges::any_of(names, [name](auto known) { return equalNames(name, known); })
        || startsWithName(name, "Proxy-");
}

bool isHarmless(QByteArrayView name)
{
    static constexpr std::array<QByteArrayView, 12> names = {
        "Accept",         "Accept-Encoding",   "Connection", "Content-Encoding",
        "Content-Length", "Content-Type",      "Date",       "Host",
        "Retry-After",    "Transfer-Encoding", "Upgrade",    "User-Agent",
    };
    return std::ranges::any_of(names, [name](auto known) { return equalNames(name, known); });
}

} // namespace

bool equalNames(QByteArrayView left, QByteArrayView right)
{
    // Two names of the same length mostly differ at once; the first byte spares the loop.
    return left.size() == right.size() && (left.isEmpty() || toLower(left.front()) == toLower(right.front()))
        && std::equal(left.begin(), left.end(), right.begin(),
                      [](char a, char b) { return a == b || toLower(a) == toLower(b); });
}

bool startsWithName(QByteArrayView name, QByteArrayView prefix)
{
    return name.size() >= prefix.size() && equalNames(name.first(prefix.size()), prefix);
}

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
    m_fields.erase(std::remove_if(first + 1, m_fields.end(), hasName), m_fields.end());
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

void removeHopByHop(Headers &headers)
{
    const QByteArray connection = headers.joined("Connection");
    headers.removeIf([&connection](const Header &field) {
        // A peer cannot name Content-Length away and so change where the body ends.
        return isHopByHop(field.name)
            || (!equalNames(field.name, "Content-Length")
                && anyElement(connection, [&field](auto named) { return equalNames(named, field.name); }));
    });
}

QByteArray redacted(const Headers &headers)
{
    QByteArray result;
    for (const auto &field : headers.fields()) {
        if (!result.isEmpty())
            result += "; ";
        result += field.name;
        if (isHarmless(field.name))
            result += ": " + field.value;
    }
    return result;
}

} // namespace sluice::http

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/json_members.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxNesting = 1024;
constexpr qsizetype typicalMembers = 12;

#ifdef __SSE2__

constexpr int stride = 16;

//! How many of the next `stride` bytes come before the first quote, backslash or control character.
int plainBytes(const char *bytes)
{
    const auto block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
    const auto quotes = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    const auto slashes = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    const auto controls = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
    const auto hits = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, slashes), controls));
    return hits == 0 ? stride : std::countr_zero(static_cast<unsigned>(hits));
}

#else

constexpr int stride = 8;

//! How many of the next `stride` bytes come before the first quote, backslash or control character.
int plainBytes(const char *bytes)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = 0x8080808080808080;
    const auto word = qFromLittleEndian<quint64>(bytes); // so that the first byte is the lowest
    const auto quotes = word ^ (ones * '"');
    const auto slashes = word ^ (ones * '\\');
    const auto hits =
        ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes) | ((word - ones * 0x20) & ~word);
    return std::countr_zero(hits & highs) / 8; // exact for the lowest hit; 8 where there is none
}

#endif

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

//! Checks and skips values. Each skip function leaves the position behind what it skipped.
class JsonSkipper
{
public:
    explicit JsonSkipper(QByteArrayView text) : m_at(text.data()), m_end(text.data() + text.size()) { }

    std::optional<QList<JsonMember>> members()
    {
        QList<JsonMember> result;
        result.reserve(typicalMembers);
        skipSpace();
        if (!skipObject(1, &result))
            return {};
        skipSpace();
        if (m_at != m_end)
            return {};
        return result;
    }

    QList<JsonMember> leadingMembers()
    {
        QList<JsonMember> result;
        result.reserve(typicalMembers);
        skipSpace();
        skipObject(1, &result);
        if (!result.isEmpty() && result.last().value.end() == m_end)
            result.removeLast(); // a number may go on
        return result;
    }

    std::optional<QList<QByteArrayView>> elements()
    {
        QList<QByteArrayView> result;
        skipSpace();
        if (!skipArray(1, &result))
            return {};
        skipSpace();
        if (m_at != m_end)
            return {};
        return result;
    }

private:
    bool take(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool skipLiteral(QByteArrayView literal)
    {
        if (m_end - m_at < literal.size() || std::memcmp(m_at, literal.data(), size_t(literal.size())) != 0)
            return false;
        m_at += literal.size();
        return true;
    }

    bool skipDigits()
    {
        const auto *start = m_at;
        while (m_at != m_end && isDigit(*m_at))
            ++m_at;
        return m_at != start;
    }

    bool skipNumber()
    {
        take('-');
        if (!take('0') && !skipDigits())
            return false;
        if (take('.') && !skipDigits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            return skipDigits();
        }
        return true;
    }

    bool skipEscape()
    {
        if (m_at == m_end)
            return false;
        const char kind = *m_at++;
        if (kind != 'u')
            return std::strchr("\"\\/bfnrt", kind) != nullptr && kind != '\0';
        for (int i = 0; i < 4; ++i, ++m_at) {
            if (m_at == m_end || !isHexDigit(*m_at))
                return false;
        }
        return true;
    }

    bool skipString()
    {
        if (!take('"'))
            return false;
        for (;;) {
            while (m_end - m_at >= stride) {
                const int plain = plainBytes(m_at);
                m_at += plain;
                if (plain < stride)
                    break;
            }
            if (m_at == m_end)
                return false;
            const char c = *m_at++;
            if (c == '"')
                return true;
            if (c == '\\' && !skipEscape())
                return false;
            if (static_cast<unsigned char>(c) < 0x20)
                return false;
        }
    }

    bool skipArray(int nesting, QList<QByteArrayView> *elements = nullptr)
    {
        if (nesting > maxNesting || !take('['))
            return false;
        skipSpace();
        if (take(']'))
            return true;
        for (;;) {
            skipSpace();
            const auto *value = m_at;
            if (!skipValue(nesting))
                return false;
            if (elements)
                elements->append(QByteArrayView(value, m_at));
            skipSpace();
            if (take(']'))
                return true;
            if (!take(','))
                return false;
        }
    }

    bool skipObject(int nesting, QList<JsonMember> *members = nullptr)
    {
        if (nesting > maxNesting || !take('{'))
            return false;
        skipSpace();
        if (take('}'))
            return true;
        for (;;) {
            skipSpace();
            const auto *name = m_at;
            if (!skipString())
                return false;
            const QByteArrayView quoted(name, m_at);
            skipSpace();
            if (!take(':'))
                return false;
            skipSpace();
            const auto *value = m_at;
            if (!skipValue(nesting))
                return false;
            if (members)
                members->append({quoted.sliced(1, quoted.size() - 2), QByteArrayView(value, m_at)});
            skipSpace();
            if (take('}'))
                return true;
            if (!take(','))
                return false;
        }
    }

    bool skipValue(int nesting)
    {
        if (m_at == m_end)
            return false;
        switch (*m_at) {
        case '{':
            return skipObject(nesting + 1);
        case '[':
            return skipArray(nesting + 1);
        case '"':
            return skipString();
        case 't':
            return skipLiteral("true");
        case 'f':
            return skipLiteral("false");
        case 'n':
            return skipLiteral("null");
        default:
            return skipNumber();
        }
    }

    const char *m_at;
    const char *m_end;
};

bool isNamed(const JsonMember &member, QByteArrayView name)
{
    if (!member.name.contains('\\'))
        return member.name == name;
    const auto quoted = '"' + member.name.toByteArray() + '"';
    return jsonString(quoted) == QString::fromUtf8(name);
}

} // namespace

std::optional<QList<JsonMember>> jsonMembers(QByteArrayView text)
{
    return JsonSkipper(text).members();
}

QList<JsonMember> leadingJsonMembers(QByteArrayView text)
{
    return JsonSkipper(text).leadingMembers();
}

std::optional<QList<QByteArrayView>> jsonElements(QByteArrayView text)
{
    return JsonSkipper(text).elements();
}

QByteArrayView jsonValue(const QList<JsonMember> &members, QByteArrayView name)
{
    // NOLINTNEXTLINE(modernize-loop-convert): std::views do not compile with clang 14
    for (auto member = members.crbegin(); member != members.crend(); ++member) {
        if (isNamed(*member, name))
            return member->value;
    }
    return {};
}

std::optional<QString> jsonString(QByteArrayView value)
{
    if (!value.startsWith('"'))
        return {};
    const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7f && c != '\\' && c != '"'; };
    if (value.size() >= 2 && value.endsWith('"')) {
        // Model names and their like need no decoding.
        const auto text = value.sliced(1, value.size() - 2);
        if (std::ranges::all_of(text, isPlain))
            return QString::fromLatin1(text);
    }
    const auto array = QJsonDocument::fromJson('[' + value.toByteArray() + ']').array();
    if (array.size() != 1 || !array.first().isString())
        return {};
    return array.first().toString();
}

} // namespace sluice

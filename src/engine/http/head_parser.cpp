// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/head_parser.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

//! What follows a head may be much; only so much of it is kept along with the head's fields.
constexpr qsizetype mostSharedBody = 4096;

constexpr std::size_t indexOf(char c)
{
    return static_cast<unsigned char>(c);
}

constexpr std::array<bool, 256> tokenTable = [] {
    std::array<bool, 256> table{};
    for (char c = '0'; c <= '9'; ++c)
        table[indexOf(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c)
        table[indexOf(c)] = table[indexOf(c) + 32] = true;
    for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        table[indexOf(c)] = true;
    return table;
}();

constexpr bool isControl(char c)
{
    return (indexOf(c) < 0x20 && c != '\t') || c == 0x7f;
}

//! Whether one of these eight bytes is below a space or is DEL: eight at a time, for nearly all values have
//! none. A tab is below a space as well, so the answer may be too careful.
bool mayHoldControl(const char *bytes)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = 0x8080808080808080;
    quint64 word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    const auto deletes = word ^ (ones * 0x7f);
    return ((((word - ones * 0x20) & ~word) | ((deletes - ones) & ~deletes)) & highs) != 0;
}

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

Failure violation(const QString &detail)
{
    return failure(ErrorCode::ProtocolViolation, detail);
}

} // namespace

bool isToken(QByteArrayView text)
{
    for (const char c : text) {
        if (!tokenTable[indexOf(c)])
            return false;
    }
    return !text.isEmpty();
}

bool isFieldValue(QByteArrayView text)
{
    const auto *at = text.begin();
    for (; text.end() - at >= 8 && !mayHoldControl(at); at += 8) { }
    return std::none_of(at, text.end(), isControl);
}

std::optional<FieldView> parseField(QByteArrayView line)
{
    const auto colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return std::nullopt;
    auto value = line.sliced(colon + 1);
    while (!value.isEmpty() && isBlank(value.front()))
        value = value.sliced(1);
    while (!value.isEmpty() && isBlank(value.back()))
        value.chop(1);
    if (!isFieldValue(value))
        return std::nullopt;
    return FieldView{line.first(colon), value};
}

HeadParser::HeadParser(qint64 maxHeadBytes, EmptyLine emptyLine)
    : m_maxHeadBytes(maxHeadBytes)
    , m_emptyLine(emptyLine)
    , m_mayBeginEmpty(emptyLine == EmptyLine::SkippedOnce)
{
}

void HeadParser::resetLines()
{
    m_headBytes = 0;
    m_cutLine.clear();
    m_mayBeginEmpty = m_emptyLine == EmptyLine::SkippedOnce;
    m_hasStartLine = false;
    m_complete = false;
}

Result<HeadProgress> HeadParser::feed(const QByteArray &bytes)
{
    static constexpr std::string_view end = "\r\n\r\n";
    const auto found = std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())).find(end);
    const auto headBytes =
        found == std::string_view::npos ? bytes.size() : static_cast<qsizetype>(found) + std::ssize(end);
    m_block = bytes;
    const bool ownsBytes = m_block.data_ptr().d_ptr() != nullptr;
    if (!ownsBytes || bytes.size() - headBytes > mostSharedBody)
        m_block = QByteArray(bytes.data(), headBytes);
    auto progress = feedLines(QByteArrayView(m_block).first(headBytes));
    m_block.clear();
    return progress;
}

QByteArray HeadParser::kept(QByteArrayView part)
{
    if (part.isEmpty())
        return {};
    auto &data = m_cutLine.isEmpty() ? m_block.data_ptr() : m_cutLine.data_ptr();
    data.d_ptr()->ref(); // for the slice
    return QByteArray(QByteArray::DataPointer(data.d_ptr(), const_cast<char *>(part.data()), part.size()));
}

Result<HeadProgress> HeadParser::feedLines(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && !m_complete) {
        const auto rest = bytes.sliced(taken);
        const auto lineFeed = rest.indexOf('\n');
        const auto piece = lineFeed < 0 ? rest : rest.first(lineFeed + 1);
        m_headBytes += piece.size();
        taken += piece.size();
        if (m_headBytes > m_maxHeadBytes)
            return failure(ErrorCode::HeadTooLarge, u"head of more than %1 bytes"_s.arg(m_maxHeadBytes));
        if (lineFeed < 0) {
            m_cutLine.append(piece);
            break;
        }
        auto line = piece;
        if (!m_cutLine.isEmpty())
            line = m_cutLine.append(piece);
        if (const auto status = onLine(line); !status)
            return failure(status.error());
        m_cutLine.clear();
    }
    return HeadProgress{taken, m_complete};
}

Status HeadParser::onLine(QByteArrayView line)
{
    if (line.size() < 2 || line[line.size() - 2] != '\r')
        return violation(u"line ends with a bare LF"_s);
    line.chop(2);
    if (!m_hasStartLine) {
        if (std::exchange(m_mayBeginEmpty, false) && line.isEmpty()) {
            m_headBytes = 0;
            return Done{};
        }
        m_hasStartLine = true;
        return onStartLine(line);
    }
    if (line.isEmpty()) {
        m_complete = true;
        return onEnd();
    }
    if (isBlank(line.front()))
        return violation(u"folded header line"_s);
    const auto field = parseField(line);
    if (!field)
        return violation(u"malformed header line"_s);
    onField(*field);
    return Done{};
}

} // namespace sluice::http

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/http/message.h"

#include <cstdint>
#include <optional>

namespace sluice::http {

//! What feeding a head parser did. Bytes after `taken` belong to the body or to the next message.
struct HeadProgress
{
    qsizetype taken = 0;
    bool complete = false;
    bool operator==(const HeadProgress &) const = default;
};

//! A field line without its CRLF, as views into it.
struct FieldView
{
    QByteArrayView name = {};
    QByteArrayView value = {};
};

constexpr qsizetype typicalFields = 24;

//! Whether one empty line may come before the start line: before a request alone (RFC 9112, 2.2).
enum class EmptyLine : std::uint8_t { Refused, SkippedOnce };

//! True for one or more of RFC 9110's token characters.
bool isToken(QByteArrayView text);
//! True if a field value may hold these bytes: no control character but the tab.
bool isFieldValue(QByteArrayView text);
//! nullopt for anything but `token:value`: a folded line, a space before the colon, control characters.
std::optional<FieldView> parseField(QByteArrayView line);

//! What request and response heads have in common: CRLF lines, cut anywhere, up to an empty one.
//! Each line is checked once it is there. The fields of a head that comes in one piece are slices of the
//! bytes it came in, or of one copy of them where much follows it.
class HeadParser
{
public:
    virtual ~HeadParser() = default;
    Q_DISABLE_COPY_MOVE(HeadParser)

    //! Takes bytes up to the end of the head. Fails with ProtocolViolation or HeadTooLarge; then the
    //! connection is beyond repair. After completion, reset() makes it ready for the next head.
    Result<HeadProgress> feed(const QByteArray &bytes);
    //! A byte of the head has come; an empty line that is skipped is none of it.
    bool hasStarted() const { return m_headBytes > 0; }

protected:
    explicit HeadParser(qint64 maxHeadBytes, EmptyLine emptyLine = EmptyLine::Refused);

    //! Bytes of the line being read, for keeping: all kept parts of a head share one block.
    QByteArray kept(QByteArrayView part);

    virtual Status onStartLine(QByteArrayView line) = 0;
    virtual void onField(const FieldView &field) = 0;
    virtual Status onEnd() = 0;
    void resetLines();

private:
    Status onLine(QByteArrayView line); // with its LF

    Result<HeadProgress> feedLines(QByteArrayView bytes);

    const qint64 m_maxHeadBytes;
    const EmptyLine m_emptyLine;
    qint64 m_headBytes = 0;
    QByteArray m_block; // what is being read: lines are views into it
    QByteArray m_cutLine; // the beginning of a line whose LF has not come
    bool m_mayBeginEmpty; // the next line may be an empty one before the start line
    bool m_hasStartLine = false;
    bool m_complete = false;
};

} // namespace sluice::http

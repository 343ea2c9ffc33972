// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/field_names.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <cstdint>
#include <initializer_list>

namespace sluice::http {

//! One field as it was received: case, order and duplicates are kept.
struct Header
{
    QByteArray name = {};
    QByteArray value = {};
    bool operator==(const Header &) const = default;
};

//! The header section of a message, in order.
class Headers
{
public:
    Headers() = default;
    Headers(std::initializer_list<Header> fields) : m_fields(fields) { }

    const QList<Header> &fields() const & { return m_fields; }
    QList<Header> fields() && { return std::move(m_fields); } //!< a loop over a temporary keeps them
    bool contains(QByteArrayView name) const;
    //! The first value with this name; empty where there is none.
    QByteArrayView value(QByteArrayView name) const;
    QList<QByteArray> values(QByteArrayView name) const;
    //! All values of the name joined by `, `, as RFC 9110 5.3 allows for list fields.
    QByteArray joined(QByteArrayView name) const;
    //! True if the comma-separated values of `name` hold `token`, compared without case.
    bool hasToken(QByteArrayView name, QByteArrayView token) const;

    void reserve(qsizetype count) { m_fields.reserve(count); }
    void append(QByteArray name, QByteArray value) { m_fields.append({std::move(name), std::move(value)}); }
    //! Replaces the first field of this name in its place and removes the others; appends where there is
    //! none.
    void set(const QByteArray &name, const QByteArray &value);
    void remove(QByteArrayView name);
    template <typename Predicate>
    void removeIf(Predicate predicate)
    {
        m_fields.removeIf(predicate);
    }

    bool operator==(const Headers &) const = default;

private:
    QList<Header> m_fields;
};

struct RequestHead
{
    QByteArray method = {};
    QByteArray target = {}; //!< `/v1/messages?beta=true`; `*` with OPTIONS, `host:port` with CONNECT
    int minorVersion = 1; //!< HTTP/1.x
    Headers headers = {};

    QByteArrayView path() const; //!< the target up to `?`
    QByteArrayView query() const; //!< what follows `?`, or empty
    bool operator==(const RequestHead &) const = default;
};

struct ResponseHead
{
    int status = 200;
    QByteArray reason = QByteArrayLiteral("OK"); // heads come and go with each request
    int minorVersion = 1;
    Headers headers = {};
    bool operator==(const ResponseHead &) const = default;
};

//! The reason phrase for a status that Sluice or its simulator answers with; "Error" for any other.
QByteArray reasonOf(int status);

//! A whole small answer of our own.
struct Reply
{
    ResponseHead head = {};
    QByteArray body = {};
    bool operator==(const Reply &) const = default;
};

//! How the end of a body is known (RFC 9112, 6.3).
struct BodyFraming
{
    enum class Kind : std::uint8_t { None, Length, Chunked, UntilClose };
    Kind kind = Kind::None;
    qint64 length = 0; //!< bytes, for Kind::Length
    bool operator==(const BodyFraming &) const = default;
};

//! Drops the fields that stop here: Connection and all it names, HTTP2-Settings, Keep-Alive, TE, Trailer,
//! Transfer-Encoding, Upgrade, Proxy-* (RFC 9110, 7.6.1). Never Content-Length.
void removeHopByHop(Headers &headers);

} // namespace sluice::http

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/client.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_dialer.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

namespace sluice {

//! One request and what came of it.
class Call : public QObject
{
public:
    enum class Outcome { Pending, Finished, Failed };

    Call(const http::RequestHead &request, const QByteArray &requestBody, const Endpoint &endpoint,
         Dialer &dialer, Clock &clock)
    {
        auto *job = dialer.dial(endpoint, this);
        connect(job, &DialJob::finished, this, [this, request, requestBody, &clock](ByteStream *stream) {
            QVERIFY(stream);
            client = new http::Client(stream, {}, clock, this);
            connect(client, &http::Client::headReceived, this,
                    [this](const auto &received) { head = received; });
            connect(client, &http::Client::bodyReceived, this, [this](const auto &bytes) { body += bytes; });
            connect(client, &http::Client::finished, this, [this] { outcome = Outcome::Finished; });
            connect(client, &http::Client::failed, this, [this] { outcome = Outcome::Failed; });
            client->start(request, requestBody);
        });
    }

    bool isOver() const { return outcome != Outcome::Pending; }
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QByteArray field(const QByteArray &name) const { return head.headers.value(name).toByteArray(); }

    http::Client *client = nullptr; // our child
    http::ResponseHead head = {.status = 0};
    QByteArray body;
    Outcome outcome = Outcome::Pending;
};

} // namespace sluice

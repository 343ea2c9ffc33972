// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/http/message.h"
#include "engine/transport/dialer.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

namespace sluice::http {

//! A small request of our own: token refresh, usage, profile.
struct ApiRequest
{
    QByteArray method = "GET";
    Endpoint endpoint = {};
    QByteArray target = "/";
    Headers headers = {}; //!< without Host and Content-Length
    QByteArray body = {};
    bool operator==(const ApiRequest &) const = default;
};

//! Sends one ApiRequest on a fresh connection (`Connection: close`) and collects the answer (at most 1 MiB).
//! One try, no redirects. Emits finished exactly once, never from inside start(). Deleting it cancels.
class ApiCallJob : public QObject
{
    Q_OBJECT

public:
    ApiCallJob(const ApiRequest &request, Dialer &dialer, Clock &clock, milliseconds timeout,
               QObject *parent);
    ~ApiCallJob() override;
    void start();

signals:
    //! Any HTTP status is a success here; failure means no complete answer came.
    void finished(const sluice::Result<sluice::http::Reply> &reply);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::http

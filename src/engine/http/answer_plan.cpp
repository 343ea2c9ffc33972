// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/answer_plan.h"

namespace sluice::http {

using namespace Qt::StringLiterals;

namespace {

void setFraming(Headers &headers, const BodyFraming &framing, const AnswerPlan &plan)
{
    // Without a body of our own, a length the answer brought says what GET would have got.
    if (!plan.sendsBody && framing.kind != BodyFraming::Kind::Length)
        return;
    headers.remove("Content-Length");
    const bool mayHaveLength = plan.head.status != 204 && plan.head.status >= 200;
    switch (framing.kind) {
    case BodyFraming::Kind::None:
        if (mayHaveLength)
            headers.append("Content-Length"_ba, "0"_ba);
        break;
    case BodyFraming::Kind::Length:
        if (mayHaveLength)
            headers.append("Content-Length"_ba, QByteArray::number(framing.length));
        break;
    case BodyFraming::Kind::Chunked:
        headers.append("Transfer-Encoding"_ba, "chunked"_ba);
        break;
    case BodyFraming::Kind::UntilClose:
        break;
    }
}

} // namespace

AnswerPlan planAnswer(const RequestHead &request, ResponseHead head, const BodyFraming &framing,
                      bool mayKeepConnection)
{
    const int status = head.status;
    AnswerPlan plan{.head = std::move(head), .framing = framing, .keepsConnection = mayKeepConnection};
    if (status == 101) {
        plan.sendsBody = false;
        return plan;
    }
    plan.head.minorVersion = 1;
    plan.sendsBody = request.method != "HEAD" && status != 204 && status != 304;
    if (framing.kind == BodyFraming::Kind::Chunked && request.minorVersion == 0)
        plan.framing = {BodyFraming::Kind::UntilClose};
    if (plan.framing.kind == BodyFraming::Kind::UntilClose && plan.sendsBody)
        plan.keepsConnection = false;
    auto &headers = plan.head.headers;
    const auto upgrade = status == 426 ? headers.joined("Upgrade") : QByteArray();
    removeHopByHop(headers);
    if (!upgrade.isEmpty()) { // what would be spoken here has to be said (RFC 9110, 15.5.22)
        headers.append("Upgrade"_ba, upgrade);
        headers.append("Connection"_ba, "upgrade"_ba);
    }
    setFraming(headers, plan.framing, plan);
    if (!plan.keepsConnection)
        headers.append("Connection"_ba, "close"_ba);
    else if (request.minorVersion == 0)
        headers.append("Connection"_ba, "keep-alive"_ba);
    return plan;
}

int refusalStatus(const Error &error)
{
    if (error.code == ErrorCode::HeadTooLarge)
        return 431;
    return error.code == ErrorCode::BodyTooLarge ? 413 : 400;
}

} // namespace sluice::http

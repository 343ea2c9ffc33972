// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/answer_plan.h"

namespace sluice::http {

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
            headers.append("Content-Length", "0");
        break;
    case BodyFraming::Kind::Length:
        if (mayHaveLength)
            headers.append("Content-Length", QByteArray::number(framing.length));
        break;
    case BodyFraming::Kind::Chunked:
        headers.append("Transfer-Encoding", "chunked");
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
    removeHopByHop(headers);
    setFraming(headers, plan.framing, plan);
    if (!plan.keepsConnection)
        headers.append("Connection", "close");
    else if (request.minorVersion == 0)
        headers.append("Connection", "keep-alive");
    return plan;
}

int refusalStatus(const Error &error)
{
    if (error.code == ErrorCode::HeadTooLarge)
        return 431;
    return error.code == ErrorCode::BodyTooLarge ? 413 : 400;
}

} // namespace sluice::http

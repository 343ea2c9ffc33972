// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/plain_body.h"

#include <memory>
#include <zstd.h>

namespace sluice {

QByteArray plainBody(const http::RequestHead &head, const QByteArray &body)
{
    if (!http::equalNames(head.headers.value("content-encoding"), "zstd"))
        return body;
    const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream *)> decoder(ZSTD_createDStream(),
                                                                            &ZSTD_freeDStream);
    QByteArray result;
    QByteArray piece(static_cast<qsizetype>(ZSTD_DStreamOutSize()), Qt::Uninitialized);
    ZSTD_inBuffer in = {body.constData(), static_cast<size_t>(body.size()), 0};
    ZSTD_outBuffer out = {};
    do { // goes on after the last input while a full piece says that more may wait
        out = {piece.data(), static_cast<size_t>(piece.size()), 0};
        if (ZSTD_isError(ZSTD_decompressStream(decoder.get(), &out, &in)))
            return {};
        result += QByteArrayView(piece).first(static_cast<qsizetype>(out.pos));
    } while (in.pos < in.size || out.pos == out.size);
    return result;
}

} // namespace sluice

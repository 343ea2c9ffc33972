// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/content_coding.h"

#include <brotli/decode.h>
#include <memory>
#include <zlib.h>
#include <zstd.h>

namespace sluice::http {

namespace {

constexpr int zlibOrGzip = MAX_WBITS + 32; // inflateInit2() finds out which
constexpr int headless = -MAX_WBITS; // some servers take "deflate" at its word
constexpr int maxZstdWindowLog = 23; // 8 MiB, which every decoder should take (RFC 8878, 3.1.1.1.2)

const uint8_t *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const uint8_t *>(bytes.constData());
}

QByteArray inflated(const QByteArray &body, qsizetype maxBytes, int format)
{
    QByteArray result(maxBytes, Qt::Uninitialized);
    z_stream stream = {};
    stream.next_in = const_cast<Bytef *>(bytesOf(body)); // zlib only reads it
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    if (inflateInit2(&stream, format) != Z_OK)
        return {};
    inflate(&stream, Z_SYNC_FLUSH);
    result.truncate(result.size() - static_cast<qsizetype>(stream.avail_out));
    inflateEnd(&stream);
    return result;
}

QByteArray withoutBrotli(const QByteArray &body, qsizetype maxBytes)
{
    const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState *)> decoder(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    if (!decoder)
        return {};
    QByteArray result(maxBytes, Qt::Uninitialized);
    const auto *in = bytesOf(body);
    auto *out = reinterpret_cast<uint8_t *>(result.data());
    auto inLeft = static_cast<size_t>(body.size());
    auto outLeft = static_cast<size_t>(result.size());
    BrotliDecoderDecompressStream(decoder.get(), &inLeft, &in, &outLeft, &out, nullptr);
    result.truncate(result.size() - static_cast<qsizetype>(outLeft));
    return result;
}

QByteArray withoutZstd(const QByteArray &body, qsizetype maxBytes)
{
    const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx *)> decoder(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!decoder
        || ZSTD_isError(ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, maxZstdWindowLog)))
        return {};
    QByteArray result(maxBytes, Qt::Uninitialized);
    ZSTD_inBuffer in{body.constData(), static_cast<size_t>(body.size()), 0};
    ZSTD_outBuffer out{result.data(), static_cast<size_t>(result.size()), 0};
    bool isReadable = true;
    while (isReadable && in.pos < in.size && out.pos < out.size)
        isReadable = !ZSTD_isError(ZSTD_decompressStream(decoder.get(), &out, &in));
    result.truncate(static_cast<qsizetype>(out.pos));
    return result;
}

QByteArray withoutCoding(QByteArrayView coding, const QByteArray &body, qsizetype maxBytes)
{
    if (coding.isEmpty() || equalNames(coding, "identity"))
        return body;
    if (equalNames(coding, "gzip") || equalNames(coding, "x-gzip"))
        return inflated(body, maxBytes, zlibOrGzip);
    if (equalNames(coding, "deflate")) {
        const auto content = inflated(body, maxBytes, zlibOrGzip);
        return content.isEmpty() ? inflated(body, maxBytes, headless) : content;
    }
    if (equalNames(coding, "br"))
        return withoutBrotli(body, maxBytes);
    return equalNames(coding, "zstd") ? withoutZstd(body, maxBytes) : QByteArray();
}

} // namespace

QByteArray decodedContent(const Headers &headers, const QByteArray &body, qsizetype maxBytes)
{
    auto content = body;
    const auto codings = headers.joined("content-encoding").split(',');
    for (auto it = codings.crbegin(); it != codings.crend() && !content.isEmpty();
         ++it) // the last was put on last
        content = withoutCoding(it->trimmed(), content, maxBytes);
    return content;
}

} // namespace sluice::http

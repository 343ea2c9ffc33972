// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_body.h"

#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/json_members.h"
#include "engine/storage/json_edit.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <zstd.h>

namespace sluice::codex {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t maxPlainBytes = 64 * 1024 * 1024;
constexpr size_t maxStartBytes = 1024 * 1024;
constexpr int maxWindowLog = 23; // 8 MiB, which every decoder should take (RFC 8878, 3.1.1.1.2)
constexpr size_t firstPiece = 64 * 1024;

//! Nothing of a damaged body, as far as `maxBytes` of text tell.
std::optional<BodyStart> decompressed(QByteArrayView body, size_t maxBytes)
{
    const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx *)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (!context || ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, maxWindowLog)))
        return {};
    QByteArray result;
    ZSTD_inBuffer in{body.data(), static_cast<size_t>(body.size()), 0};
    ZSTD_outBuffer out{nullptr, 0, 0};
    size_t pending = 1; // 0 at the end of a frame
    while (in.pos < in.size || (pending != 0 && out.pos == out.size)) {
        if (out.pos == out.size) {
            if (out.size == maxBytes)
                return BodyStart{std::move(result), false};
            out.size = std::min(std::max(firstPiece, out.size * 2), maxBytes);
            result.resize(static_cast<qsizetype>(out.size));
            out.dst = result.data();
        }
        pending = ZSTD_decompressStream(context.get(), &out, &in);
        if (ZSTD_isError(pending))
            return {};
    }
    if (pending != 0)
        return {}; // cut off
    result.truncate(static_cast<qsizetype>(out.pos));
    return BodyStart{std::move(result), true};
}

std::optional<BodyStart> plainStart(const http::RequestHead &request, QByteArrayView body, size_t maxBytes)
{
    const auto encoding = request.headers.joined("content-encoding").trimmed();
    if (encoding.isEmpty() || http::equalNames(encoding, "identity"))
        return BodyStart{QByteArray::fromRawData(body.data(), body.size()), true};
    return http::equalNames(encoding, bodyEncoding) ? decompressed(body, maxBytes) : std::nullopt;
}

//! The array without the elements that `isUnwanted`; every other byte stays.
template <typename Predicate>
QByteArray withoutElements(QByteArrayView array, const QList<QByteArrayView> &elements, Predicate isUnwanted)
{
    const auto *const end = array.data() + array.size();
    QByteArray result;
    const char *separator = array.data(); // what stands before the element
    const char *behind = array.data() + 1;
    bool isFirst = true;
    for (const auto &element : elements) {
        if (!isUnwanted(element)) {
            result += isFirst ? QByteArrayView(array.data(), elements.first().data())
                              : QByteArrayView(separator, element.data());
            result += element;
            isFirst = false;
        }
        separator = behind = element.data() + element.size();
    }
    return isFirst ? QByteArray("[]") : result + QByteArray(behind, end - behind);
}

//! The input without reasoning; null where it holds a compaction, which is the only copy of what was said.
QByteArray inputWithoutReasoning(QByteArrayView input)
{
    const auto items = jsonElements(input);
    if (!items)
        return input.toByteArray(); // a text
    const auto typeOf = [](QByteArrayView item) {
        const auto members = jsonMembers(item);
        return members ? jsonString(jsonValue(*members, "type")).value_or(QString()) : QString();
    };
    const auto isLockedHistory = [&](QByteArrayView item) {
        return item.contains("\"encrypted_content\"") && typeOf(item).contains(compactionMark);
    };
    if (std::ranges::any_of(*items, isLockedHistory))
        return {};
    return withoutElements(input, *items, [&](QByteArrayView item) { return typeOf(item) == reasoningItem; });
}

//! Takes a member out wherever it stands; a body that cannot be edited stays as it was.
void takeOut(QByteArray *json, const QStringList &path)
{
    if (auto edited = withoutJsonMember(*json, path))
        *json = *std::move(edited);
}

} // namespace

std::optional<QByteArray> plainBody(const http::RequestHead &request, QByteArrayView body)
{
    auto plain = plainStart(request, body, maxPlainBytes);
    return plain && plain->isWhole ? std::optional(std::move(plain->text)) : std::nullopt;
}

std::optional<BodyStart> bodyStart(const http::RequestHead &request, QByteArrayView body)
{
    return plainStart(request, body, maxStartBytes);
}

std::optional<ForeignFreeRequest> withoutForeignContent(const http::RequestHead &request, QByteArrayView body)
{
    const auto plain = plainBody(request, body);
    const auto members = plain ? jsonMembers(*plain) : std::nullopt;
    if (!members)
        return {};
    auto edited = *plain;
    if (const auto input = jsonValue(*members, "input"); !input.isEmpty()) {
        const auto kept = inputWithoutReasoning(input);
        if (kept.isNull())
            return {};
        edited = QByteArrayView(plain->data(), input.data()).toByteArray() + kept
            + QByteArrayView(input.data() + input.size(), plain->data() + plain->size()).toByteArray();
    }
    takeOut(&edited, {u"previous_response_id"_s});
    takeOut(&edited, {u"client_metadata"_s, QString::fromLatin1(turnStateHeader)});
    if (edited == *plain)
        return {};
    ForeignFreeRequest result{.head = request, .body = std::move(edited)};
    result.head.headers.remove(turnStateHeader);
    result.head.headers.remove("content-encoding"); // it goes as plain text now
    return result;
}

} // namespace sluice::codex

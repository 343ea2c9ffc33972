// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_output.h"

#include "engine/transport/endpoint.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype linesQuoted = 3;
constexpr qsizetype longestQuote = 400;

//! Up to what RFC 3986 does not allow; what ends a sentence does not belong to an address.
const QRegularExpression &addressPattern()
{
    static const QRegularExpression pattern(
        u"https?://[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]*[A-Za-z0-9\\-_~/#@$&*+=%]"_s);
    return pattern;
}

bool canBeOpened(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return false;
    return isLoopbackHost(url.host()) ? url.path().size() > 1 : url.scheme() == "https"_L1;
}

bool speaksOfSigningIn(const QUrl &url)
{
    static constexpr QLatin1StringView words[] = {"oauth"_L1, "authorize"_L1, "device"_L1,
                                                  "login"_L1, "signin"_L1,    "activate"_L1};
    const auto path = url.path().toLower();
    return std::ranges::any_of(words, [&](QLatin1StringView word) { return path.contains(word); });
}

} // namespace

QUrl signInAddress(const QString &text, const QStringList &links)
{
    QList<QUrl> found;
    for (const auto &link : links)
        found += QUrl(link, QUrl::StrictMode);
    auto matches = addressPattern().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.capturedEnd() < text.size())
            found += QUrl(match.captured(), QUrl::StrictMode);
    }
    found.removeIf([](const QUrl &url) { return !canBeOpened(url); });
    const auto best = std::ranges::find_if(found, speaksOfSigningIn);
    if (best != found.end())
        return *best;
    return found.isEmpty() ? QUrl() : found.first();
}

QString withoutTokens(const QString &text)
{
    // An address is taken whole, so that nothing in it is looked at.
    static const QRegularExpression pattern(u"(?<address>https?://\\S+)"
                                            "|\\b(?:sk-|eyJ|rt_)[A-Za-z0-9_.\\-]{8,}"
                                            "|[A-Za-z0-9_\\-+/=.]{40,}"_s);
    QString result;
    qsizetype done = 0;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.hasCaptured(u"address"_s))
            continue;
        result += text.sliced(done, match.capturedStart() - done) + u'…';
        done = match.capturedEnd();
    }
    return result + text.sliced(done);
}

QString lastWords(const QString &text)
{
    static const QRegularExpression query(u"(https?://[^\\s?#]*)[?#]\\S*"_s);
    auto lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (auto &line : lines)
        line = line.simplified();
    lines.removeAll(QString());
    auto words = lines.sliced(std::max<qsizetype>(lines.size() - linesQuoted, 0)).join(u' ');
    words = withoutTokens(words.replace(query, u"\\1?…"_s));
    return words.size() > longestQuote ? u"… "_s + words.last(longestQuote) : words;
}

} // namespace sluice

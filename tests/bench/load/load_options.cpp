// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/bench/load/load_options.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>

namespace sluice::bench {

namespace {

using Setter = std::function<void(LoadOptions &, const char *)>;

const std::map<std::string, Setter> &setters()
{
    static const std::map<std::string, Setter> table = {
        {"--port", [](auto &o, auto *v) { o.port = static_cast<std::uint16_t>(std::atoi(v)); }},
        {"--method", [](auto &o, auto *v) { o.method = v; }},
        {"--target", [](auto &o, auto *v) { o.target = v; }},
        {"--header", [](auto &o, auto *v) { o.headers.emplace_back(v); }},
        {"--body", [](auto &o, auto *v) { o.body = v; }},
        {"--body-bytes", [](auto &o, auto *v) { o.bodyBytes = std::strtoull(v, nullptr, 10); }},
        {"--message", [](auto &o, auto *v) { o.message = v; }},
        {"--connections", [](auto &o, auto *v) { o.connections = std::atoi(v); }},
        {"--sessions", [](auto &o, auto *v) { o.sessions = std::atoi(v); }},
        {"--idle", [](auto &o, auto *v) { o.idle = std::atoi(v); }},
        {"--seconds", [](auto &o, auto *v) { o.seconds = std::atof(v); }},
        {"--warmup", [](auto &o, auto *v) { o.warmup = std::atof(v); }},
        {"--requests", [](auto &o, auto *v) { o.requests = std::atol(v); }},
        {"--bytes-per-second", [](auto &o, auto *v) { o.bytesPerSecond = std::strtoull(v, nullptr, 10); }},
    };
    return table;
}

} // namespace

std::optional<LoadOptions> parseOptions(int argc, char **argv)
{
    LoadOptions options;
    for (int i = 1; i < argc; i += 2) {
        const auto setter = setters().find(argv[i]);
        if (setter == setters().end() || i + 1 == argc) {
            std::fprintf(stderr, "sluice-load: unknown option or value missing: %s\n", argv[i]);
            return std::nullopt;
        }
        setter->second(options, argv[i + 1]);
    }
    if (options.port == 0) {
        std::fputs("sluice-load: --port is missing\n", stderr);
        return std::nullopt;
    }
    return options;
}

std::string requestText(const LoadOptions &options, int session)
{
    const std::string body = options.bodyBytes > 0 ? std::string(options.bodyBytes, 'x') : options.body;
    std::string text = options.method + ' ' + options.target
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(options.port) + "\r\n";
    for (const auto &header : options.headers)
        text += header + "\r\n";
    if (options.sessions > 0)
        text += "X-Claude-Code-Session-Id: bench-" + std::to_string(session % options.sessions) + "\r\n";
    if (options.method == "POST")
        text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

} // namespace sluice::bench

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/accounts/pool_status.h"
#include "engine/accounts/rate_limit.h"
#include "engine/http/message.h"
#include "engine/providers/client_setup.h"
#include "engine/providers/gateway_fault.h"
#include "engine/providers/provider_info.h"
#include "engine/providers/socket_reader.h"
#include "engine/providers/usage_reader.h"

#include <memory>

namespace sluice {

//! What routing needs to know of a request; read from the head first, then from the body.
struct RequestTraits
{
    QByteArray sessionId = {}; //!< empty: no session, choose anew
    QString model = {}; //!< empty: unknown
    bool needsApiKey = false; //!< subscriptions do not serve this path
    bool operator==(const RequestTraits &) const = default;
};

//! A request once more, without what another account wrote for itself.
struct ForeignFreeRequest
{
    http::RequestHead head = {}; //!< fields that no longer fit the body are gone
    QByteArray body = {};
    bool operator==(const ForeignFreeRequest &) const = default;
};

//! One provider: all that is true of it and of no other. Nothing here does I/O, so its tests are tables of
//! captured heads and bodies.
class Provider
{
public:
    Provider() = default;
    virtual ~Provider() = default;
    Q_DISABLE_COPY_MOVE(Provider)

    virtual const ProviderInfo &info() const = 0;
    virtual const OAuthProfile &oauth() const = 0;
    //! The provider's own CLI; null where there is none to set up.
    virtual const ClientSetup *client() const { return nullptr; }
    //! New sessions are spread over equally good accounts, by a hash that stays (spec/codex.md 11.1); else
    //! the first in the list is taken.
    virtual bool spreadsEquals() const { return false; }
    //! Whether this provider's requests look like this head.
    virtual bool serves(const http::RequestHead &request) const = 0;
    //! A probe that the gateway answers itself without a key (spec/claude.md 6.1), else nothing.
    virtual std::optional<http::Reply> localReply(const http::RequestHead &request) const = 0;
    virtual RequestTraits traits(const http::RequestHead &request, QByteArrayView body) const = 0;

    //! The request asks for a WebSocket that this provider serves.
    virtual bool isUpgrade(const http::RequestHead &) const { return false; }

    //! Where requests with this login go; the account's own proxy is set by the caller.
    virtual Endpoint upstream(const TokenSet &tokens) const = 0;
    //! The head that goes upstream: rewritten path, foreign credentials gone, the account's token set. The
    //! gateway has taken the hop-by-hop fields out already, and adds those of an upgrade afterwards.
    virtual http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens) const = 0;
    //! Windows from the headers of any response (spec/claude.md 7.1, 7.2); unparsable values are ignored.
    virtual RateLimitReport rateLimits(const http::ResponseHead &response, SystemTime now) const = 0;
    //! Whether judging needs the body too; the gateway then holds it (at most 1 MiB) before relaying.
    virtual bool judgesBody(const http::ResponseHead &response) const = 0;
    virtual Refusal refusal(const http::ResponseHead &response, QByteArrayView body,
                            SystemTime now) const = 0;
    //! The head as the client sees it: CDN fields gone as the hop-by-hop fields are already, limits as the
    //! pool's (spec/claude.md 7.8), nothing that identifies the account.
    virtual http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool,
                                         SystemTime now) const = 0;
    //! Names of server-sent events that tell of one account (spec/codex.md 7.6), and what goes to the client
    //! in place of such an event, blank line included.
    virtual QList<QByteArray> accountEvents() const { return {}; }
    virtual QByteArray eventForClient(QByteArrayView event, const PoolStatus &, SystemTime) const
    {
        return event.toByteArray();
    }
    //! Counts usage in passing; null where there is nothing to count.
    virtual std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response) const = 0;
    //! Reads the messages of one WebSocket; null where the provider has none.
    virtual std::unique_ptr<SocketReader> socketReader() const { return {}; }

    //! A field of answers that clients send back and only the account that gave it understands; empty where
    //! there is none. The gateway leaves it out towards any other account (spec/codex.md 7.11).
    virtual QByteArrayView accountBoundField() const { return {}; }
    //! After RefusalKind::ForeignContent: the request to send once more; nothing where there is nothing to
    //! leave out, or that would lose what a person said. The one place where a body is changed.
    virtual std::optional<ForeignFreeRequest> withoutForeignContent(const http::RequestHead &,
                                                                    QByteArrayView) const
    {
        return {};
    }

    //! The answer when every account is limited (spec/claude.md 7.7).
    virtual http::Reply limitedReply(const PoolStatus &pool, SystemTime now) const = 0;
    //! Any other answer of our own, in the shape this provider's clients parse. `text` is English, without
    //! secrets.
    virtual http::Reply faultReply(GatewayFault fault, const QByteArray &text) const = 0;

    //! How much a plan counts in a pool (spec/claude.md 5.6); 1 for an unknown plan.
    virtual double planWeight(const QString &plan, const QString &tier) const = 0;
    //! A plan as people say it: `Max 20x`; empty when unknown.
    virtual QString planName(const QString &plan, const QString &tier) const = 0;
};

} // namespace sluice

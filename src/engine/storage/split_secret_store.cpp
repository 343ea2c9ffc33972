// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/split_secret_store.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto limit = 60s; // each call of the other store has a limit of its own
constexpr int mostLooks = 3;

bool isMissing(const Result<Secret> &value)
{
    return !value && value.error().code == ErrorCode::NotFound;
}

} // namespace

SplitSecretStore::SplitSecretStore(SecretStore &whole, qsizetype largest, Clock &clock, QObject *parent)
    : QueuedSecretStore(clock, limit,
                        {ErrorCode::StoreUnavailable, u"no answer from %1"_s.arg(whole.place())}, parent)
    , m_whole(whole)
    , m_largest(largest)
{
    Q_ASSERT(largest >= PartList::maxBytes);
    connect(&whole, &SecretStore::availabilityChanged, this, &SecretStore::availabilityChanged);
}

SplitSecretStore::~SplitSecretStore() = default;

void SplitSecretStore::carryOut(const Call &call)
{
    m_call = call;
    m_looks = 0;
    m_isStored = false;
    switch (call.kind) {
    case Kind::Read:
        lookUp();
        return;
    case Kind::Write:
        store();
        return;
    case Kind::Remove:
        require(m_whole.remove(m_call.name, this), [this] { sweep(std::nullopt); });
        return;
    }
}

void SplitSecretStore::wait(SecretJob *job, Take then)
{
    connect(job, &SecretJob::finished, this, std::move(then));
}

void SplitSecretStore::require(SecretJob *job, Then then)
{
    wait(job, [this, then = std::move(then)](const Result<Secret> &value) {
        if (value)
            then();
        else
            finish(value);
    });
}

void SplitSecretStore::lookUp()
{
    ++m_looks;
    wait(m_whole.read(m_call.name, this), [this](const Result<Secret> &head) {
        const auto list = head ? PartList::parse(head->reveal()) : std::nullopt;
        if (list)
            gather(*list, {}, 0);
        else
            finish(head);
    });
}

void SplitSecretStore::gather(const PartList &list, const QByteArray &value, int index)
{
    if (index >= list.count) {
        if (list.isComplete(value))
            finish(Secret(value));
        else
            onIncomplete(list);
        return;
    }
    const auto name = PartList::partName(m_call.name, list.side, index);
    wait(m_whole.read(name, this), [this, list, value, index](const Result<Secret> &part) {
        if (part)
            gather(list, value + part->reveal(), index + 1);
        else if (isMissing(part))
            onIncomplete(list);
        else
            finish(part);
    });
}

//! Another process may have replaced the value while its parts were read; else it is damaged.
void SplitSecretStore::onIncomplete(const PartList &list)
{
    wait(m_whole.read(m_call.name, this), [this, list](const Result<Secret> &head) {
        const auto isReplaced = !head || PartList::parse(head->reveal()) != list;
        if (isReplaced && m_looks < mostLooks)
            lookUp();
        else
            finish(failure(
                ErrorCode::StoreUnavailable,
                u"the entry \"%1\" in %2 is damaged: its parts do not fit together; sign in again"_s.arg(
                    m_call.name, place())));
    });
}

void SplitSecretStore::store()
{
    wait(m_whole.read(m_call.name, this), [this](const Result<Secret> &head) {
        if (!head && !isMissing(head)) {
            finish(head);
            return;
        }
        const auto &value = m_call.value.reveal();
        if (value.size() <= m_largest && !PartList::parse(value)) {
            storeHead(value, std::nullopt);
            return;
        }
        const auto old = head ? PartList::parse(head->reveal()) : std::nullopt;
        const auto isOnA = old && old->side == PartList::Side::A;
        storePart(PartList::of(value, m_largest, isOnA ? PartList::Side::B : PartList::Side::A), 0);
    });
}

void SplitSecretStore::storePart(const PartList &list, int index)
{
    if (index == list.count) {
        storeHead(list.toText(), list);
        return;
    }
    const auto part = m_call.value.reveal().sliced(index * m_largest).left(m_largest);
    storeSurely(PartList::partName(m_call.name, list.side, index), part,
                [this, list, index] { storePart(list, index + 1); });
}

void SplitSecretStore::storeHead(const QByteArray &head, const std::optional<PartList> &kept)
{
    storeSurely(m_call.name, head, [this, kept] {
        m_isStored = true;
        sweep(kept);
    });
}

void SplitSecretStore::storeSurely(const QString &name, const QByteArray &value, const Then &then)
{
    require(m_whole.write(name, Secret(value), this), [this, name, value, then] {
        wait(m_whole.read(name, this), [this, value, then](const Result<Secret> &kept) {
            if (kept && *kept == Secret(value))
                then();
            else
                finish(
                    failure(ErrorCode::StoreUnavailable, u"%1 did not keep what was written"_s.arg(place())));
        });
    });
}

void SplitSecretStore::sweep(const std::optional<PartList> &kept)
{
    using enum PartList::Side;
    const auto firstOn = [&kept](PartList::Side side) {
        return kept && kept->side == side ? kept->count : 0;
    };
    const auto sweepB = [this, first = firstOn(B)] {
        sweepSide(B, first, first, [this] { finish(Secret()); });
    };
    sweepSide(A, firstOn(A), firstOn(A), sweepB);
}

//! Parts have no gaps: the first one that is missing is the end.
void SplitSecretStore::sweepSide(PartList::Side side, int first, int index, const Then &then)
{
    const auto name = PartList::partName(m_call.name, side, index);
    wait(m_whole.read(name, this), [=, this](const Result<Secret> &part) {
        if (part)
            sweepSide(side, first, index + 1, then);
        else if (isMissing(part))
            removeDown(side, index, first, then);
        else
            onSweepFailed(part.error());
    });
}

//! The last first, so that stopping in between leaves no gap.
void SplitSecretStore::removeDown(PartList::Side side, int end, int first, const Then &then)
{
    if (end == first) {
        then();
        return;
    }
    const auto name = PartList::partName(m_call.name, side, end - 1);
    wait(m_whole.remove(name, this), [=, this](const Result<Secret> &removed) {
        if (removed)
            removeDown(side, end - 1, first, then);
        else
            onSweepFailed(removed.error());
    });
}

//! A value that is stored stays stored; a value that was to go must go whole.
void SplitSecretStore::onSweepFailed(const Error &error)
{
    finish(m_isStored ? Result<Secret>(Secret()) : failure(error));
}

} // namespace sluice

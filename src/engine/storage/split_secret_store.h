// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/queued_secret_store.h"
#include "engine/storage/secret_parts.h"

#include <functional>

namespace sluice {

//! Keeps values of any size in a store whose entries are bounded. What fits stands in its entry as it is. For
//! anything larger the entry names the parts that hold it. New parts are written beside the old ones, then
//! the entry is replaced, then the old parts go: whoever stops in between leaves the old or the new value.
//! What a stopped call left behind goes with the next write or removal of the name.
class SplitSecretStore final : public QueuedSecretStore
{
    Q_OBJECT

public:
    //! `whole` takes entries of up to `largest` bytes, at least PartList::maxBytes.
    SplitSecretStore(SecretStore &whole, qsizetype largest, Clock &clock, QObject *parent);
    ~SplitSecretStore() override;

    QString place() const override { return m_whole.place(); }

private:
    using Then = std::function<void()>;
    using Take = std::function<void(const Result<Secret> &)>;

    void carryOut(const Call &call) override;
    //! Waits for a job of the other store.
    void wait(SecretJob *job, Take then);
    //! Goes on where it went well, else ends the call with its failure.
    void require(SecretJob *job, Then then);

    void lookUp();
    void gather(const PartList &list, const QByteArray &value, int index);
    void onIncomplete(const PartList &list);
    void store();
    void storePart(const PartList &list, int index);
    void storeHead(const QByteArray &head, const std::optional<PartList> &kept);
    //! Writes, and goes on once a read has given the value back.
    void storeSurely(const QString &name, const QByteArray &value, const Then &then);
    //! Removes every part but those of `kept`; then ends the call.
    void sweep(const std::optional<PartList> &kept);
    void sweepSide(PartList::Side side, int first, int index, const Then &then);
    void removeDown(PartList::Side side, int end, int first, const Then &then);
    void onSweepFailed(const Error &error);

    SecretStore &m_whole;
    qsizetype m_largest;
    Call m_call;
    int m_looks = 0; // at one value, which another process may replace meanwhile
    bool m_isStored = false; // what follows tidies up and cannot fail the call
};

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/providers/client_info.h"
#include "engine/providers/setup_plan.h"

#include <utility>

namespace sluice {

//! How one provider's CLI is pointed at the gateway: edits of its settings as pure functions over their
//! bytes. What is common to all is here; what the settings look like is for the provider to say.
class ClientSetup
{
public:
    explicit ClientSetup(ClientInfo info) : m_info(std::move(info)) { }
    virtual ~ClientSetup() = default;
    Q_DISABLE_COPY_MOVE(ClientSetup)

    const ClientInfo &info() const { return m_info; }
    //! Points the settings at the gateway. A second run starts from what was there before the first.
    //! InvalidInput when the settings cannot be edited safely; the text names the place and the remedy.
    Result<SetupPlan> plan(const FileContent &current, const std::optional<SetupRecord> &record,
                           const ClientTarget &target) const;
    //! Brings back what was there before. What a person has changed since then stays.
    Result<SetupPlan> undo(const FileContent &current, const std::optional<SetupRecord> &record) const;
    //! The changed lines as in a diff, tokens masked; `target` may be empty for an undo.
    QString toDiff(const SetupPlan &plan, const ClientTarget &target) const;
    //! The same for one shell, without any file, with the token.
    virtual QString exports(const ClientTarget &target) const = 0;

protected:
    struct Pointed
    {
        QList<TextEdit> edits = {};
        QList<SetupRecord::Member> members = {}; //!< for withdrawn()
    };
    //! What the settings are where there is no file.
    virtual QByteArray emptySettings() const = 0;
    //! The edits that point `settings`, which hold nothing of ours, at the target.
    virtual Result<Pointed> pointed(const QByteArray &settings, const ClientTarget &target) const = 0;
    //! Whether nothing needs to be changed.
    virtual bool isPointed(const QByteArray &settings, const ClientTarget &target) const = 0;
    //! Settings that were changed after our edit, without what is still ours in them.
    virtual Result<QByteArray> withdrawn(const QByteArray &settings, const SetupRecord &record) const = 0;
    //! Names for what we had set in settings that were changed since, and that a person has set to something
    //! else: it stays.
    virtual QStringList changedSince(const QByteArray &settings, const SetupRecord &record) const = 0;
    //! The token as the settings write it.
    virtual QByteArray tokenText(const Secret &token) const = 0;
    //! All tokens that stand in the settings, as they are written.
    virtual QList<QByteArray> tokensIn(const QByteArray &settings) const = 0;

private:
    Result<FileContent> withoutOurs(const FileContent &current,
                                    const std::optional<SetupRecord> &record) const;

    ClientInfo m_info;
};

//! `text` as one word of a shell.
QString shellQuoted(QString text);

} // namespace sluice

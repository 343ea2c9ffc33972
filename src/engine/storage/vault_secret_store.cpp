// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/vault_secret_store.h"

#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"
#include "engine/storage/json_edit.h"
#include "engine/storage/lock_refusal.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLockFile>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto limit = 20s;
constexpr auto longestWaitForLock = 10s;
constexpr auto lockInterval = 50ms;

const QString &secretsKey()
{
    static const auto key = u"secrets"_s;
    return key;
}

//! The object with the secrets, name to base64; empty where the vault has none yet.
Result<QJsonObject> secretsIn(const QByteArray &json)
{
    const auto root = QJsonDocument::fromJson(json);
    if (!root.isObject())
        return failure(ErrorCode::InvalidInput, u"it is no JSON object"_s);
    const auto secrets = root.object().value(secretsKey());
    if (!secrets.isUndefined() && !secrets.isObject())
        return failure(ErrorCode::InvalidInput, u"its member \"secrets\" is no object"_s);
    return secrets.toObject();
}

} // namespace

VaultSecretStore::VaultSecretStore(const QString &file, Clock &clock, QObject *parent)
    : QueuedSecretStore(clock, limit,
                        {ErrorCode::StoreUnavailable, u"the vault %1 does not answer"_s.arg(file)}, parent)
    , m_file(file)
    , m_clock(clock)
{
}

VaultSecretStore::~VaultSecretStore() = default;

QString VaultSecretStore::place() const
{
    return u"the vault "_s + m_file;
}

void VaultSecretStore::carryOut(const Call &call)
{
    if (call.kind == Kind::Read) {
        finish(entry(call.name));
        return;
    }
    m_giveUpAt = m_clock.steadyNow() + longestWaitForLock;
    tryEdit(call);
}

void VaultSecretStore::tryEdit(const Call &call)
{
    if (const auto made = makePrivateDirectory(QFileInfo(m_file).absolutePath()); !made) {
        finish(unavailable(made.error().detail));
        return;
    }
    QLockFile lock(m_file + u".lock"_s);
    if (!lock.tryLock(0)) {
        const auto isHeld = lock.error() == QLockFile::LockFailedError;
        if (isHeld && m_clock.steadyNow() < m_giveUpAt) {
            m_retry = m_clock.after(lockInterval, [this, call] { tryEdit(call); });
            return;
        }
        finish(unavailable(u"cannot lock %1 for an edit: %2"_s.arg(m_file, whyNotLocked(lock))));
        return;
    }
    removeAbandoned(m_file);
    const auto edited = edit(call);
    lock.unlock();
    finish(edited ? Result<Secret>(Secret()) : failure(edited.error()));
}

Result<Secret> VaultSecretStore::entry(const QString &name) const
{
    const auto json = content();
    if (!json)
        return failure(json.error());
    const auto secrets = *json ? secretsIn(**json) : QJsonObject();
    if (!secrets)
        return damaged(secrets.error());
    if (!secrets->contains(name))
        return failure(ErrorCode::NotFound, u"%1 has no entry \"%2\""_s.arg(place(), name));
    const auto text = secrets->value(name);
    const auto value =
        QByteArray::fromBase64Encoding(text.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!text.isString() || !value)
        return unavailable(u"its entry \"%1\" is damaged; sign in again"_s.arg(name));
    return Secret(*value);
}

Status VaultSecretStore::edit(const Call &call) const
{
    const auto json = content();
    if (!json)
        return failure(json.error());
    if (!*json && call.kind == Kind::Remove)
        return Done{};
    const auto old = json->value_or(QByteArray("{}\n"));
    if (const auto secrets = secretsIn(old); !secrets)
        return damaged(secrets.error());
    const QStringList path{secretsKey(), call.name};
    const auto edited = call.kind == Kind::Remove
        ? withoutJsonMember(old, path)
        : withJsonMember(old, path, '"' + call.value.reveal().toBase64() + '"');
    if (!edited)
        return damaged(edited.error());
    if (*edited == old)
        return Done{};
    if (const auto written = replaceFile(m_file, *edited); !written)
        return unavailable(written.error().detail);
    return Done{};
}

Result<std::optional<QByteArray>> VaultSecretStore::content() const
{
    const QFileInfo file(m_file);
    const auto directory = file.exists() ? QFileInfo(file.canonicalFilePath()).path() : file.absolutePath();
    const auto place = FileFacts::ofPath(directory);
    if (place && place->isReadableByOthers())
        return unavailable(u"others can get into its directory; chmod 700 %1"_s.arg(directory));
    const auto facts = FileFacts::ofPath(m_file);
    if (facts && facts->isReadableByOthers())
        return unavailable(u"others can read it; chmod 600 %1"_s.arg(m_file));
    auto content = readFile(m_file);
    if (content)
        return std::optional(std::move(*content));
    // A directory that cannot be looked into looks like one without a vault.
    if (content.error().code == ErrorCode::NotFound && (!place || file.dir().isReadable()))
        return std::optional<QByteArray>();
    return unavailable(content.error().detail);
}

Failure VaultSecretStore::unavailable(const QString &why) const
{
    return failure(ErrorCode::StoreUnavailable, u"the vault %1 cannot be used: %2"_s.arg(m_file, why));
}

Failure VaultSecretStore::damaged(const Error &error) const
{
    return unavailable(u"%1; put back a copy, or remove the file and sign in again"_s.arg(error.detail));
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/secret_answer.h"

#include <QtCore/QPointer>

namespace sluice {

using namespace Qt::StringLiterals;

void answer(SecretJob *job, const Result<Secret> &value)
{
    const QPointer<SecretJob> alive(job); // who hears it may delete it
    emit job->finished(value);
    if (alive)
        alive->deleteLater();
}

void answerLater(SecretJob *job, const Result<Secret> &value)
{
    QMetaObject::invokeMethod(
        job, [job, value] { answer(job, value); }, Qt::QueuedConnection);
}

Failure shuttingDown()
{
    return failure(ErrorCode::StoreUnavailable, u"Sluice is shutting down"_s);
}

} // namespace sluice

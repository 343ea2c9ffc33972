// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/lock_refusal.h"

#include <QtCore/QFile>
#include <QtCore/QLockFile>

namespace sluice {

using namespace Qt::StringLiterals;

QString whyNotLocked(const QLockFile &lock)
{
    qint64 pid = 0;
    QString host;
    QString program;
    if (lock.error() == QLockFile::LockFailedError && lock.getLockInfo(&pid, &host, &program))
        return u"%1 (process %2 on %3) is editing it; try again, or end that program if it hangs"_s.arg(
            program.isEmpty() ? u"another program"_s : program, QString::number(pid), host);
    if (lock.error() == QLockFile::LockFailedError)
        return u"remove %1 if no other program is editing it"_s.arg(lock.fileName());
    // QLockFile keeps the system's reason to itself, so it is asked again with another file.
    QFile probe(lock.fileName() + u".probe"_s);
    const bool isMade = probe.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    const bool isWritten = isMade && probe.write("probe\n") > 0 && probe.flush();
    const auto reason = probe.errorString();
    probe.close();
    if (isMade)
        QFile::remove(probe.fileName()); // the member does nothing after a failed write
    return isWritten ? u"%1 could not be made just now; try again"_s.arg(lock.fileName())
                     : u"no file can be made beside it (%1)"_s.arg(reason);
}

} // namespace sluice

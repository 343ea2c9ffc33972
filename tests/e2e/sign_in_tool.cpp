// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT

// Signs in with a provider's own CLI as the engine does: `sluice-sign-in-tool PROVIDER [--device]`. Each line
// on stdin is an answer for the CLI, SIGTERM cancels. Prints JSON lines: {"output", "address"} as it goes on,
// at the end
// {"login", "owner"} or {"error"}.

#include "engine/base/process_signals.h"
#include "engine/logins/sign_in_job.h"
#include "engine/provider_list.h"
#include "engine/setup/client_files.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTemporaryDir>

#include <cstdio>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

void print(const QJsonObject &object)
{
    const auto line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int report(const Result<QString> &result, const Provider &provider, const Environment &environment)
{
    const auto &oauth = provider.oauth();
    const auto login = result ? oauth.loginIn(contentOf(*result)) : failure(result.error());
    if (!login) {
        print({{u"error"_s, login.error().detail}});
        return 1;
    }
    const auto account = accountFile(provider.client()->info(), *result, environment);
    const auto owner = oauth.ownerOf(*oauth.parseCredentials(*login), contentOf(account));
    print({{u"login"_s, QJsonDocument::fromJson(*login).object()},
           {u"owner"_s,
            QJsonObject{{u"account"_s, owner.accountId},
                        {u"organization"_s, owner.organizationId},
                        {u"user"_s, owner.userId},
                        {u"email"_s, owner.email}}}});
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    const auto providers = makeProviders({});
    const auto *provider = providers.byId(arguments.value(1));
    const auto found = Environment::ofProcess();
    if (!found)
        return 1;
    const auto &environment = *found;
    const QTemporaryDir directory(environment.dataDirectory + u"/sign-in-XXXXXX"_s);
    if (!provider || !directory.isValid())
        return 2;

    SystemClock clock;
    SignInJob job({.client = provider->client()->info(),
                   .directory = directory.path(),
                   .withDeviceCode = arguments.contains(u"--device"_s)},
                  provider->oauth(), environment, clock);
    QObject::connect(&job, &SignInJob::progressed, [](const QString &output, const QUrl &address) {
        print({{u"output"_s, output}, {u"address"_s, address.toString(QUrl::FullyEncoded)}});
    });
    QObject::connect(&job, &SignInJob::finished, [&](const Result<QString> &result) {
        QCoreApplication::exit(report(result, *provider, environment));
    });
    const ProcessSignals signalsSeen;
    QObject::connect(&signalsSeen, &ProcessSignals::terminate, &job, &SignInJob::cancel);
    QSocketNotifier input(fileno(stdin), QSocketNotifier::Read);
    QFile answers;
    if (!answers.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 2;
    QObject::connect(&input, &QSocketNotifier::activated, &job, [&] {
        const auto line = answers.readLine();
        if (line.isEmpty())
            input.setEnabled(false);
        else
            job.answer(QString::fromUtf8(line));
    });
    job.start();
    return QCoreApplication::exec();
}

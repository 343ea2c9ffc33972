// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/base/result.h"
#include "engine/logins/login_orders.h"
#include "engine/snapshot.h"
#include "engine/storage/settings.h"
#include "engine/transport/listen_address.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {

//! Facade and composition root. Lives on the main thread and owns the gateway thread, on which all of the
//! gateway runs; what crosses is a value in a queued signal.
class Engine : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        Environment environment = {};
        //! Empty: the environment's own place, where it is made if need be. Any other must be there.
        QString configFile = {};
        std::optional<ListenAddress> listen = {}; //!< of the command line, over the file's
        bool hasWindow = false; //!< a second start may ask for it; else it is told that there is none
        bool demo = false; //!< touch no file, talk to the built-in simulator only
        WindowLengths windowLengths = {}; //!< the demo's are short
    };

    explicit Engine(const Options &options, QObject *parent = nullptr);
    ~Engine() override;

    //! Reads the configuration and starts the gateway thread. InvalidInput: the configuration (exit 4).
    //! AddressInUse: another instance runs over the same files; a port in use comes later, with
    //! gatewayFailed. Internal: the system gives no thread.
    Status start();
    //! Stops accepting, lets requests finish for up to gateway.drain_seconds and refreshes of logins for as
    //! long as they take, then emits stopped(). Said again, it changes nothing.
    void stop();
    void save(); //!< what has been learned waits no longer for the disk; all goes on
    void stopNow(); //!< the same, but requests get no time, or no more

    const EngineSnapshot &snapshot() const; //!< the latest
    Settings settings() const; //!< as last read or written, unless that could not be taken over

    // Commands: they take effect at once, are written to config.json and show up in the next snapshot.
    void setGatewayEnabled(bool enabled);
    void setAccountEnabled(const QString &accountId, bool enabled);
    void renameAccount(const QString &accountId, const QString &name);
    void setAccountStop(const QString &accountId, WindowKind window, const AccountStop &stop);
    void setAccountPriority(const QString &accountId, Priority priority);
    void setNotifications(const NotificationSettings &notifications);
    void reload(); //!< reads config.json again (SIGHUP)

    // Logins: one operation at a time, in the order of the calls; each ends with loginFinished.
    void importLogin(const ImportOrder &order);
    void pasteLogin(const PasteOrder &order);
    void removeAccount(const RemoveOrder &order);
    //! Makes it the plain CLI's login. What was there before is kept as an account of its own.
    void useAccount(const QString &accountId);
    //! The login that a CLI's file holds now is this account's from now on (AccountSnapshot::otherOwner).
    void acceptOwner(const QString &accountId);
    //! One sign-in at a time; it goes on with signInChanged and ends with loginFinished too.
    void signIn(const SignInOrder &order);
    void answerSignIn(const QString &line); //!< to the CLI's standard input: a pasted code
    void cancelSignIn();
    void retryStores(); //!< asks keychain and vault again at once

    // Users of the gateway.
    void addUser(const QString &name, const QStringList &pools); //!< ends with userAdded or commandFinished
    void removeUser(const QString &name);

signals:
    void snapshotChanged(const sluice::EngineSnapshot &snapshot); //!< at most four times a second
    void listening(const QString &host, quint16 port);
    void gatewayFailed(const sluice::Error &error);
    void commandFinished(const QString &accountId,
                         const sluice::Error &error); //!< an empty detail means done
    //! An empty error detail means done.
    void loginFinished(const sluice::LoginOutcome &outcome, const sluice::Error &error);
    void signInChanged(const sluice::SignInProgress &progress);
    void userAdded(const QString &name, const sluice::Secret &token); //!< the one time that it is shown
    void activated(); //!< a second start asked for our window
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice

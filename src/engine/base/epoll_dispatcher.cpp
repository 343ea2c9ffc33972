// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/epoll_dispatcher.h"

#include "engine/base/timer_queue.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QHash>
#include <QtCore/QSocketNotifier>
#include <QtCore/QThread>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <limits>
#include <poll.h>
#include <span>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace sluice {

using namespace std::chrono_literals;

namespace {

constexpr quint64 wakeUpTag = 0; // no watch has generation 0

TimerQueue::Time steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

//! The notifiers of one descriptor, by QSocketNotifier::Type.
struct Watch
{
    std::array<QSocketNotifier *, 3> notifiers = {};
    quint32 generation = 0; //!< tells this use of the descriptor's number from the ones before
    quint32 applied = 0; //!< the mask the kernel has; 0: it does not know the descriptor
    bool isChanged = false; //!< listed in Private::changed

    bool isEmpty() const { return !notifiers[0] && !notifiers[1] && !notifiers[2]; }
    quint32 wanted() const
    {
        quint32 mask = 0;
        if (notifiers[QSocketNotifier::Read])
            mask |= EPOLLIN;
        if (notifiers[QSocketNotifier::Write])
            mask |= EPOLLOUT;
        if (notifiers[QSocketNotifier::Exception])
            mask |= EPOLLPRI;
        return mask;
    }
    quint64 tag(int descriptor) const
    {
        return (static_cast<quint64>(generation) << 32) | static_cast<quint32>(descriptor);
    }
};

quint32 maskOf(QSocketNotifier::Type type)
{
    // An error or a hang-up concerns whoever waits for anything.
    switch (type) {
    case QSocketNotifier::Read:
        return EPOLLIN | EPOLLERR | EPOLLHUP;
    case QSocketNotifier::Write:
        return EPOLLOUT | EPOLLERR | EPOLLHUP;
    case QSocketNotifier::Exception:
        return EPOLLPRI | EPOLLERR | EPOLLHUP;
    }
    return 0;
}

} // namespace

class EpollDispatcher::Private
{
public:
    Private();
    ~Private();
    Q_DISABLE_COPY_MOVE(Private)

    void applyChanges();
    void apply(int descriptor, Watch &watch);
    int waitMilliseconds(QEventLoop::ProcessEventsFlags flags) const;
    int wait(std::span<epoll_event> events, int milliseconds, bool withSockets) const;
    bool dispatch(std::span<const epoll_event> events);
    bool dispatch(quint64 tag, quint32 happened);
    bool fireTimers();

    int epollDescriptor;
    int wakeUpDescriptor;
    std::atomic<bool> woken = false;
    QHash<int, Watch> watches;
    QList<int> changed;
    quint32 lastGeneration = 0;
    TimerQueue timers;
};

EpollDispatcher::Private::Private()
    : epollDescriptor(epoll_create1(EPOLL_CLOEXEC))
    , wakeUpDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (epollDescriptor < 0 || wakeUpDescriptor < 0)
        qFatal("no descriptors left for an event loop");
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.u64 = wakeUpTag;
    epoll_ctl(epollDescriptor, EPOLL_CTL_ADD, wakeUpDescriptor, &event);
}

EpollDispatcher::Private::~Private()
{
    ::close(wakeUpDescriptor);
    ::close(epollDescriptor);
}

void EpollDispatcher::Private::applyChanges()
{
    for (const int descriptor : std::as_const(changed)) {
        const auto it = watches.find(descriptor);
        if (it == watches.end())
            continue;
        it->isChanged = false;
        if (it->isEmpty())
            watches.remove(descriptor);
        else
            apply(descriptor, *it);
    }
    changed.clear();
}

void EpollDispatcher::Private::apply(int descriptor, Watch &watch)
{
    const quint32 wanted = watch.wanted();
    if (wanted == watch.applied)
        return;
    epoll_event event = {};
    event.events = wanted;
    event.data.u64 = watch.tag(descriptor);
    if (epoll_ctl(epollDescriptor, watch.applied ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, &event) == 0)
        watch.applied = wanted;
    else
        qWarning("cannot watch descriptor %d: %s", descriptor, strerror(errno));
}

int EpollDispatcher::Private::waitMilliseconds(QEventLoop::ProcessEventsFlags flags) const
{
    if (!(flags & QEventLoop::WaitForMoreEvents) || woken)
        return 0;
    const auto due = timers.nextDue();
    if (!due || (flags & QEventLoop::X11ExcludeTimers))
        return -1;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(*due - steadyNow()).count();
    return static_cast<int>(std::clamp<qint64>(rest, 0, std::numeric_limits<int>::max()));
}

int EpollDispatcher::Private::wait(std::span<epoll_event> events, int milliseconds, bool withSockets) const
{
    if (withSockets)
        return epoll_wait(epollDescriptor, events.data(), static_cast<int>(events.size()), milliseconds);
    pollfd wakeUpOnly = {.fd = wakeUpDescriptor, .events = POLLIN, .revents = 0};
    const int count = poll(&wakeUpOnly, 1, milliseconds);
    events[0].events = EPOLLIN;
    events[0].data.u64 = wakeUpTag;
    return count;
}

bool EpollDispatcher::Private::dispatch(std::span<const epoll_event> events)
{
    bool any = false;
    for (const auto &event : events) {
        if (event.data.u64 == wakeUpTag) {
            eventfd_t ignored = 0;
            eventfd_read(wakeUpDescriptor, &ignored);
        } else {
            any |= dispatch(event.data.u64, event.events);
        }
    }
    return any;
}

bool EpollDispatcher::Private::dispatch(quint64 tag, quint32 happened)
{
    bool any = false;
    const int descriptor = static_cast<int>(tag & 0xffffffffU);
    for (const auto type : {QSocketNotifier::Exception, QSocketNotifier::Read, QSocketNotifier::Write}) {
        if (!(happened & maskOf(type)))
            continue;
        // Each handler may delete notifiers, close the descriptor and open another one of the same number.
        const auto it = watches.constFind(descriptor);
        if (it == watches.constEnd() || it->tag(descriptor) != tag)
            return any;
        if (auto *notifier = it->notifiers[type]) {
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
            any = true;
        }
    }
    return any;
}

bool EpollDispatcher::Private::fireTimers()
{
    bool any = false;
    const auto now = steadyNow();
    const quint64 mark = timers.mark();
    while (const auto fired = timers.takeDue(now, mark)) {
        QTimerEvent event(fired->id);
        QCoreApplication::sendEvent(fired->object, &event);
        any = true;
    }
    return any;
}

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , d(std::make_unique<Private>())
{
}

EpollDispatcher::~EpollDispatcher() = default;

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    // A wake-up from before this turn may be an exit() that our caller's loop has not seen: then do not wait.
    if (d->woken.exchange(false))
        flags.setFlag(QEventLoop::WaitForMoreEvents, false);
    emit awake();
    QCoreApplication::sendPostedEvents();

    d->applyChanges();
    int milliseconds = d->waitMilliseconds(flags);
    if (milliseconds != 0) {
        emit aboutToBlock();
        d->applyChanges();
        milliseconds = d->waitMilliseconds(flags); // a receiver may have posted an event or started a timer
    }
    std::array<epoll_event, 128> events; // NOLINT(cppcoreguidelines-pro-type-member-init): is filled at once
    const int count = d->wait(events, milliseconds, !(flags & QEventLoop::ExcludeSocketNotifiers));
    if (milliseconds != 0)
        emit awake();

    bool any = count > 0 && d->dispatch(std::span(events).first(static_cast<std::size_t>(count)));
    if (!(flags & QEventLoop::X11ExcludeTimers))
        any |= d->fireTimers();
    return any || d->woken;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = static_cast<int>(notifier->socket());
    auto &watch = d->watches[descriptor];
    if (watch.isEmpty())
        watch.generation = ++d->lastGeneration == 0 ? ++d->lastGeneration : d->lastGeneration;
    watch.notifiers[notifier->type()] = notifier;
    if (!std::exchange(watch.isChanged, true))
        d->changed.append(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int descriptor = static_cast<int>(notifier->socket());
    const auto it = d->watches.find(descriptor);
    if (it == d->watches.end() || it->notifiers[notifier->type()] != notifier)
        return;
    it->notifiers[notifier->type()] = nullptr;
    if (!std::exchange(it->isChanged, true))
        d->changed.append(descriptor);
    if (it->isEmpty() && std::exchange(it->applied, 0) != 0) {
        // Not later: the owner closes the descriptor next. Its number may then belong to another socket, or a
        // duplicate of it stay in the epoll set under a number that nobody can remove any more.
        epoll_ctl(d->epollDescriptor, EPOLL_CTL_DEL, descriptor, nullptr);
    }
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    d->timers.add(timerId, std::chrono::milliseconds{interval}, timerType, object, steadyNow());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return d->timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return d->timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return d->timers.timersOf(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto due = d->timers.dueOf(timerId);
    if (!due)
        return -1;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(*due - steadyNow()).count();
    return static_cast<int>(std::max<qint64>(rest, 0));
}

void EpollDispatcher::wakeUp()
{
    if (d->woken.exchange(true) || QThread::currentThread() == thread())
        return; // the flag is looked at before every wait
    eventfd_write(d->wakeUpDescriptor, 1);
}

void EpollDispatcher::interrupt()
{
    wakeUp();
}

} // namespace sluice

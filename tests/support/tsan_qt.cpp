// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// A distribution's Qt is not built for the thread sanitizer, which therefore does not see that what one
// thread posts happens before what comes of it in another, and calls every queued call a race. Linked into
// the tests that it looks at, this says so for Qt: whatever a thread did before it posted, emitted or ended
// is over for a thread that begins an event or has waited for that end. One order for all threads, so a race
// between two of them goes unseen where such a step lies between its halves; all others are found.
#include <QtCore/QDeadlineTimer>
#include <QtCore/QObject>
#include <QtCore/QThread>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

// Of Qt's private headers, exported; the same since Qt 5.
struct QSignalSpyCallbackSet
{
    using BeginCallback = void (*)(QObject *caller, int index, void **arguments);
    using EndCallback = void (*)(QObject *caller, int index);
    BeginCallback signalBegins;
    BeginCallback slotBegins;
    EndCallback signalEnds;
    EndCallback slotEnds;
};
void qt_register_signal_spy_callbacks(QSignalSpyCallbackSet *callbacks);

namespace {

char order = 0; // only its address counts

bool onEvent(void **)
{
    __tsan_acquire(&order);
    return false;
}

void onSignal(QObject *, int, void **)
{
    __tsan_release(&order);
}

const bool watched = [] {
    static QSignalSpyCallbackSet callbacks{onSignal, nullptr, nullptr, nullptr};
    qt_register_signal_spy_callbacks(&callbacks);
    return QInternal::registerCallback(QInternal::EventNotifyCallback, onEvent);
}();

//! Qt's own function, where the linker has taken ours.
template <typename Function>
Function *qtsOwn(const char *symbol)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, symbol));
}

//! A call that is over, with all it did, for whoever waits for its end.
class OrderedCall : public QtPrivate::QSlotObjectBase
{
public:
    //! Takes over `call`.
    explicit OrderedCall(QSlotObjectBase *call) : QSlotObjectBase(&run), m_call(call) { }

private:
    static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *)
    {
        auto *const own = static_cast<OrderedCall *>(self);
        if (which == Call) {
            own->m_call->call(receiver, arguments);
            __tsan_release(&order);
        } else if (which == Destroy) {
            own->m_call->destroyIfLastRef();
            delete own;
        }
    }

    QSlotObjectBase *const m_call;
};

} // namespace

//! What was posted to an object that is gone by then is deleted without a beginning.
extern "C" const char *__tsan_default_suppressions() // NOLINT(bugprone-reserved-identifier): its name
{
    return "race:QMetaType::destroy\n";
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *result)
{
    using Function = bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static auto *const own = qtsOwn<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *const call = new OrderedCall(slot);
    __tsan_release(&order);
    const bool taken = own(object, call, type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(&order);
    return taken;
}

void QObject::deleteLater()
{
    static auto *const own = qtsOwn<void(QObject *)>("_ZN7QObject11deleteLaterEv");
    __tsan_release(&order);
    own(this);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static auto *const own = qtsOwn<bool(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool result = own(this, deadline);
    __tsan_acquire(&order);
    return result;
}

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <span>

namespace sluice {

class ByteStream;
struct Error;

//! Who holds a stream hears of it here: the stream's signals as plain calls, because a kept connection
//! changes hands twice per request (docs/adr/0009). The rules of the signals hold: nothing comes from inside
//! a call of the stream, and the listener may let go of the stream or have it deleted meanwhile.
class StreamListener
{
public:
    StreamListener() = default;
    Q_DISABLE_COPY_MOVE(StreamListener)

    virtual void onReadyRead(ByteStream &stream) = 0;
    virtual void onBytesWritten(ByteStream &stream) = 0;
    virtual void onEndOfStream(ByteStream &stream) = 0;
    virtual void onFailed(ByteStream &stream, const Error &error) = 0;

    //! Where the stream may put what comes next, if it can, instead of keeping it for read(); empty: nowhere.
    virtual std::span<char> room() { return {}; }
    //! So many bytes were put into room().
    virtual void onReceived(qsizetype) { }

protected:
    ~StreamListener() = default;
};

} // namespace sluice

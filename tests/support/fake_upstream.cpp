// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/fake_upstream.h"

#include "engine/http/body_decoder.h"
#include "engine/http/request_parser.h"
#include "engine/http/writer.h"
#include "engine/websocket/handshake.h"
#include "tests/support/memory_stream.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 streamCapacity = 64 * 1024;
constexpr qint64 maxHeadBytes = 1024 * 1024;

} // namespace

class FakeUpstream::Connection : public QObject
{
public:
    Connection(FakeUpstream *upstream, ByteStream *stream, int number)
        : QObject(&upstream->m_connections)
        , m_upstream(upstream)
        , m_stream(stream)
        , m_number(number)
    {
        stream->setParent(this);
        connect(stream, &ByteStream::readyRead, this, [this] { onReadable(); });
        connect(stream, &ByteStream::bytesWritten, this, [this] { sendMore(); });
        connect(stream, &ByteStream::endOfStream, this, [this] { leave(); });
        connect(stream, &ByteStream::failed, this, [this] { leave(); });
    }

    void play(const Answer &answer)
    {
        m_answer = answer;
        m_isPlaying = true;
        playNext();
    }
    void drop()
    {
        m_stream->abort();
        leave();
    }
    //! For a WebSocket; nothing else happens here after it.
    ByteStream *takeStream()
    {
        auto *stream = std::exchange(m_stream, nullptr);
        stream->disconnect(this);
        stream->setParent(nullptr);
        leave();
        return stream;
    }
    bool isIdle() const { return !m_isPlaying && m_input.isEmpty() && !m_isInBody; }

private:
    void onReadable()
    {
        m_input += m_stream->read(streamCapacity * 4);
        while (!m_input.isEmpty() && advance()) { }
    }
    bool advance()
    {
        if (!m_isInBody) {
            const auto progress = m_parser.feed(m_input);
            if (!progress) {
                drop();
                return false;
            }
            m_input.remove(0, progress->taken);
            if (!progress->complete)
                return false;
            m_decoder = http::BodyDecoder(m_parser.framing());
            m_request = {m_parser.takeHead(), {}, m_number};
            m_parser.reset();
            m_isInBody = true;
        }
        const auto decoded = m_decoder.feed(m_input);
        m_input.remove(0, decoded->taken);
        m_request.body += decoded->data;
        if (!m_decoder.isComplete())
            return false;
        m_isInBody = false;
        m_upstream->onRequest(this, m_request);
        return m_stream != nullptr;
    }
    void playNext()
    {
        if (!m_answer.pieces.isEmpty()) {
            m_piece = m_answer.pieces.takeFirst();
            m_sent = 0;
            sendMore();
            return;
        }
        m_isPlaying = false;
        if (m_answer.ending == Ending::Close)
            m_stream->close();
        if (m_answer.ending != Ending::Keep)
            drop();
    }
    void sendMore()
    {
        if (!m_isPlaying)
            return;
        while (m_sent < m_piece.size() && m_stream->bytesToWrite() < streamCapacity) {
            const auto slice = m_piece.mid(m_sent, streamCapacity);
            m_stream->write(slice);
            m_sent += slice.size();
            m_upstream->m_bytesTaken += slice.size();
        }
        m_stream->flush();
        if (m_sent < m_piece.size() || m_stream->bytesToWrite() > 0 || m_isNextPosted)
            return;
        m_isNextPosted = true;
        const auto next = [this] {
            m_isNextPosted = false;
            if (m_isPlaying)
                playNext();
        };
        QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
    }
    void leave()
    {
        if (std::exchange(m_hasLeft, true))
            return;
        m_isPlaying = false;
        --m_upstream->m_open;
        deleteLater();
    }

    FakeUpstream *m_upstream;
    ByteStream *m_stream; // our child
    const int m_number;
    http::RequestParser m_parser{maxHeadBytes};
    http::BodyDecoder m_decoder;
    QByteArray m_input;
    Request m_request;
    Answer m_answer;
    QByteArray m_piece;
    qsizetype m_sent = 0;
    bool m_isInBody = false;
    bool m_isPlaying = false;
    bool m_isNextPosted = false;
    bool m_hasLeft = false;
};

FakeUpstream::FakeUpstream(Clock &clock) : m_clock(clock), m_listener(clock, nullptr)
{
    QObject::connect(&m_listener, &TcpListener::streamAccepted, &m_connections,
                     [this](ByteStream *stream) { serve(stream); });
}

DialJob *FakeUpstream::dial(const Endpoint &endpoint, QObject *parent)
{
    auto *job = new DialJob(parent);
    const bool hasDeadProxy = !m_deadProxy.isEmpty() && endpoint.proxy == m_deadProxy;
    if (hasDeadProxy || (endpoint.proxy.isEmpty() && !m_isReachable)) {
        ++m_refusedDials;
        const auto error = hasDeadProxy ? Error{ErrorCode::ProxyFailed, u"cannot reach the proxy"_s}
                                        : Error{ErrorCode::UpstreamUnreachable, u"refused"_s};
        const auto refuse = [job, error] { emit job->finished(nullptr, error); };
        QMetaObject::invokeMethod(job, refuse, Qt::QueuedConnection);
        return job;
    }
    const auto connectBoth = [this, job] {
        auto [near, far] = MemoryStream::createPair(
            {.delivery = MemoryStream::Delivery::Queued, .capacity = streamCapacity});
        serve(far.release());
        emit job->finished(near.release(), {});
    };
    QMetaObject::invokeMethod(job, connectBoth, Qt::QueuedConnection);
    return job;
}

quint16 FakeUpstream::listen()
{
    if (!m_listener.listen(u"127.0.0.1"_s, m_port))
        return 0;
    m_port = m_listener.port();
    return m_port;
}

void FakeUpstream::stopListening()
{
    m_listener.close();
}

void FakeUpstream::play(const Answer &answer, const QByteArray &path)
{
    m_answers[path].append(answer);
}

void FakeUpstream::play(const QByteArray &wire, const QByteArray &path)
{
    play(Answer{{wire}}, path);
}

void FakeUpstream::playSocket(const QByteArray &path, const http::Headers &fields)
{
    play(Answer{.socket = fields}, path);
}

void FakeUpstream::breakIdleConnections()
{
    const auto children = m_connections.children();
    for (auto *child : children) {
        auto *connection = static_cast<Connection *>(child);
        if (connection->isIdle())
            connection->drop();
    }
}

QList<FakeUpstream::Request> FakeUpstream::requests(const QByteArray &path) const
{
    QList<Request> result;
    for (const auto &request : m_requests) {
        if (request.head.path() == path)
            result.append(request);
    }
    return result;
}

void FakeUpstream::serve(ByteStream *stream)
{
    ++m_open;
    new Connection(this, stream, ++m_accepted);
}

void FakeUpstream::onRequest(Connection *connection, const Request &request)
{
    m_requests.append(request);
    if (std::exchange(m_dropNext, false)) {
        connection->drop();
        return;
    }
    auto &answers = m_answers[request.head.path().toByteArray()];
    if (answers.isEmpty())
        return;
    const auto answer = answers.takeFirst();
    if (answer.socket)
        openSocket(connection->takeStream(), request.head, *answer.socket);
    else
        connection->play(answer);
}

void FakeUpstream::openSocket(ByteStream *stream, const http::RequestHead &request,
                              const http::Headers &fields)
{
    auto head = websocket::acceptance(request);
    for (const auto &field : fields.fields())
        head.headers.append(field.name, field.value);
    stream->write(http::toBytes(head));
    stream->flush();
    auto *socket = m_sockets.emplace_back(std::make_unique<Socket>()).get();
    socket->connection = std::make_unique<WebSocketConnection>(
        stream, QByteArray(), WebSocketConnection::Options{}, m_clock, m_random, nullptr);
    const auto keep = [socket](const QByteArray &message) { socket->received.append(message); };
    QObject::connect(socket->connection.get(), &WebSocketConnection::textReceived, &m_connections, keep);
    QObject::connect(socket->connection.get(), &WebSocketConnection::binaryReceived, &m_connections, keep);
    QObject::connect(socket->connection.get(), &WebSocketConnection::closed, &m_connections,
                     [socket](quint16 code) { socket->closedWith = code; });
}

QByteArray answerWire(int status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + fields
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace sluice

// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/toml_scan.h"

#include "engine/storage/toml_escape.h"
#include "engine/storage/toml_keys.h"
#include "engine/storage/toml_plain_value.h"

#include <optional>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 100; // arrays and inline tables inside one another

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

bool isBareKey(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

//! Goes through the text once. The first mistake ends it: from then on every step fails.
class Scanner
{
public:
    explicit Scanner(const QByteArray &toml) : m_text(toml) { }

    Result<QList<TomlStatement>> run()
    {
        if (!m_text.isValidUtf8())
            complain(u"not UTF-8"_s);
        if (m_text.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
        while (!m_problem && m_at < m_text.size())
            readLine();
        if (m_problem)
            return failure(*m_problem);
        return m_statements;
    }

private:
    char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    bool isAt(QByteArrayView text) const { return m_text.sliced(m_at).startsWith(text); }
    bool take(QByteArrayView text)
    {
        if (!isAt(text))
            return false;
        m_at += text.size();
        return true;
    }
    bool complain(const QString &what)
    {
        if (!m_problem)
            m_problem = Error{ErrorCode::InvalidInput, u"line %1: %2"_s.arg(m_line).arg(what)};
        return false;
    }
    void skipSpace()
    {
        while (isSpace(peek()))
            ++m_at;
    }

    bool takeLineEnd();
    bool finishLine();
    bool skipLines();
    void readLine();
    bool readHeader(TomlStatement &statement);
    bool readKey(QStringList &key);
    bool readKeyPart(QString &part);
    bool readValue(TomlStatement &statement, int depth);
    bool readAnyValue(TomlStatement &statement, int depth);
    bool readPlain();
    bool readArray(const QStringList &path, int depth);
    bool readInlineTable(TomlStatement &table, int depth);
    bool readString(QString *decoded);
    bool readMultiLineString(QByteArrayView quotes);
    bool readEscape(QString *decoded);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    QStringList m_table = {}; // of the last header
    TomlKeys m_keys;
    QList<TomlStatement> m_statements = {};
    std::optional<Error> m_problem = {};
};

bool Scanner::takeLineEnd()
{
    if (!take("\n") && !take("\r\n"))
        return false;
    ++m_line;
    return true;
}

//! Space, a comment, and the end of the line or of the text.
bool Scanner::finishLine()
{
    skipSpace();
    if (peek() == '#') {
        while (m_at < m_text.size() && !isAt("\n") && !isAt("\r\n")) {
            if (isControl(peek()))
                return complain(u"a control character in a comment"_s);
            ++m_at;
        }
    }
    if (m_at == m_text.size() || takeLineEnd())
        return true;
    return complain(u"something follows where the line should end"_s);
}

//! Whatever may stand between the elements of an array.
bool Scanner::skipLines()
{
    for (;;) {
        skipSpace();
        if (m_at == m_text.size() || (peek() != '#' && peek() != '\n' && peek() != '\r'))
            return true;
        if (!finishLine())
            return false;
    }
}

void Scanner::readLine()
{
    TomlStatement statement = {.line = m_line, .start = m_at};
    skipSpace();
    if (m_at == m_text.size() || peek() == '#' || peek() == '\n' || peek() == '\r') {
        finishLine();
        return;
    }
    if (peek() == '[') {
        if (!readHeader(statement))
            return;
    } else {
        QStringList key;
        if (!readKey(key))
            return;
        statement.path = m_table + key;
        if (!m_keys.addValue(m_table, key)) {
            complain(u"\"%1\" is given twice"_s.arg(statement.path.join(u'.')));
            return;
        }
        if (!readValue(statement, 0))
            return;
    }
    if (!finishLine())
        return;
    statement.end = m_at;
    m_statements.append(statement);
}

bool Scanner::readHeader(TomlStatement &statement)
{
    const bool isArray = take("[[");
    if (!isArray)
        take("[");
    skipSpace();
    if (!readKey(statement.path))
        return false;
    if (!take(isArray ? "]]" : "]"))
        return complain(u"the name of a table does not end with \"]\""_s);
    statement.kind = isArray ? TomlStatement::Kind::TableArray : TomlStatement::Kind::Table;
    m_table = statement.path;
    if (isArray ? m_keys.addTableArray(m_table) : m_keys.addTable(m_table))
        return true;
    return complain(u"the table \"%1\" is given twice"_s.arg(m_table.join(u'.')));
}

bool Scanner::readKey(QStringList &key)
{
    do {
        skipSpace();
        QString part;
        if (!readKeyPart(part))
            return false;
        key += part;
        skipSpace();
    } while (take("."));
    return true;
}

bool Scanner::readKeyPart(QString &part)
{
    if (isAt("\"\"\"") || isAt("'''"))
        return complain(u"a key over several lines"_s);
    if (peek() == '"' || peek() == '\'')
        return readString(&part);
    const auto start = m_at;
    while (isBareKey(peek()))
        ++m_at;
    if (m_at == start)
        return complain(u"a key is missing"_s);
    part = QString::fromLatin1(m_text.sliced(start, m_at - start));
    return true;
}

//! From the `=` on.
bool Scanner::readValue(TomlStatement &statement, int depth)
{
    if (!take("="))
        return complain(u"\"=\" is missing"_s);
    skipSpace();
    statement.valueStart = m_at;
    statement.isInlineTable = peek() == '{';
    const bool good = readAnyValue(statement, depth);
    statement.valueEnd = m_at;
    return good;
}

//! A value of any kind; the members of an inline table become those of `statement`.
bool Scanner::readAnyValue(TomlStatement &statement, int depth)
{
    switch (peek()) {
    case '{':
        return readInlineTable(statement, depth + 1);
    case '[':
        return readArray(statement.path, depth + 1);
    case '"':
    case '\'':
        return readString(nullptr);
    default:
        return readPlain();
    }
}

bool Scanner::readPlain()
{
    const auto start = m_at;
    const auto isPart = [this] {
        const char c = peek();
        return isBareKey(c) || c == '.' || c == '+' || c == ':';
    };
    while (isPart())
        ++m_at;
    const auto isDigit = [this](qsizetype ahead) { return peek(ahead) >= '0' && peek(ahead) <= '9'; };
    if (m_at - start == 10 && peek() == ' ' && isDigit(1) && isDigit(2) && peek(3) == ':') { // a date, a time
        ++m_at;
        while (isPart())
            ++m_at;
    }
    if (isTomlPlainValue(m_text.sliced(start, m_at - start).toByteArray()))
        return true;
    return complain(u"a value that is none"_s);
}

bool Scanner::readArray(const QStringList &path, int depth)
{
    if (depth > deepest)
        return complain(u"too many arrays inside one another"_s);
    take("[");
    for (;;) {
        if (!skipLines())
            return false;
        if (take("]"))
            return true;
        TomlStatement element = {.path = path, .line = m_line};
        if (!readAnyValue(element, depth) || !skipLines())
            return false;
        if (take("]"))
            return true;
        if (!take(","))
            return complain(u"an array does not end"_s);
    }
}

bool Scanner::readInlineTable(TomlStatement &table, int depth)
{
    if (depth > deepest)
        return complain(u"too many tables inside one another"_s);
    take("{");
    TomlKeys keys;
    for (;;) {
        if (!skipLines())
            return false;
        if (take("}"))
            return true;
        TomlStatement member = {.line = m_line};
        QStringList key;
        if (!readKey(key))
            return false;
        if (!keys.addValue({}, key))
            return complain(u"\"%1\" is given twice"_s.arg(key.join(u'.')));
        member.path = table.path + key;
        if (!readValue(member, depth) || !skipLines())
            return false;
        table.members.append(member);
        if (take("}"))
            return true;
        if (!take(","))
            return complain(u"an inline table does not end"_s);
    }
}

//! `decoded` gets the text of a key; values are only passed over.
bool Scanner::readString(QString *decoded)
{
    if (isAt("\"\"\"") || isAt("'''"))
        return readMultiLineString(m_text.sliced(m_at, 3));
    const char quote = peek();
    ++m_at;
    auto start = m_at;
    const auto flush = [&] {
        if (decoded)
            *decoded += QString::fromUtf8(m_text.sliced(start, m_at - start));
    };
    while (m_at < m_text.size() && peek() != quote) {
        if (isControl(peek()))
            return complain(peek() == '\n' || peek() == '\r' ? u"a text does not end"_s
                                                             : u"a control character in a text"_s);
        if (quote == '"' && peek() == '\\') {
            flush();
            if (!readEscape(decoded))
                return false;
            start = m_at;
            continue;
        }
        ++m_at;
    }
    if (m_at == m_text.size())
        return complain(u"a text does not end"_s);
    flush();
    ++m_at;
    return true;
}

bool Scanner::readMultiLineString(QByteArrayView quotes)
{
    const int firstLine = m_line;
    m_at += quotes.size();
    while (m_at < m_text.size()) {
        if (take(quotes)) {
            for (int i = 0; i < 2 && peek() == quotes[0]; ++i)
                ++m_at; // up to two quotes may stand before the closing ones
            return true;
        }
        if (takeLineEnd())
            continue;
        if (isControl(peek()))
            return complain(u"a control character in a text"_s);
        if (quotes[0] != '"' || peek() != '\\') {
            ++m_at;
            continue;
        }
        const auto escape = m_at++;
        skipSpace();
        if (peek() == '\n' || isAt("\r\n"))
            continue; // the line goes on in the next one
        m_at = escape;
        if (!readEscape(nullptr))
            return false;
    }
    m_line = firstLine;
    return complain(u"a text over several lines does not end"_s);
}

bool Scanner::readEscape(QString *decoded)
{
    const auto escape = tomlEscape(m_text.sliced(m_at));
    if (!escape)
        return complain(u"an escape sequence that is none"_s);
    m_at += escape->length;
    if (decoded)
        *decoded += escape->meaning;
    return true;
}

} // namespace

Result<QList<TomlStatement>> scanToml(const QByteArray &toml)
{
    return Scanner(toml).run();
}

} // namespace sluice

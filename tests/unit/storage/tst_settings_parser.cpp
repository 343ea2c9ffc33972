// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/environment.h"
#include "engine/storage/settings_parser.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestSettingsParser : public QObject
{
    Q_OBJECT

    static Result<ParsedSettings> parse(const QByteArray &json, bool isReadableByOthers = false)
    {
        const auto root = parseSettingsText(json, u"config.json"_s);
        if (!root)
            return failure(root.error());
        return parseSettings(*root,
                             {.file = u"config.json"_s,
                              .providers = {u"claude"_s, u"codex"_s},
                              .isReadableByOthers = isReadableByOthers});
    }

private slots:
    void emptyObjectGivesTheDefaults()
    {
        for (const char *json : {"{}", "", " \n"}) {
            const auto parsed = parse(json);
            QVERIFY(parsed);
            QCOMPARE(parsed->settings.gateway, GatewaySettings());
            QCOMPARE(parsed->settings.usagePollInterval, milliseconds{60min});
            QVERIFY(parsed->settings.accounts.isEmpty());
            QVERIFY(parsed->warnings.isEmpty());
        }
    }

    void oneFileIsToldHoweverItIsSpelled_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("itself") << u"%1/cli/login"_s << true;
        QTest::newRow("a detour") << u"%1/cli/../cli/./login"_s << true;
        QTest::newRow("the home directory") << u"~/cli/login"_s << true;
        QTest::newRow("a link to it") << u"%1/link"_s << true;
        QTest::newRow("a link to its folder") << u"%1/folder/login"_s << true;
        QTest::newRow("its neighbour") << u"%1/cli/login2"_s << false;
        QTest::newRow("another") << u"%1/other/login"_s << false;
    }

    void oneFileIsToldHoweverItIsSpelled()
    {
        QFETCH(const QString, other);
        QFETCH(const bool, isSame);
        const QTemporaryDir home;
        for (const auto &folder : {u"cli"_s, u"other"_s}) {
            QVERIFY(QDir(home.path()).mkdir(folder));
            QFile file(home.filePath(folder + u"/login"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QVERIFY(QFile::link(home.filePath(u"cli/login"_s), home.filePath(u"link"_s)));
        QVERIFY(QFile::link(home.filePath(u"cli"_s), home.filePath(u"folder"_s)));
        const auto account = [](const QString &id, const QString &path) {
            return QJsonObject{
                {u"id"_s, id}, {u"provider"_s, u"claude"_s}, {u"store"_s, u"file"_s}, {u"path"_s, path}};
        };
        const auto parsed = [&] {
            return parseSettings(
                {{u"accounts"_s,
                  QJsonArray{account(u"a"_s, home.filePath(u"cli/login"_s)),
                             account(u"b"_s, QString(other).replace("%1"_L1, home.path()))}}},
                {.file = u"config.json"_s, .providers = {u"claude"_s}, .homeDirectory = home.path()});
        };
        const auto told = u"config.json: accounts[1].path: is also the file of account \"a\""_s;
        QCOMPARE(parsed() ? QString() : parsed().error().detail, isSame ? told : QString());
        QVERIFY(QFile::remove(home.filePath(u"cli/login"_s))); // before the first sign-in
        const bool isToldByItsPlace = isSame && !other.endsWith("link"_L1);
        QCOMPARE(parsed().has_value(), !isToldByItsPlace);
    }

    void everyKeyIsRead()
    {
        QFile file(QStringLiteral(TEST_DATA_DIR "/settings/complete.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto parsed = parse(file.readAll());
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().detail));
        QCOMPARE(parsed->warnings, QStringList());
        const auto &settings = parsed->settings;
        QCOMPARE(settings.gateway,
                 (GatewaySettings{.listen = u"::1"_s,
                                  .port = 0,
                                  .requireToken = false,
                                  .allowedHosts = {u"a"_s},
                                  .allowedOrigins = {u"https://b"_s},
                                  .tlsCertificate = u"c"_s,
                                  .tlsKey = u"k"_s,
                                  .allowPlainHttp = true,
                                  .drain = 5s,
                                  .maxBodyMib = 8,
                                  .maxConnections = 9}));
        QCOMPARE(settings.providers.value(u"claude"_s),
                 (ProviderSettings{.urls = {{u"api_url"_s, u"http://127.0.0.1:1"_s}},
                                   .headers = {{"X-A", "b"}},
                                   .caFile = u"f"_s,
                                   .userAgent = u"u"_s,
                                   .usageUserAgent = u"v"_s}));
        QCOMPARE(settings.accounts,
                 (QList<AccountSettings>{{.id = u"work"_s,
                                          .provider = u"claude"_s,
                                          .name = u"work"_s,
                                          .limit5h = 80,
                                          .reserveWeekly = 10,
                                          .priority = Priority::High,
                                          .proxy = QUrl(u"socks5://127.0.0.1:1080"_s)},
                                         {.id = u"home"_s,
                                          .provider = u"codex"_s,
                                          .name = u"Home"_s,
                                          .enabled = false,
                                          .store = CredentialStore::File,
                                          .path = u"~/x"_s}}));
        QCOMPARE(settings.accounts[0].cap5h(), 80_pct);
        QCOMPARE(settings.accounts[0].capWeekly(), 90_pct);
        QCOMPARE(settings.accounts[1].cap5h(), 99_pct);
        QCOMPARE(settings.pools,
                 (QList<PoolSettings>{{.id = u"p"_s,
                                       .provider = u"claude"_s,
                                       .strategy = Strategy::Fallback,
                                       .accounts = {u"work"_s},
                                       .rebalanceThreshold = 20}}));
        QCOMPARE(settings.users[0].token.inlineToken, Secret("in place"));
        QCOMPARE(settings.users[1].token.kind, TokenSource::Kind::Environment);
        QCOMPARE(settings.users[1].token.name, u"BOB"_s);
        QCOMPARE(settings.usagePollInterval, milliseconds{5min});
        QCOMPARE(settings.notifications.thresholds, QList<int>{50});
        const auto pools = effectivePools(settings, {u"claude"_s, u"codex"_s});
        QCOMPARE(pools.size(), 3);
        QCOMPARE(pools.last().id, u"codex"_s);
    }

    void unknownKeysAreReportedWithTheirPlace()
    {
        const auto parsed = parse(R"({"colour": 1, "gateway": {"tls": {"x": 1}},
                                      "providers": {"other": {}},
                                      "accounts": [{"id": "a", "provider": "claude", "nick": ""}]})");
        auto warnings = parsed->warnings;
        warnings.sort();
        QCOMPARE(warnings,
                 (QStringList{u"accounts[0].nick"_s, u"colour"_s, u"gateway.tls.x"_s, u"providers.other"_s}));
    }

    //! A login that is renewed without a place to keep it would be lost.
    void anIdFitsIntoTheNamesOfFiles()
    {
        const auto parsed = [](const QString &id) {
            const QJsonObject account{{u"id"_s, id}, {u"provider"_s, u"claude"_s}};
            return parse(QJsonDocument(QJsonObject{{u"accounts"_s, QJsonArray{account}}}).toJson());
        };
        QVERIFY(parsed(u"n"_s.repeated(227)));
        QVERIFY(parsed(u"ü"_s.repeated(37)));
        for (const auto &id : {u"n"_s.repeated(228), u"ü"_s.repeated(38)}) {
            const auto refused = parsed(id);
            QVERIFY(!refused);
            const auto told =
                u"config.json: accounts[0].id: is too long for the names of the account's files; "
                "allowed are 227 letters and digits"_s;
            QVERIFY2(refused.error().detail.startsWith(told), qPrintable(refused.error().detail));
        }
    }

    // NOLINTNEXTLINE(readability-function-size): one row for each error
    void errorsSayWhereAndWhatIsAllowed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("begin");
        const auto row = [](const char *name, const char *json, const QString &begin) {
            QTest::newRow(name) << QByteArray(json) << begin;
        };
        row("not JSON", "{\n \"a\" 1}", u"line 2, column"_s);
        row("not an object", "[]", u"is no JSON object"_s);
        row("type", R"({"gateway": {"port": "1"}})", u"gateway.port: is a text; allowed is a whole number"_s);
        row("range", R"({"gateway": {"port": 70000}})",
            u"gateway.port: is 70000; allowed is a whole number from 0 to"_s);
        row("fraction", R"({"gateway": {"port": 1.5}})", u"gateway.port: is 1.5"_s);
        row("section", R"({"gateway": 1})", u"gateway: is a number; allowed is an object"_s);
        row("list", R"({"accounts": {}})", u"accounts: is an object; allowed is a list of objects"_s);
        row("entry", R"({"accounts": [1]})", u"accounts[0]: is a number"_s);
        row("no id", R"({"accounts": [{"provider": "claude"}]})", u"accounts[0].id: is missing"_s);
        row("provider", R"({"accounts": [{"id": "a", "provider": "x"}]})",
            u"accounts[0].provider: is \"x\"; allowed are claude, codex"_s);
        row("store", R"({"accounts": [{"id": "a", "provider": "claude", "store": "x"}]})",
            u"accounts[0].store: is \"x\"; allowed are keychain, vault, file"_s);
        row("path", R"({"accounts": [{"id": "a", "provider": "claude", "store": "file"}]})",
            u"accounts[0].path: is missing"_s);
        row("limit",
            R"({"accounts": [{"id": "a", "provider": "claude"}, {"id": "b", "provider": "claude", "limit_5h": 120}]})",
            u"accounts[1].limit_5h: is 120; allowed is a whole number from 1 to 100"_s);
        row("reserve", R"({"accounts": [{"id": "a", "provider": "claude", "reserve_5h": 100}]})",
            u"accounts[0].reserve_5h: is 100"_s);
        row("both",
            R"({"accounts": [{"id": "a", "provider": "claude", "limit_weekly": 1, "reserve_weekly": 1}]})",
            u"accounts[0].reserve_weekly: stands beside limit_weekly"_s);
        row("proxy", R"({"accounts": [{"id": "a", "provider": "claude", "proxy": "ftp://x"}]})",
            u"accounts[0].proxy: "_s);
        row("same id",
            R"({"accounts": [{"id": "a", "provider": "claude"}, {"id": "a", "provider": "claude"}]})",
            u"accounts[1].id: \"a\" is taken"_s);
        row("same file", R"({"accounts": [{"id": "a", "provider": "claude", "store": "file", "path": "p"},
                                         {"id": "b", "provider": "claude", "store": "file", "path": "p"}]})",
            u"accounts[1].path: is also the file of account \"a\""_s);
        row("plain http", R"({"providers": {"claude": {"api_url": "http://example.com"}}})",
            u"providers.claude.api_url: has the scheme \"http\""_s);
        row("any host",
            R"({"gateway": {"allowed_hosts": ["ok.example", "::1", "[::1]:80", "a:1", "1.2.3.4", "*"]}})",
            u"gateway.allowed_hosts[5]: is no host"_s);
        row("host with a scheme", R"({"gateway": {"allowed_hosts": ["http://x"]}})",
            u"gateway.allowed_hosts[0]: is no host"_s);
        row("host with a blank", R"({"gateway": {"allowed_hosts": ["a b"]}})",
            u"gateway.allowed_hosts[0]: is no host"_s);
        row("host with an odd port", R"({"gateway": {"allowed_hosts": ["x:y"]}})",
            u"gateway.allowed_hosts[0]: is no host"_s);
        row("host with a large port", R"({"gateway": {"allowed_hosts": ["x:65536"]}})",
            u"gateway.allowed_hosts[0]: is no host"_s);
        row("brackets round a name", R"({"gateway": {"allowed_hosts": ["[x]"]}})",
            u"gateway.allowed_hosts[0]: is no host"_s);
        row("any origin", R"({"gateway": {"allowed_origins": ["https://ok:1", "*"]}})",
            u"gateway.allowed_origins[1]: is no origin"_s);
        row("origin with a path", R"({"gateway": {"allowed_origins": ["https://a.example/"]}})",
            u"gateway.allowed_origins[0]: is no origin"_s);
        row("header", R"({"providers": {"claude": {"headers": {"a b": "c"}}}})",
            u"providers.claude.headers.a b: is no header name"_s);
        row("header value", R"({"providers": {"claude": {"headers": {"a": "c\r\nd: e"}}}})",
            u"providers.claude.headers.a: "_s);
        row("user agent", R"({"providers": {"codex": {"user_agent": "a\r\nb: c"}}})",
            u"providers.codex.user_agent: holds a line break"_s);
        row("usage user agent", R"({"providers": {"claude": {"usage_user_agent": "a\u0000"}}})",
            u"providers.claude.usage_user_agent: "_s);
        row("id of two lines", R"({"accounts": [{"id": "a\nb", "provider": "claude"}]})",
            u"accounts[0].id: holds a line break"_s);
        row("name of two lines", R"({"accounts": [{"id": "a", "name": "a\u2028b", "provider": "claude"}]})",
            u"accounts[0].name: holds a line break"_s);
        row("user of two lines", R"({"users": [{"name": "a\tb", "token": "t"}]})",
            u"users[0].name: holds a line break"_s);
        row("strategy", R"({"pools": [{"id": "p", "provider": "claude", "strategy": "x"}]})",
            u"pools[0].strategy: is \"x\"; allowed are least-used, round-robin, random, fallback"_s);
        row("threshold", R"({"pools": [{"id": "p", "provider": "claude", "rebalance_threshold": -1}]})",
            u"pools[0].rebalance_threshold: is -1"_s);
        row("no account", R"({"pools": [{"id": "p", "provider": "claude", "accounts": []}]})",
            u"pools[0].accounts: is an empty list; allowed is at least one id, and left out means all"_s);
        row("poll minutes", R"({"usage": {"poll_minutes": 10081}})", u"usage.poll_minutes: is 10081"_s);
        row("unknown account", R"({"pools": [{"id": "p", "provider": "claude", "accounts": ["x"]}]})",
            u"pools[0].accounts[0]: there is no account \"x\""_s);
        row("foreign account", R"({"accounts": [{"id": "a", "provider": "codex"}],
                                  "pools": [{"id": "p", "provider": "claude", "accounts": ["a"]}]})",
            u"pools[0].accounts[0]: account \"a\" belongs to codex"_s);
        row("same pool",
            R"({"pools": [{"id": "p", "provider": "claude"}, {"id": "p", "provider": "claude"}]})",
            u"pools[1].id: \"p\" is taken"_s);
        row("empty name", R"({"users": [{"name": "", "token": "t"}]})",
            u"users[0].name: is missing or empty"_s);
        row("empty token", R"({"users": [{"name": "a", "token": ""}]})", u"users[0].token: is empty"_s);
        row("two-line token", R"({"users": [{"name": "a", "token": "s1\ns2"}]})",
            u"users[0].token: holds a line break"_s);
        row("token with a tab", R"({"users": [{"name": "a", "token": "s1\ts2"}]})",
            u"users[0].token: holds a line break, a tab"_s);
        row("token with a blank before", R"({"users": [{"name": "a", "token": " s1"}]})",
            u"users[0].token: begins or ends with a blank"_s);
        row("token with a blank after", R"({"users": [{"name": "a", "token": "s1 "}]})",
            u"users[0].token: begins or ends with a blank"_s);
        row("token beyond ASCII", R"({"users": [{"name": "a", "token": "\u00e9"}]})",
            u"users[0].token: holds a character beyond ASCII"_s);
        row("odd token", R"({"users": [{"name": "a", "token": {"x": "y"}}]})",
            u"users[0].token: is neither"_s);
        row("same name", R"({"users": [{"name": "a", "token": "1"}, {"name": "a", "token": "2"}]})",
            u"users[1].name: \"a\" is taken"_s);
        row("same token", R"({"users": [{"name": "a", "token": "1"}, {"name": "b", "token": "1"}]})",
            u"users[1].token: is also the token of user \"a\""_s);
        row("unknown pool", R"({"users": [{"name": "a", "token": "1", "pools": ["x"]}]})",
            u"users[0].pools[0]: there is no pool"_s);
        row("two pools", R"({"pools": [{"id": "p", "provider": "claude"}],
                            "users": [{"name": "a", "token": "1", "pools": ["p", "claude"]}]})",
            u"users[0].pools[1]: is the second pool of claude"_s);
        row("remote", R"({"remotes": [{}]})", u"remotes[0].id: is missing"_s);
        row("percent", R"({"notifications": {"thresholds": [101]}})", u"notifications.thresholds: "_s);
        row("address", R"({"gateway": {"listen": "nowhere"}})", u"gateway.listen: is no address"_s);
        row("half of TLS", R"({"gateway": {"tls": {"certificate": "c"}}})", u"gateway.tls.key: is missing"_s);
        row("beyond loopback", R"({"gateway": {"listen": "0.0.0.0"}})",
            u"gateway.listen: is not a loopback address"_s);
        row("open to all",
            R"({"gateway": {"listen": "0.0.0.0", "allow_plain_http": true, "require_token": false}})",
            u"gateway.require_token: "_s);
        row("no token at all",
            R"({"gateway": {"listen": "0.0.0.0", "allow_plain_http": true}, "users": [{"name": "a"}]})",
            u"users: none has a token"_s);
    }

    void errorsSayWhereAndWhatIsAllowed()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, begin);
        const auto parsed = parse(json);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
        QVERIFY2(parsed.error().detail.startsWith(u"config.json: "_s + begin),
                 qPrintable(parsed.error().detail));
    }

    void tokenInPlaceNeedsAPrivateFile()
    {
        const QByteArray json = R"({"users": [{"name": "a", "token": "fake-user-token"}]})";
        QVERIFY(parse(json, false));
        const auto refused = parse(json, true);
        QVERIFY(refused.error().detail.contains(u"users[0].token"_s));
        QVERIFY(!refused.error().detail.contains(u"fake-user-token"_s));
        QVERIFY(parse(R"({"users": [{"name": "a", "token": {"file": "f"}}]})", true));
    }

    void aTildeStandsForTheHomeDirectory()
    {
        const auto parsed = parse(R"({
            "gateway": {"tls": {"certificate": "~/c.pem", "key": "/etc/k.pem"}},
            "providers": {"claude": {"ca_file": "~/ca.pem"}},
            "accounts": [{"id": "a", "provider": "claude", "store": "file", "path": "~/login.json"}],
            "users": [{"name": "a", "token": {"file": "~/token"}}, {"name": "b", "token": {"env": "~/B"}}]})");
        QVERIFY(parsed);
        const auto settings = withExpandedPaths(parsed->settings, {.homeDirectory = u"/home/me"_s});
        QCOMPARE(settings.gateway.tlsCertificate, u"/home/me/c.pem"_s);
        QCOMPARE(settings.gateway.tlsKey, u"/etc/k.pem"_s);
        QCOMPARE(settings.providers.value(u"claude"_s).caFile, u"/home/me/ca.pem"_s);
        QCOMPARE(settings.users.at(0).token.name, u"/home/me/token"_s);
        QCOMPARE(settings.users.at(1).token.name, u"~/B"_s); // no path
        QCOMPARE(settings.accounts.at(0).path, u"~/login.json"_s); // its credential's own business
    }
};

QTEST_GUILESS_MAIN(TestSettingsParser)
#include "tst_settings_parser.moc"

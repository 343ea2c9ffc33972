<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>sluice::AboutPage</name>
    <message>
        <source>Sluice is for your own accounts. Your provider&apos;s terms decide whether several may be used together: read them. Sluice forwards your client&apos;s requests unchanged, signs in only through the provider&apos;s own program, and talks to no one else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sluice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the MIT licence, built on Qt %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
</context>
<context>
    <name>sluice::AccountCard</name>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off, the gateway stops choosing this account; running requests finish.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::AccountDetails</name>
    <message>
        <source>How this account is called in windows, menus and messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at, 5 h window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used this far, the account pauses until its 5 h window resets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at, week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used this far, the account pauses until its week resets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Stop at, &amp;5 h window</source>
        <translation>Stopp bei, &amp;5 h</translation>
    </message>
    <message>
        <source>Stop at, &amp;week</source>
        <translation>Stopp bei, &amp;Woche</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Accounts of higher priority are chosen first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove account…</source>
        <translation>Konto entfernen …</translation>
    </message>
    <message>
        <source>Takes the account out of Sluice; its login stays where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sluice&apos;s vault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
</context>
<context>
    <name>sluice::AccountList</name>
    <message>
        <source>No account yet. Add the login that Claude Code keeps on this computer; it stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n more ready</source>
        <translation>
            <numerusform>%n weiteres bereit</numerusform>
            <numerusform>%n weitere bereit</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::AccountModel</name>
    <message>
        <source>Use %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nutzen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>sluice::AccountsPage</name>
    <message>
        <source>Switch an account off and the gateway stops choosing it; running requests finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import from file…</source>
        <translation>Aus Datei &amp;importieren …</translation>
    </message>
    <message>
        <source>Uses the login in a client&apos;s credentials file; the file stays where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>Konto entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from Sluice?</source>
        <translation>%1 aus Sluice entfernen?</translation>
    </message>
    <message>
        <source>Its login stays where it is: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose a credentials file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
</context>
<context>
    <name>sluice::BarRow</name>
    <message>
        <source>%1, %2</source>
        <comment>account, window</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 resets %2</source>
        <comment>window, when</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches between countdown and clock time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::Bars</name>
    <message>
        <source>no data yet</source>
        <translation>noch keine Daten</translation>
    </message>
    <message>
        <source>%1 used, lasts to the reset</source>
        <translation>%1 verbraucht, reicht bis zum Reset</translation>
    </message>
    <message>
        <source>%1 used, runs out before the reset</source>
        <translation>%1 verbraucht, reicht nicht bis zum Reset</translation>
    </message>
    <message>
        <source>%1 used, stopped until the reset</source>
        <translation>%1 verbraucht, bis zum Reset gestoppt</translation>
    </message>
    <message>
        <source>%1 used when last seen</source>
        <translation>%1 verbraucht, als zuletzt gesehen</translation>
    </message>
</context>
<context>
    <name>sluice::Errors</name>
    <message>
        <source>Something went wrong inside Sluice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sluice cannot use this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The credentials file cannot be written, so its login cannot be renewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your user the right to write it and to its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using this login right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sluice tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file holds no login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in with the provider&apos;s own program first, then choose its credentials file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider no longer accepts this login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again with the provider&apos;s own program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain is not available.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it, or keep the login in a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider asks to come back later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to the provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the clock of this computer and any program that inspects connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy refused the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the account&apos;s proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider sent what Sluice does not understand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is using the gateway&apos;s port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it, or set another gateway.port in config.json.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::GatewayPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Clients connect here. “sluice setup claude-code” in a terminal points Claude Code to this address; “--undo” takes that back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Switched off, the gateway accepts no connections; running requests finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set gateway.listen and gateway.port in config.json to change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::Notices</name>
    <message>
        <source>No other account of %1 is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions moved to %1.</source>
        <translation>Sitzungen sind zu %1 gewechselt.</translation>
    </message>
    <message>
        <source>Sessions moved to other accounts.</source>
        <translation>Sitzungen sind zu anderen Konten gewechselt.</translation>
    </message>
    <message>
        <source>%1: %2 at %3</source>
        <comment>account, window, percent</comment>
        <translation>%1: %2 bei %3</translation>
    </message>
    <message>
        <source>Resets %1.</source>
        <translation>Zurückgesetzt %1.</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <comment>account, limited until</comment>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>%1 is available again</source>
        <translation>%1 ist wieder verfügbar</translation>
    </message>
    <message>
        <source>%1: sign in again</source>
        <translation>%1: neu anmelden</translation>
    </message>
    <message>
        <source>Run the provider&apos;s own login; Sluice picks it up by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First back: %1 at %2</source>
        <comment>account, time</comment>
        <translation>Zuerst wieder da: %1 um %2</translation>
    </message>
    <message>
        <source>All accounts are limited</source>
        <translation>Alle Konten sind am Limit</translation>
    </message>
    <message numerus="yes">
        <source>%n window(s) filling up</source>
        <translation>
            <numerusform>%n Fenster füllt sich</numerusform>
            <numerusform>%n Fenster füllen sich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) limited</source>
        <translation>
            <numerusform>%n Konto am Limit</numerusform>
            <numerusform>%n Konten am Limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) available again</source>
        <translation>
            <numerusform>%n Konto wieder verfügbar</numerusform>
            <numerusform>%n Konten wieder verfügbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) need a new sign-in</source>
        <translation>
            <numerusform>%n Konto braucht eine neue Anmeldung</numerusform>
            <numerusform>%n Konten brauchen eine neue Anmeldung</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Mute today</source>
        <translation>Heute stumm</translation>
    </message>
</context>
<context>
    <name>sluice::PoolPanel</name>
    <message>
        <source>left this week</source>
        <translation>diese Woche übrig</translation>
    </message>
    <message>
        <source>All accounts, week</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::Popup</name>
    <message>
        <source>%1 %2</source>
        <comment>provider, number of accounts</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1</source>
        <comment>number of accounts</comment>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>all limited until %1</source>
        <translation>alle am Limit bis %1</translation>
    </message>
    <message>
        <source>all limited</source>
        <translation>alle am Limit</translation>
    </message>
    <message>
        <source>used up</source>
        <translation>aufgebraucht</translation>
    </message>
    <message>
        <source>lasts until %1</source>
        <translation>reicht bis %1</translation>
    </message>
    <message>
        <source>lasts to reset</source>
        <translation>reicht bis zum Reset</translation>
    </message>
    <message>
        <source>5 h window full at &lt;b&gt;%1&lt;/b&gt; at this pace, %2 early</source>
        <translation>5-Stunden-Fenster bei diesem Tempo um &lt;b&gt;%1&lt;/b&gt; voll, %2 zu früh</translation>
    </message>
    <message>
        <source>Week full at &lt;b&gt;%1&lt;/b&gt; at this pace, %2 early</source>
        <translation>Woche bei diesem Tempo um &lt;b&gt;%1&lt;/b&gt; voll, %2 zu früh</translation>
    </message>
</context>
<context>
    <name>sluice::PopupFooter</name>
    <message>
        <source>Add account…</source>
        <translation>Konto hinzufügen …</translation>
    </message>
    <message>
        <source>Use a login that a client keeps on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Today %1 tokens</source>
        <translation>Heute %1 Tokens</translation>
    </message>
</context>
<context>
    <name>sluice::PopupHeader</name>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Switched off, the gateway accepts no connections; running requests finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the gateway&apos;s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::SettingsWindow</name>
    <message>
        <source>Sluice – Settings</source>
        <translation>Sluice – Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::Shell</name>
    <message>
        <source>This desktop shows no tray icons, so Sluice opens this window instead. Closed, it goes on in the background; start Sluice again to see the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, what to do</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::TrayMenu</name>
    <message>
        <source>Open Sluice</source>
        <translation>Sluice öffnen</translation>
    </message>
    <message>
        <source>Pause gateway</source>
        <translation>Gateway anhalten</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>account, state</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::TrayWords</name>
    <message>
        <source>%1 %2</source>
        <comment>window, percent</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, its windows and state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sluice: no account yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sluice::Words</name>
    <message>
        <source>limited</source>
        <translation>am Limit</translation>
    </message>
    <message>
        <source>limited until %1</source>
        <translation>am Limit bis %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>paused at %1</source>
        <translation>pausiert bei %1</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>unreachable, retry in %1 s</source>
        <translation>nicht erreichbar, neuer Versuch in %1 s</translation>
    </message>
    <message>
        <source>unreachable, retry %1</source>
        <translation>nicht erreichbar, neuer Versuch %1</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T %2 h</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>countdown</comment>
        <translation>in %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 m ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 T</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>weekday, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number, percent sign</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>5 h</source>
        <translation>5 h</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>5 h window</source>
        <translation>5-Stunden-Fenster</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>waiting for first data</source>
        <translation>wartet auf erste Daten</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>neu anmelden</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>no sessions</source>
        <translation>keine Sitzungen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>address, sessions</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gateway is off</source>
        <translation>Gateway ist aus</translation>
    </message>
    <message>
        <source>gateway could not start</source>
        <translation>Gateway konnte nicht starten</translation>
    </message>
    <message>
        <source>finishing running requests</source>
        <translation>laufende Anfragen werden beendet</translation>
    </message>
</context>
</TS>

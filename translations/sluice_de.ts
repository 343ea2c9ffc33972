<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>sluice::AboutPage</name>
    <message>
        <source>Sluice is for your own accounts. Your provider&apos;s terms decide whether several may be used together: read them. Sluice forwards your client&apos;s requests unchanged, signs in only through the provider&apos;s own program, and talks to no one else.</source>
        <translation>Sluice ist für deine eigenen Konten. Ob mehrere zusammen genutzt werden dürfen, entscheiden die Bedingungen deines Anbieters: Lies sie. Sluice leitet die Anfragen deines Clients unverändert weiter, meldet sich nur über das Programm des Anbieters an und spricht mit niemandem sonst.</translation>
    </message>
    <message>
        <source>Sluice %1</source>
        <translation>Sluice %1</translation>
    </message>
    <message>
        <source>Free software under the MIT licence, built on Qt %1.</source>
        <translation>Freie Software unter der MIT-Lizenz, auf Grundlage von Qt %1.</translation>
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
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>Switched off, the gateway stops choosing this account; running requests finish.</source>
        <translation>Ausgeschaltet wählt das Gateway dieses Konto nicht mehr; laufende Anfragen werden beendet.</translation>
    </message>
    <message>
        <source>Paid by use: there is no window to fill.</source>
        <translation>Nach Verbrauch bezahlt: Es gibt kein Fenster, das voll wird.</translation>
    </message>
</context>
<context>
    <name>sluice::AccountDetails</name>
    <message>
        <source>How this account is called in windows, menus and messages</source>
        <translation>Wie dieses Konto in Fenstern, Menüs und Meldungen heißt</translation>
    </message>
    <message>
        <source>Stop at, 5 h window</source>
        <translation>Stopp bei, 5-h-Fenster</translation>
    </message>
    <message>
        <source>Used this far, the account pauses until its 5 h window resets</source>
        <translation>So weit verbraucht, pausiert das Konto, bis sein 5-h-Fenster neu beginnt</translation>
    </message>
    <message>
        <source>Stop at, week</source>
        <translation>Stopp bei, Woche</translation>
    </message>
    <message>
        <source>Used this far, the account pauses until its week resets</source>
        <translation>So weit verbraucht, pausiert das Konto, bis seine Woche neu beginnt</translation>
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
        <translation>Konten mit höherem Vorrang werden zuerst gewählt</translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation>Vorrang: %1</translation>
    </message>
    <message>
        <source>Remove account…</source>
        <translation>Konto entfernen …</translation>
    </message>
    <message>
        <source>Takes the account out of Sluice; its login stays where it is</source>
        <translation>Nimmt das Konto aus Sluice heraus; seine Anmeldung bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>Sluice&apos;s vault</source>
        <translation>Tresor von Sluice</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
</context>
<context>
    <name>sluice::AccountList</name>
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
    <message>
        <source>No account yet. Add the login that a client keeps on this computer; it stays where it is.</source>
        <translation>Noch kein Konto. Füge die Anmeldung hinzu, die ein Client auf diesem Rechner hat; sie bleibt, wo sie ist.</translation>
    </message>
</context>
<context>
    <name>sluice::AccountModel</name>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
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
        <translation>Ein ausgeschaltetes Konto wählt das Gateway nicht mehr; laufende Anfragen werden beendet.</translation>
    </message>
    <message>
        <source>Uses the login in a client&apos;s credentials file; the file stays where it is</source>
        <translation>Verwendet die Anmeldung aus der Datei eines Clients; die Datei bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>Switch account</source>
        <translation>Konto umschalten</translation>
    </message>
    <message>
        <source>Rename account</source>
        <translation>Konto umbenennen</translation>
    </message>
    <message>
        <source>Change limit</source>
        <translation>Grenze ändern</translation>
    </message>
    <message>
        <source>Change priority</source>
        <translation>Vorrang ändern</translation>
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
        <translation>Seine Anmeldung bleibt, wo sie ist: %1</translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation>im Schlüsselbund</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose a credentials file</source>
        <translation>Datei mit der Anmeldung wählen</translation>
    </message>
    <message>
        <source>Credentials (*.json)</source>
        <translation>Anmeldungen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>&amp;Add account</source>
        <translation>&amp;Konto hinzufügen</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>client, folder</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 login in another file…</source>
        <translation>%1-Anmeldung in anderer Datei …</translation>
    </message>
</context>
<context>
    <name>sluice::BarRow</name>
    <message>
        <source>%1, %2</source>
        <comment>account, window</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 resets %2</source>
        <comment>window, when</comment>
        <translation>%1 beginnt %2 neu</translation>
    </message>
    <message>
        <source>Switches between countdown and clock time</source>
        <translation>Wechselt zwischen Restzeit und Uhrzeit</translation>
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
    <name>sluice::ClientRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The gateway is not listening, so there is nothing to point a client at.</source>
        <translation>Das Gateway nimmt keine Verbindungen an, also gibt es nichts, worauf ein Client zeigen könnte.</translation>
    </message>
    <message>
        <source>This is the whole change:</source>
        <translation>Das ist die ganze Änderung:</translation>
    </message>
    <message>
        <source>Make this change</source>
        <translation>So ändern</translation>
    </message>
    <message>
        <source>Point %1 here</source>
        <translation>%1 hierher lenken</translation>
    </message>
    <message>
        <source>%1 sends its requests here. Start it anew where it is running.</source>
        <translation>%1 schickt seine Anfragen hierher. Wo es gerade läuft, starte es neu.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>%1 was not found on this computer. If it is here under another name, it can be pointed here all the same.</source>
        <translation>%1 wurde auf diesem Rechner nicht gefunden. Ist es unter anderem Namen da, lässt es sich trotzdem hierher lenken.</translation>
    </message>
    <message>
        <source>%1 does not come here yet. See the exact change first; one click undoes it.</source>
        <translation>%1 kommt noch nicht hierher. Sieh dir erst die genaue Änderung an; ein Klick macht sie rückgängig.</translation>
    </message>
</context>
<context>
    <name>sluice::ClientsPage</name>
    <message>
        <source>Programs that use your accounts through Sluice. Only their address and token are set; their own logins stay.</source>
        <translation>Programme, die deine Konten über Sluice nutzen. Nur Adresse und Token werden gesetzt; ihre eigenen Anmeldungen bleiben.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
</context>
<context>
    <name>sluice::Errors</name>
    <message>
        <source>Something went wrong inside Sluice.</source>
        <translation>In Sluice ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Sluice cannot use this.</source>
        <translation>Damit kann Sluice nichts anfangen.</translation>
    </message>
    <message>
        <source>This is not there.</source>
        <translation>Das gibt es nicht.</translation>
    </message>
    <message>
        <source>A file could not be read or written.</source>
        <translation>Eine Datei konnte nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>The credentials file cannot be written, so its login cannot be renewed.</source>
        <translation>Die Datei mit der Anmeldung lässt sich nicht schreiben, also kann die Anmeldung nicht erneuert werden.</translation>
    </message>
    <message>
        <source>Give your user the right to write it and to its folder.</source>
        <translation>Gib deinem Benutzer Schreibrecht auf sie und ihren Ordner.</translation>
    </message>
    <message>
        <source>Another program is using this login right now.</source>
        <translation>Ein anderes Programm benutzt diese Anmeldung gerade.</translation>
    </message>
    <message>
        <source>Sluice tries again by itself.</source>
        <translation>Sluice versucht es von selbst noch einmal.</translation>
    </message>
    <message>
        <source>This file holds no login.</source>
        <translation>In dieser Datei ist keine Anmeldung.</translation>
    </message>
    <message>
        <source>Sign in with the provider&apos;s own program first, then choose its credentials file.</source>
        <translation>Melde dich zuerst mit dem Programm des Anbieters an und wähle dann dessen Datei.</translation>
    </message>
    <message>
        <source>The provider no longer accepts this login.</source>
        <translation>Der Anbieter nimmt diese Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>Sign in again with the provider&apos;s own program.</source>
        <translation>Melde dich mit dem Programm des Anbieters neu an.</translation>
    </message>
    <message>
        <source>The keychain is not available.</source>
        <translation>Der Schlüsselbund ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>Unlock it, or keep the login in a file.</source>
        <translation>Entsperre ihn, oder lass die Anmeldung in einer Datei.</translation>
    </message>
    <message>
        <source>The provider asks to come back later.</source>
        <translation>Der Anbieter bittet, später wiederzukommen.</translation>
    </message>
    <message>
        <source>The provider cannot be reached.</source>
        <translation>Der Anbieter ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Prüfe die Netzwerkverbindung.</translation>
    </message>
    <message>
        <source>No secure connection to the provider.</source>
        <translation>Keine sichere Verbindung zum Anbieter.</translation>
    </message>
    <message>
        <source>Check the clock of this computer and any program that inspects connections.</source>
        <translation>Prüfe die Uhr dieses Rechners und Programme, die Verbindungen untersuchen.</translation>
    </message>
    <message>
        <source>The proxy refused the connection.</source>
        <translation>Der Proxy hat die Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>Check the account&apos;s proxy.</source>
        <translation>Prüfe den Proxy des Kontos.</translation>
    </message>
    <message>
        <source>The provider sent what Sluice does not understand.</source>
        <translation>Der Anbieter hat etwas geschickt, das Sluice nicht versteht.</translation>
    </message>
    <message>
        <source>Another program is using the gateway&apos;s port.</source>
        <translation>Ein anderes Programm benutzt den Port des Gateways.</translation>
    </message>
    <message>
        <source>Close it, or set another gateway.port in config.json.</source>
        <translation>Beende es, oder setze in config.json einen anderen gateway.port.</translation>
    </message>
</context>
<context>
    <name>sluice::GatewayPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Switched off, the gateway accepts no connections; running requests finish.</source>
        <translation>Ausgeschaltet nimmt das Gateway keine Verbindungen an; laufende Anfragen werden beendet.</translation>
    </message>
    <message>
        <source>Set gateway.listen and gateway.port in config.json to change it</source>
        <translation>Ändern lässt sie sich mit gateway.listen und gateway.port in config.json</translation>
    </message>
    <message>
        <source>Copies the address</source>
        <translation>Kopiert die Adresse</translation>
    </message>
    <message>
        <source>&amp;Gateway</source>
        <translation>&amp;Gateway</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Clients connect here. The page Clients points them to this address and takes it back.</source>
        <translation>Hierher verbinden sich Clients. Die Seite Clients lenkt sie auf diese Adresse und nimmt das wieder zurück.</translation>
    </message>
</context>
<context>
    <name>sluice::Notices</name>
    <message>
        <source>No other account of %1 is ready.</source>
        <translation>Kein anderes Konto von %1 ist bereit.</translation>
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
        <translation>Melde dich mit dem Programm des Anbieters an; Sluice bemerkt es von selbst.</translation>
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
    <name>sluice::NotificationsPage</name>
    <message>
        <source>Each event is told once per window and reset; several at once become one message.</source>
        <translation>Jedes Ereignis wird einmal je Fenster und Neubeginn gemeldet; mehrere zugleich werden eine Meldung.</translation>
    </message>
    <message>
        <source>An account is &amp;limited</source>
        <translation>Ein Konto ist &amp;begrenzt</translation>
    </message>
    <message>
        <source>Says until when, and where its sessions went</source>
        <translation>Sagt, bis wann, und wohin seine Sitzungen gegangen sind</translation>
    </message>
    <message>
        <source>An account is &amp;available again</source>
        <translation>Ein Konto ist wieder &amp;verfügbar</translation>
    </message>
    <message>
        <source>Only where its limit was told</source>
        <translation>Nur wo seine Grenze gemeldet wurde</translation>
    </message>
    <message>
        <source>A login needs &amp;you</source>
        <translation>Eine Anmeldung braucht &amp;dich</translation>
    </message>
    <message>
        <source>The provider no longer accepts the login of an account</source>
        <translation>Der Anbieter nimmt die Anmeldung eines Kontos nicht mehr an</translation>
    </message>
    <message>
        <source>Percent used at which Sluice says how full a window is, with commas between; empty: never</source>
        <translation>Prozent, bei denen Sluice sagt, wie voll ein Fenster ist, durch Kommas getrennt; leer: nie</translation>
    </message>
    <message>
        <source>Tell at these &amp;percentages</source>
        <translation>Melden bei diesen &amp;Prozenten</translation>
    </message>
    <message>
        <source>Change notifications</source>
        <translation>Benachrichtigungen ändern</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
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
        <translation>Alle Konten, Woche</translation>
    </message>
</context>
<context>
    <name>sluice::Popup</name>
    <message>
        <source>%1 %2</source>
        <comment>provider, number of accounts</comment>
        <translation>%1 %2</translation>
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
        <translation>Eine Anmeldung verwenden, die ein Client auf diesem Rechner hat</translation>
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
        <translation>Ausgeschaltet nimmt das Gateway keine Verbindungen an; laufende Anfragen werden beendet.</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copies the gateway&apos;s address</source>
        <translation>Kopiert die Adresse des Gateways</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
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
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>sluice::Shell</name>
    <message>
        <source>This desktop shows no tray icons, so Sluice opens this window instead. Closed, it goes on in the background; start Sluice again to see the window.</source>
        <translation>Diese Arbeitsumgebung zeigt keine Symbole im Infobereich, darum öffnet Sluice dieses Fenster. Geschlossen läuft es im Hintergrund weiter; starte Sluice noch einmal, um das Fenster zu sehen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, what to do</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>sluice::StepRow</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
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
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>sluice::TrayWords</name>
    <message>
        <source>%1 %2</source>
        <comment>window, percent</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, its windows and state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sluice: no account yet</source>
        <translation>Sluice: noch kein Konto</translation>
    </message>
</context>
<context>
    <name>sluice::WelcomeWindow</name>
    <message>
        <source>An account</source>
        <translation>Ein Konto</translation>
    </message>
    <message>
        <source>A first request</source>
        <translation>Eine erste Anfrage</translation>
    </message>
    <message>
        <source>Welcome to Sluice</source>
        <translation>Willkommen bei Sluice</translation>
    </message>
    <message>
        <source>Use all</source>
        <translation>Alle verwenden</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Add all</source>
        <translation>Alle hinzufügen</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Weiteres hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Sluice uses %n accounts. Their logins stay where they are.</source>
        <translation>
            <numerusform>Sluice verwendet %n Konto. Seine Anmeldung bleibt, wo sie ist.</numerusform>
            <numerusform>Sluice verwendet %n Konten. Ihre Anmeldungen bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>account, plan</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Sluice uses %1. Its login stays where it is.</source>
        <translation>Sluice verwendet %1. Die Anmeldung bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>client, folder</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Found the logins of %1. Sluice reads them where they are; nothing is moved.</source>
        <translation>Gefunden: die Anmeldungen von %1. Sluice liest sie, wo sie sind; nichts wird verschoben.</translation>
    </message>
    <message>
        <source>Found the login of %1 in %2. Sluice reads it where it is; nothing is moved.</source>
        <translation>Gefunden: die Anmeldung von %1 in %2. Sluice liest sie, wo sie ist; nichts wird verschoben.</translation>
    </message>
    <message>
        <source>No login of %1 found. Start one of them once and sign in there; then come back to this window.</source>
        <translation>Keine Anmeldung von %1 gefunden. Starte eines davon und melde dich dort an; komm dann zu diesem Fenster zurück.</translation>
    </message>
    <message>
        <source>If %1 keeps its login in the keychain, put %2 into its settings and sign in again.</source>
        <translation>Wenn %1 seine Anmeldung im Schlüsselbund hat, schreibe %2 in seine Einstellungen und melde dich neu an.</translation>
    </message>
    <message>
        <source>%1 login in another file…</source>
        <translation>%1-Anmeldung in anderer Datei …</translation>
    </message>
    <message>
        <source>The first request has passed. Sluice stays in the tray.</source>
        <translation>Die erste Anfrage ist durch. Sluice bleibt im Infobereich.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Asking %1 to say hi …</source>
        <translation>%1 soll Hallo sagen …</translation>
    </message>
    <message>
        <source>%1 got no answer: %2</source>
        <translation>%1 bekam keine Antwort: %2</translation>
    </message>
    <message>
        <source>Start “%1” in any terminal. This row ticks itself off when its first answer has passed.</source>
        <translation>Starte „%1“ in einem Terminal. Diese Zeile hakt sich ab, sobald die erste Antwort durch ist.</translation>
    </message>
    <message>
        <source>Try it for me</source>
        <translation>Für mich probieren</translation>
    </message>
</context>
<context>
    <name>sluice::Words</name>
    <message>
        <source>%1 (%2)</source>
        <comment>account, provider</comment>
        <translation>%1 (%2)</translation>
    </message>
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
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number, percent sign</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 G</source>
        <translation>%1 Mrd.</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 Tsd.</translation>
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
        <translation>%1 · %2</translation>
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
    <message>
        <source>paid by use</source>
        <translation>nach Verbrauch</translation>
    </message>
    <message>
        <source>none on this plan</source>
        <translation>in diesem Tarif keines</translation>
    </message>
</context>
</TS>

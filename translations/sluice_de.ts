<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>sluice::AboutPage</name>
    <message>
        <source>Sluice is for your own accounts. Your provider&apos;s terms decide whether several may be used together: read them. Sluice forwards what your client&apos;s requests say unchanged, signs in only through the provider&apos;s own CLI, and talks to no one else.</source>
        <translation>Sluice ist für deine eigenen Konten. Ob mehrere zusammen genutzt werden dürfen, entscheiden die Bedingungen deines Anbieters: Lies sie. Sluice leitet den Inhalt der Anfragen deines Clients unverändert weiter, meldet sich nur über die CLI des Anbieters an und spricht mit niemandem sonst.</translation>
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
        <translation>Ausgeschaltet wählt das Gateway dieses Konto nicht mehr; laufende Anfragen laufen zu Ende.</translation>
    </message>
    <message>
        <source>Paid by use: there is no window to fill.</source>
        <translation>Nach Verbrauch bezahlt: Es gibt kein Fenster, das voll wird.</translation>
    </message>
</context>
<context>
    <name>sluice::AccountDetails</name>
    <message>
        <source>The name shown in windows, menus and messages</source>
        <translation>Der Name in Fenstern, Menüs und Meldungen</translation>
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
        <source>Login</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>&amp;Sign in again…</source>
        <translation>Neu an&amp;melden…</translation>
    </message>
    <message>
        <source>With the provider&apos;s own CLI; the account keeps its name and settings</source>
        <translation>Mit der CLI des Anbieters; das Konto behält Namen und Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Remove account…</source>
        <translation>Konto &amp;entfernen…</translation>
    </message>
    <message>
        <source>Takes the account out of Sluice; asks first what becomes of its login</source>
        <translation>Nimmt das Konto aus Sluice heraus; fragt erst, was aus seiner Anmeldung wird</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>✓ The login of %1</source>
        <translation>✓ Anmeldung von %1</translation>
    </message>
    <message>
        <source>&amp;Use in %1…</source>
        <translation>In %1 verwen&amp;den…</translation>
    </message>
    <message>
        <source>%1, started without Sluice, uses this account</source>
        <translation>%1 nutzt ohne Sluice gestartet dieses Konto</translation>
    </message>
    <message>
        <source>Makes this account the login of %1 itself</source>
        <translation>Macht dieses Konto zur Anmeldung von %1 selbst</translation>
    </message>
    <message>
        <source>%1 cannot use this login</source>
        <translation>%1 kann diese Anmeldung nicht verwenden</translation>
    </message>
    <message>
        <source>Another account of %1 is called “%2” already.</source>
        <translation>Ein anderes Konto von %1 heißt schon „%2“.</translation>
    </message>
    <message>
        <source>An account needs a name, so it is called “%1” still.</source>
        <translation>Ein Konto braucht einen Namen, darum heißt es weiter „%1“.</translation>
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
        <source>No account yet. Add one of yours: sign in, or use a login of this computer.</source>
        <translation>Noch kein Konto. Füge eines von deinen hinzu: Melde dich an oder nimm eine Anmeldung dieses Rechners.</translation>
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
        <translation>An</translation>
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
    <message>
        <source>%1: %2</source>
        <comment>model, what its bar says</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>sluice::AccountsPage</name>
    <message>
        <source>Switch an account off and the gateway stops choosing it; running requests finish.</source>
        <translation>Ein ausgeschaltetes Konto wählt das Gateway nicht mehr; laufende Anfragen laufen zu Ende.</translation>
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
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>&amp;Add account…</source>
        <translation>Konto hin&amp;zufügen…</translation>
    </message>
    <message>
        <source>Sign in, use a login of this computer, or paste a token</source>
        <translation>Anmelden, eine Anmeldung dieses Rechners nehmen oder ein Token einfügen</translation>
    </message>
</context>
<context>
    <name>sluice::AddAccountDialog</name>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Add an account of yours</source>
        <translation>Ein eigenes Konto hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Weiteres hinzufügen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Moving the login …</source>
        <translation>Die Anmeldung wird verschoben …</translation>
    </message>
</context>
<context>
    <name>sluice::AddForm</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Use a login found on this computer</source>
        <translation>Eine Anmeldung dieses Rechners verwenden</translation>
    </message>
    <message>
        <source>Paste a token or key</source>
        <translation>Ein Token oder einen Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Use another credentials file</source>
        <translation>Eine andere Anmeldedatei verwenden</translation>
    </message>
    <message>
        <source>Where the login is kept</source>
        <translation>Wo die Anmeldung liegt</translation>
    </message>
    <message>
        <source>Provider: %1</source>
        <translation>Anbieter: %1</translation>
    </message>
    <message>
        <source>Whose account it is</source>
        <translation>Bei wem das Konto ist</translation>
    </message>
    <message>
        <source>How to install it</source>
        <translation>Wie man es installiert</translation>
    </message>
    <message>
        <source>With a &amp;code, on a computer that has a browser</source>
        <translation>Mit einem &amp;Code auf einem Rechner, der einen Browser hat</translation>
    </message>
    <message>
        <source>For a machine without a browser: shows an address and a code to type in there</source>
        <translation>Für Rechner ohne Browser: zeigt eine Adresse und einen Code, der dort einzugeben ist</translation>
    </message>
    <message>
        <source>Logins found on this computer</source>
        <translation>Auf diesem Rechner gefundene Anmeldungen</translation>
    </message>
    <message>
        <source>Logins that CLIs keep here and no account uses yet</source>
        <translation>Anmeldungen, die CLIs hier haben und die noch kein Konto nutzt</translation>
    </message>
    <message>
        <source>Token or key</source>
        <translation>Token oder Schlüssel</translation>
    </message>
    <message>
        <source>Goes to the place below and is not shown again</source>
        <translation>Kommt an den Platz darunter und wird nicht wieder gezeigt</translation>
    </message>
    <message>
        <source>Credentials file</source>
        <translation>Anmeldedatei</translation>
    </message>
    <message>
        <source>The credentials file of a CLI, or the folder that it is in</source>
        <translation>Die Anmeldedatei einer CLI oder der Ordner, in dem sie liegt</translation>
    </message>
    <message>
        <source>Credentials file, or its folder</source>
        <translation>Anmeldedatei oder ihr Ordner</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Choose a credentials file</source>
        <translation>Datei mit der Anmeldung wählen</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>chosen by Sluice</source>
        <translation>wählt Sluice</translation>
    </message>
    <message>
        <source>The name shown in windows, menus and messages</source>
        <translation>Der Name in Fenstern, Menüs und Meldungen</translation>
    </message>
    <message>
        <source>Sluice starts %1&apos;s own sign-in in a private folder, and you sign in in your browser. A login that %1 has already is not touched.</source>
        <translation>Sluice startet die Anmeldung von %1 in einem eigenen Ordner, und du meldest dich im Browser an. Eine Anmeldung, die %1 schon hat, bleibt unberührt.</translation>
    </message>
    <message>
        <source>Signing in is done by %1, which was not found on this computer. Install it and come back to this window.</source>
        <translation>Die Anmeldung macht %1, das auf diesem Rechner nicht gefunden wurde. Installiere es und komm zu diesem Fenster zurück.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>client, folder</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>No unused login</source>
        <translation>Keine unbenutzte Anmeldung</translation>
    </message>
    <message>
        <source>Credentials (*.json)</source>
        <translation>Anmeldungen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>sluice::AddUserDialog</name>
    <message>
        <source>Add a user of the gateway</source>
        <translation>Einen Benutzer des Gateways hinzufügen</translation>
    </message>
    <message>
        <source>Each client or computer can have a token of its own, which you can take back alone.</source>
        <translation>Jeder Client und jeder Rechner kann ein eigenes Token haben, das du einzeln zurücknehmen kannst.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Name, for example laptop</source>
        <translation>Name, zum Beispiel laptop</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The name shown in the table</source>
        <translation>Der Name in der Tabelle</translation>
    </message>
    <message>
        <source>Pools, at most one of each provider. None ticked: all accounts of every provider.</source>
        <translation>Pools, höchstens einer je Anbieter. Keiner angekreuzt: alle Konten jedes Anbieters.</translation>
    </message>
    <message>
        <source>May use the accounts of the pool %1 (%2)</source>
        <translation>Darf die Konten des Pools %1 (%2) nutzen</translation>
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
    <message>
        <source>%1: a limit of its own, for some models only</source>
        <translation>%1: eine eigene Grenze nur für manche Modelle</translation>
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
        <source>%1 sends its requests here. Restart it if it is running.</source>
        <translation>%1 schickt seine Anfragen hierher. Falls es gerade läuft, starte es neu.</translation>
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
    <message>
        <source>Its own login: %1.</source>
        <translation>Eigene Anmeldung: %1.</translation>
    </message>
    <message>
        <source>%1 send their requests here. Restart them if they are running.</source>
        <translation>%1 schicken ihre Anfragen hierher. Falls sie gerade laufen, starte sie neu.</translation>
    </message>
    <message>
        <source>Neither %1 nor %2 was found on this computer. Those that are here under another name can be pointed here all the same.</source>
        <translation>Weder %1 noch %2 wurde auf diesem Rechner gefunden. Was unter anderem Namen da ist, lässt sich trotzdem hierher lenken.</translation>
    </message>
    <message>
        <source>%1 are installed here. See the exact change first; one click undoes it.</source>
        <translation>%1 sind hier installiert. Sieh dir erst die genaue Änderung an; ein Klick macht sie rückgängig.</translation>
    </message>
</context>
<context>
    <name>sluice::ClientsPage</name>
    <message>
        <source>Clients that use your accounts through Sluice. Only their address and token are set; their own logins stay.</source>
        <translation>Clients, die deine Konten über Sluice nutzen. Nur Adresse und Token werden gesetzt; ihre eigenen Anmeldungen bleiben.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>account, e-mail</comment>
        <translation>%1 (%2)</translation>
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
        <source>Not found.</source>
        <translation>Nicht gefunden.</translation>
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
        <source>Sign in with the provider&apos;s own CLI first, then choose its credentials file.</source>
        <translation>Melde dich zuerst mit der CLI des Anbieters an und wähle dann deren Datei.</translation>
    </message>
    <message>
        <source>The provider no longer accepts this login.</source>
        <translation>Der Anbieter nimmt diese Anmeldung nicht mehr an.</translation>
    </message>
    <message>
        <source>Sign in again with the provider&apos;s own CLI.</source>
        <translation>Melde dich mit der CLI des Anbieters neu an.</translation>
    </message>
    <message>
        <source>The keychain is not available.</source>
        <translation>Der Schlüsselbund ist nicht verfügbar.</translation>
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
        <source>Another program is using %1.</source>
        <comment>an address</comment>
        <translation>Ein anderes Programm benutzt %1.</translation>
    </message>
    <message>
        <source>%1 is using %2.</source>
        <comment>a program, an address</comment>
        <translation>%1 benutzt %2.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what happened, what to do</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Close it, or set another gateway.port in config.json.</source>
        <translation>Beende es, oder setze in config.json einen anderen gateway.port.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it; Sluice notices by itself.</source>
        <translation>Entsperre ihn; Sluice merkt es von selbst.</translation>
    </message>
    <message>
        <source>The gateway cannot listen on %1.</source>
        <comment>an address</comment>
        <translation>Das Gateway kann %1 nicht benutzen.</translation>
    </message>
    <message>
        <source>Check the path in config.json.</source>
        <translation>Prüfe den Pfad in config.json.</translation>
    </message>
    <message>
        <source>It is no IP address: set another gateway.listen in config.json.</source>
        <translation>Das ist keine IP-Adresse: Setze in config.json ein anderes gateway.listen.</translation>
    </message>
    <message>
        <source>This computer does not have it: set another gateway.listen in config.json.</source>
        <translation>Dieser Computer hat diese Adresse nicht: Setze in config.json ein anderes gateway.listen.</translation>
    </message>
    <message>
        <source>The system does not allow it: set a gateway.port of 1024 or more in config.json.</source>
        <translation>Das System erlaubt es nicht: Setze in config.json gateway.port auf 1024 oder mehr.</translation>
    </message>
    <message>
        <source>Other computers could reach the gateway, but it has no TLS.</source>
        <translation>Andere Computer könnten das Gateway erreichen, aber es hat kein TLS.</translation>
    </message>
    <message>
        <source>Set gateway.tls in config.json, or 127.0.0.1 as gateway.listen.</source>
        <translation>Setze in config.json gateway.tls, oder gateway.listen auf 127.0.0.1.</translation>
    </message>
    <message>
        <source>Other computers could reach the gateway, but it requires no token.</source>
        <translation>Andere Computer könnten das Gateway erreichen, aber es verlangt kein Token.</translation>
    </message>
    <message>
        <source>Set gateway.require_token to true in config.json, or 127.0.0.1 as gateway.listen.</source>
        <translation>Setze in config.json gateway.require_token auf true, oder gateway.listen auf 127.0.0.1.</translation>
    </message>
    <message>
        <source>Other computers could reach the gateway, but no user has a token.</source>
        <translation>Andere Computer könnten das Gateway erreichen, aber kein Benutzer hat ein Token.</translation>
    </message>
    <message>
        <source>Add a user, or set 127.0.0.1 as gateway.listen in config.json.</source>
        <translation>Füge einen Benutzer hinzu, oder setze in config.json gateway.listen auf 127.0.0.1.</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <comment>a file</comment>
        <translation>%1 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <comment>a file</comment>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>It must be a regular file that your user may read.</source>
        <translation>Es muss eine gewöhnliche Datei sein, die dein Benutzer lesen darf.</translation>
    </message>
    <message>
        <source>%1 holds no PEM certificate.</source>
        <comment>a file</comment>
        <translation>In %1 ist kein Zertifikat im PEM-Format.</translation>
    </message>
    <message>
        <source>%1 holds no RSA or EC key in PEM without a password.</source>
        <comment>a file</comment>
        <translation>In %1 ist kein RSA- oder EC-Schlüssel im PEM-Format ohne Passwort.</translation>
    </message>
    <message>
        <source>The key in %1 is not the one of the certificate.</source>
        <comment>a file</comment>
        <translation>Der Schlüssel in %1 gehört nicht zum Zertifikat.</translation>
    </message>
    <message>
        <source>Set the two files of one pair as gateway.tls in config.json.</source>
        <translation>Setze in config.json als gateway.tls die beiden Dateien eines Paars.</translation>
    </message>
    <message>
        <source>Sluice cannot start.</source>
        <translation>Sluice kann nicht starten.</translation>
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
        <translation>Ausgeschaltet nimmt das Gateway keine Verbindungen an; laufende Anfragen laufen zu Ende.</translation>
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
    <name>sluice::Logins</name>
    <message>
        <source>In %1</source>
        <comment>a file</comment>
        <translation>In %1</translation>
    </message>
    <message>
        <source>In Sluice&apos;s vault</source>
        <translation>Im Tresor von Sluice</translation>
    </message>
    <message>
        <source>In the keychain</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>%1 itself is signed out there.</source>
        <translation>%1 selbst ist dort dann abgemeldet.</translation>
    </message>
    <message>
        <source>Leave it with %1</source>
        <translation>Bei %1 lassen</translation>
    </message>
    <message>
        <source>Nothing is moved: both use the same login, and each sees what the other renews.</source>
        <translation>Nichts wird verschoben: Beide nutzen dieselbe Anmeldung, und jeder sieht, was der andere erneuert.</translation>
    </message>
    <message>
        <source>Move it into the keychain</source>
        <translation>In den Schlüsselbund verschieben</translation>
    </message>
    <message>
        <source>The system&apos;s own place for secrets, locked with your session.</source>
        <translation>Der Platz des Systems für Geheimnisse, verschlossen mit deiner Sitzung.</translation>
    </message>
    <message>
        <source>Move it into Sluice&apos;s vault</source>
        <translation>In den Tresor von Sluice verschieben</translation>
    </message>
    <message>
        <source>A file that only you can read, for machines without a keychain.</source>
        <translation>Eine Datei, die nur du lesen kannst, für Rechner ohne Schlüsselbund.</translation>
    </message>
    <message numerus="yes">
        <source>A token from “%1” begins with %2. It lasts %n year(s), and Sluice learns its limits from traffic alone.</source>
        <translation>
            <numerusform>Ein Token von „%1“ beginnt mit %2. Es gilt %n Jahr, und Sluice lernt seine Grenzen nur aus dem Verkehr.</numerusform>
            <numerusform>Ein Token von „%1“ beginnt mit %2. Es gilt %n Jahre, und Sluice lernt seine Grenzen nur aus dem Verkehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>An API key begins with %1. It is paid by use and serves when no subscription can.</source>
        <translation>Ein API-Schlüssel beginnt mit %1. Er wird nach Verbrauch bezahlt und dient, wenn kein Abo es kann.</translation>
    </message>
    <message>
        <source>A token or key as the provider gave it to you.</source>
        <translation>Ein Token oder Schlüssel, wie der Anbieter ihn dir gegeben hat.</translation>
    </message>
    <message>
        <source>Its login is written to %2, where %1 finds it the next time it starts. The login that is there now is kept: it becomes, or stays, an account of its own in Sluice.</source>
        <translation>Seine Anmeldung wird nach %2 geschrieben, wo %1 sie beim nächsten Start findet. Die Anmeldung, die jetzt dort ist, bleibt erhalten: Sie wird oder bleibt ein eigenes Konto in Sluice.</translation>
    </message>
    <message>
        <source>%1 has its new login</source>
        <translation>%1 hat seine neue Anmeldung</translation>
    </message>
    <message>
        <source>It was one of your accounts already and goes on with what is set for it.</source>
        <translation>Es war schon eines deiner Konten und macht mit seinen Einstellungen weiter.</translation>
    </message>
    <message>
        <source>%1 is one of your accounts now</source>
        <translation>%1 ist jetzt eines deiner Konten</translation>
    </message>
    <message>
        <source>The gateway chooses it like the others. Its limits show up with the first answers.</source>
        <translation>Das Gateway wählt es wie die anderen. Seine Grenzen zeigen sich mit den ersten Antworten.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled</source>
        <translation>Die Anmeldung wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>Die Anmeldung hat nicht geklappt</translation>
    </message>
    <message>
        <source>The CLI that signs in is not installed here.</source>
        <translation>Die CLI, die anmeldet, ist hier nicht installiert.</translation>
    </message>
    <message>
        <source>Nobody signed in in time. Try again when you have a browser at hand.</source>
        <translation>Niemand hat sich rechtzeitig angemeldet. Versuche es noch einmal, wenn du einen Browser zur Hand hast.</translation>
    </message>
    <message>
        <source>The CLI ended without a login. What it said may tell why; then try again.</source>
        <translation>Die CLI endete ohne Anmeldung. Was sie gesagt hat, nennt vielleicht den Grund; versuche es dann noch einmal.</translation>
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
        <source>First back: %1 at %2</source>
        <comment>account, time</comment>
        <translation>Zuerst wieder da: %1 um %2</translation>
    </message>
    <message>
        <source>All accounts are limited</source>
        <translation>Alle Konten sind am Limit</translation>
    </message>
    <message>
        <source>All accounts of %1 are limited</source>
        <translation>Alle Konten von %1 sind am Limit</translation>
    </message>
    <message>
        <source>All accounts of the pool %1 are limited</source>
        <translation>Alle Konten des Pools %1 sind am Limit</translation>
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
    <message>
        <source>Its login is no longer accepted; only a new sign-in helps.</source>
        <translation>Seine Anmeldung wird nicht mehr angenommen; nur eine neue hilft.</translation>
    </message>
</context>
<context>
    <name>sluice::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Hides this message</source>
        <translation>Blendet diese Meldung aus</translation>
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
        <source>“%1” cannot be used: allowed are whole numbers from 1 to 100 with commas between them, or nothing. It stays as it was.</source>
        <translation>„%1“ geht nicht: Erlaubt sind ganze Zahlen von 1 bis 100 mit Kommas dazwischen, oder nichts. Es bleibt, wie es war.</translation>
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
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
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
        <translation>5 h bei diesem Tempo um &lt;b&gt;%1&lt;/b&gt; voll, %2 zu früh</translation>
    </message>
    <message>
        <source>Week full at &lt;b&gt;%1&lt;/b&gt; at this pace, %2 early</source>
        <translation>Woche bei diesem Tempo um &lt;b&gt;%1&lt;/b&gt; voll, %2 zu früh</translation>
    </message>
    <message>
        <source>5 h window pauses at %1 at &lt;b&gt;%2&lt;/b&gt; at this pace, %3 early</source>
        <translation>5 h pausiert bei diesem Tempo um &lt;b&gt;%2&lt;/b&gt; bei %1, %3 zu früh</translation>
    </message>
    <message>
        <source>Week pauses at %1 at &lt;b&gt;%2&lt;/b&gt; at this pace, %3 early</source>
        <translation>Woche pausiert bei diesem Tempo um &lt;b&gt;%2&lt;/b&gt; bei %1, %3 zu früh</translation>
    </message>
</context>
<context>
    <name>sluice::PopupFooter</name>
    <message>
        <source>Add account…</source>
        <translation>Konto hinzufügen…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Today %1 tokens</source>
        <translation>Heute %1 Tokens</translation>
    </message>
    <message>
        <source>Sign in, use a login of this computer, or paste a token</source>
        <translation>Anmelden, eine Anmeldung dieses Rechners nehmen oder ein Token einfügen</translation>
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
        <translation>Ausgeschaltet nimmt das Gateway keine Verbindungen an; laufende Anfragen laufen zu Ende.</translation>
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
        <source>could not start</source>
        <translation>konnte nicht starten</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
</context>
<context>
    <name>sluice::Problems</name>
    <message>
        <source>%1 there is no login.</source>
        <comment>where: In the keychain</comment>
        <translation>%1 liegt keine Anmeldung.</translation>
    </message>
    <message>
        <source>%1 there is something that is no login.</source>
        <comment>where: In a file</comment>
        <translation>%1 liegt etwas, das keine Anmeldung ist.</translation>
    </message>
    <message>
        <source>%1 cannot be read. Give your user the right to read it.</source>
        <comment>a file</comment>
        <translation>%1 lässt sich nicht lesen. Gib deinem Benutzer das Recht dazu.</translation>
    </message>
    <message>
        <source>Sluice&apos;s vault cannot be read.</source>
        <translation>Der Tresor von Sluice lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>%1 cannot be written, so its login cannot be renewed. Give your user the right to write it and to its folder.</source>
        <comment>a file</comment>
        <translation>%1 lässt sich nicht schreiben, also lässt sich die Anmeldung darin nicht erneuern. Gib deinem Benutzer das Recht, die Datei und ihren Ordner zu ändern.</translation>
    </message>
    <message>
        <source>The provider refuses this token, and there is nothing to renew it with.</source>
        <translation>Der Anbieter lehnt dieses Token ab, und es gibt nichts, womit es sich erneuern ließe.</translation>
    </message>
    <message>
        <source>The login could not be renewed. %1</source>
        <comment>why, a sentence</comment>
        <translation>Die Anmeldung ließ sich nicht erneuern. %1</translation>
    </message>
    <message>
        <source>This is a copy of the login of account “%1”, which renews it, and that works in one place only. Sign in again here, or remove this account.</source>
        <translation>Das ist eine Kopie der Anmeldung des Kontos „%1“, das sie erneuert, und das geht nur an einer Stelle. Melde dieses Konto neu an oder entferne es.</translation>
    </message>
    <message>
        <source>The renewed login could not be written back yet. %1</source>
        <comment>why, a sentence</comment>
        <translation>Die erneuerte Anmeldung ließ sich noch nicht zurückschreiben. %1</translation>
    </message>
    <message>
        <source>The provider refuses this login although it is fresh.</source>
        <translation>Der Anbieter lehnt diese Anmeldung ab, obwohl sie frisch ist.</translation>
    </message>
    <message>
        <source>The account&apos;s own proxy gives no connection. Check whether it runs.</source>
        <translation>Der eigene Proxy des Kontos stellt keine Verbindung her. Prüfe, ob er läuft.</translation>
    </message>
</context>
<context>
    <name>sluice::QuestionDialog</name>
    <message>
        <source>Sluice</source>
        <translation>Sluice</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>sluice::RemoveDialog</name>
    <message>
        <source>Its login stays where it is: %1</source>
        <translation>Seine Anmeldung bleibt, wo sie ist: %1</translation>
    </message>
    <message>
        <source>Its login is in Sluice&apos;s vault and nowhere else.</source>
        <translation>Seine Anmeldung ist im Tresor von Sluice und nirgends sonst.</translation>
    </message>
    <message>
        <source>Its login is in the keychain and nowhere else.</source>
        <translation>Seine Anmeldung ist im Schlüsselbund und nirgends sonst.</translation>
    </message>
    <message>
        <source>Remove %1 from Sluice?</source>
        <translation>%1 aus Sluice entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Delete the login</source>
        <translation>Die Anmeldung löschen</translation>
    </message>
    <message>
        <source>Only a new sign-in brings the account back.</source>
        <translation>Nur eine neue Anmeldung bringt das Konto zurück.</translation>
    </message>
    <message>
        <source>Hand it back to %1</source>
        <translation>An %1 zurückgeben</translation>
    </message>
    <message>
        <source>Into a folder of %1 that holds no login; the account can be used there afterwards.</source>
        <translation>In einen Ordner von %1, in dem keine Anmeldung liegt; dort ist das Konto danach nutzbar.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>The folder in which the CLI keeps its files</source>
        <translation>Der Ordner, in dem die CLI ihre Dateien hat</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Den Ordner wählen</translation>
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
        <source>Make %1 the login of %2?</source>
        <translation>%1 zur Anmeldung von %2 machen?</translation>
    </message>
    <message>
        <source>Use in %1</source>
        <translation>In %1 verwenden</translation>
    </message>
</context>
<context>
    <name>sluice::SignInPage</name>
    <message>
        <source>What the CLI says</source>
        <translation>Was die CLI sagt</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Address to sign in at</source>
        <translation>Adresse für die Anmeldung</translation>
    </message>
    <message>
        <source>Where the provider asks you to sign in</source>
        <translation>Wo der Anbieter um die Anmeldung bittet</translation>
    </message>
    <message>
        <source>Opens the address in your browser</source>
        <translation>Öffnet die Adresse in deinem Browser</translation>
    </message>
    <message>
        <source>Copies the address, for a browser elsewhere</source>
        <translation>Kopiert die Adresse, für einen Browser anderswo</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>Code, if it asks for &amp;one</source>
        <translation>C&amp;ode, falls gefragt</translation>
    </message>
    <message>
        <source>What the browser shows you after signing in, if the CLI waits for it</source>
        <translation>Was der Browser nach der Anmeldung zeigt, falls die CLI darauf wartet</translation>
    </message>
    <message>
        <source>Gives this line to the CLI</source>
        <translation>Gibt diese Zeile der CLI</translation>
    </message>
    <message>
        <source>Sign in with %1</source>
        <translation>Anmelden mit %1</translation>
    </message>
    <message>
        <source>You are signed in. Moving the login …</source>
        <translation>Du bist angemeldet. Die Anmeldung wird verschoben …</translation>
    </message>
    <message>
        <source>%1 starts; it will name the address to sign in at.</source>
        <translation>%1 startet und nennt gleich die Adresse für die Anmeldung.</translation>
    </message>
    <message>
        <source>%1 waits for you. Sign in at this address with the account you mean; this window notices when you are done.</source>
        <translation>%1 wartet auf dich. Melde dich unter dieser Adresse mit dem Konto an, um das es geht; dieses Fenster merkt, wenn du fertig bist.</translation>
    </message>
    <message>
        <source>Ending %1 …</source>
        <translation>%1 wird beendet …</translation>
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
        <source>Switch gateway on</source>
        <translation>Gateway einschalten</translation>
    </message>
    <message>
        <source>Switch gateway off</source>
        <translation>Gateway ausschalten</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
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
    <message>
        <source>Use in the CLI</source>
        <translation>In der CLI verwenden</translation>
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
    <name>sluice::Troubles</name>
    <message>
        <source>%1 %2</source>
        <comment>what is wrong, what to do</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>This login is in the keychain; unlocked, it is used again.</source>
        <translation>Diese Anmeldung ist im Schlüsselbund; entsperrt wird sie wieder verwendet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>That is right, keep it</source>
        <translation>Stimmt so, behalten</translation>
    </message>
    <message>
        <source>Only a new sign-in helps.</source>
        <translation>Nur eine neue Anmeldung hilft.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Sluice goes on trying, with every request too.</source>
        <translation>Sluice versucht es weiter, auch bei jeder Anfrage.</translation>
    </message>
    <message>
        <source>Sluice tries again by itself; other accounts go on meanwhile.</source>
        <translation>Sluice versucht es von selbst wieder; andere Konten machen solange weiter.</translation>
    </message>
    <message>
        <source>%1 now holds the login of %2, not the one that this account began with.</source>
        <translation>In %1 ist jetzt die Anmeldung von %2 und nicht die, mit der dieses Konto begann.</translation>
    </message>
    <message>
        <source>whose login?</source>
        <translation>wessen Anmeldung?</translation>
    </message>
    <message>
        <source>A login in Sluice&apos;s vault is used again once the vault can be read.</source>
        <translation>Eine Anmeldung im Tresor von Sluice wird wieder verwendet, sobald er zu lesen ist.</translation>
    </message>
</context>
<context>
    <name>sluice::UserModel</name>
    <message>
        <source>all accounts</source>
        <translation>alle Konten</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>in config.json, fingerprint %1</source>
        <translation>in config.json, Fingerabdruck %1</translation>
    </message>
    <message>
        <source>in the variable %1</source>
        <translation>in der Variablen %1</translation>
    </message>
    <message>
        <source>in the file %1</source>
        <translation>in der Datei %1</translation>
    </message>
    <message>
        <source>in the keychain as %1</source>
        <translation>im Schlüsselbund als %1</translation>
    </message>
</context>
<context>
    <name>sluice::UserTokenDialog</name>
    <message>
        <source>Sluice</source>
        <translation>Sluice</translation>
    </message>
    <message>
        <source>The token of %1</source>
        <translation>Das Token von %1</translation>
    </message>
    <message>
        <source>It is shown this once. Whoever has it can use the accounts of this user through the gateway.</source>
        <translation>Es wird nur dieses eine Mal gezeigt. Wer es hat, kann über das Gateway die Konten dieses Benutzers nutzen.</translation>
    </message>
    <message>
        <source>Clients send it as their key</source>
        <translation>Clients senden es als ihren Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the token</source>
        <translation>Kopiert das Token</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>sluice::UsersPanel</name>
    <message>
        <source>&amp;Remove user…</source>
        <translation>Benutzer en&amp;tfernen…</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>A client shows its user&apos;s token. The user “local” is the one that the page Clients sets up.</source>
        <translation>Ein Client weist sich mit dem Token seines Benutzers aus. Der Benutzer „local“ ist der, den die Seite Clients einrichtet.</translation>
    </message>
    <message>
        <source>Add &amp;user…</source>
        <translation>&amp;Benutzer hinzufügen…</translation>
    </message>
    <message>
        <source>Makes a token for another client or computer</source>
        <translation>Macht ein Token für einen anderen Client oder einen anderen Rechner</translation>
    </message>
    <message>
        <source>Its token is refused from then on</source>
        <translation>Sein Token wird von da an abgewiesen</translation>
    </message>
    <message>
        <source>Remove the user %1?</source>
        <translation>Den Benutzer %1 entfernen?</translation>
    </message>
    <message>
        <source>Whoever uses its token is refused at once, also in the middle of a session. The token cannot be brought back.</source>
        <translation>Wer sein Token benutzt, wird sofort abgewiesen, auch mitten in einer Sitzung. Das Token lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
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
        <source>The first request has passed. Sluice stays in the tray.</source>
        <translation>Die erste Anfrage ist durch. Sluice bleibt im Infobereich.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Asking %1 to say hi…</source>
        <translation>%1 soll Hallo sagen…</translation>
    </message>
    <message>
        <source>%1 got no answer: %2</source>
        <translation>%1 bekam keine Antwort: %2</translation>
    </message>
    <message>
        <source>Install %1 and point it here; then start it in any terminal. This row ticks itself off when its first answer has passed.</source>
        <translation>Installiere %1 und lenke es hierher; starte es dann in einem Terminal. Diese Zeile hakt sich ab, sobald die erste Antwort durch ist.</translation>
    </message>
    <message>
        <source>Start “%1” in any terminal. This row ticks itself off when its first answer has passed.</source>
        <translation>Starte „%1“ in einem Terminal. Diese Zeile hakt sich ab, sobald die erste Antwort durch ist.</translation>
    </message>
    <message>
        <source>Try it for me</source>
        <translation>Für mich probieren</translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation>Konto hinzufügen…</translation>
    </message>
    <message>
        <source>Add another…</source>
        <translation>Weiteres hinzufügen…</translation>
    </message>
    <message>
        <source>Another way…</source>
        <translation>Anders…</translation>
    </message>
    <message numerus="yes">
        <source>Sluice uses %n accounts.</source>
        <translation>
            <numerusform>Sluice verwendet %n Konto.</numerusform>
            <numerusform>Sluice verwendet %n Konten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sluice uses %1.</source>
        <translation>Sluice verwendet %1.</translation>
    </message>
    <message>
        <source>No login of %1 was found here. Sign in now; it takes a minute.</source>
        <translation>Hier wurde keine Anmeldung von %1 gefunden. Melde dich jetzt an; das dauert eine Minute.</translation>
    </message>
    <message>
        <source>A client</source>
        <translation>Ein Client</translation>
    </message>
</context>
<context>
    <name>sluice::Words</name>
    <message>
        <source>%1 and %2</source>
        <comment>a list&apos;s last name after the others</comment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>a list&apos;s last name after the others</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>account, provider</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>busy, again in %1 s</source>
        <translation>ausgelastet, weiter in %1 s</translation>
    </message>
    <message>
        <source>busy, again %1</source>
        <translation>ausgelastet, weiter %1</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>ausgelastet</translation>
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
        <translation>laufende Anfragen laufen zu Ende</translation>
    </message>
    <message>
        <source>The changed configuration was not taken over, the one before holds. %1</source>
        <comment>what is wrong</comment>
        <translation>Die geänderte Konfiguration wurde nicht übernommen, es gilt die vorherige. %1</translation>
    </message>
    <message>
        <source>paid by use</source>
        <translation>nach Verbrauch</translation>
    </message>
    <message>
        <source>none on this plan</source>
        <translation>in diesem Tarif keines</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>Extra</translation>
    </message>
    <message>
        <source>waits for the vault</source>
        <translation>wartet auf den Tresor</translation>
    </message>
    <message>
        <source>waits for the keychain</source>
        <translation>wartet auf den Schlüsselbund</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>sluice::AccountList</name>
    <message numerus="yes">
        <source>%n more ready</source>
        <translation>
            <numerusform>%n more ready</numerusform>
            <numerusform>%n more ready</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::Logins</name>
    <message numerus="yes">
        <source>A token from “%1” begins with %2. It lasts %n year(s), and Sluice learns its limits from traffic alone.</source>
        <translation>
            <numerusform>A token from “%1” begins with %2. It lasts %n year, and Sluice learns its limits from traffic alone.</numerusform>
            <numerusform>A token from “%1” begins with %2. It lasts %n years, and Sluice learns its limits from traffic alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::Notices</name>
    <message numerus="yes">
        <source>%n window(s) filling up</source>
        <translation>
            <numerusform>%n window filling up</numerusform>
            <numerusform>%n windows filling up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) limited</source>
        <translation>
            <numerusform>%n account limited</numerusform>
            <numerusform>%n accounts limited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) available again</source>
        <translation>
            <numerusform>%n account available again</numerusform>
            <numerusform>%n accounts available again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) need a new sign-in</source>
        <translation>
            <numerusform>%n account needs a new sign-in</numerusform>
            <numerusform>%n accounts need a new sign-in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::WelcomeWindow</name>
    <message numerus="yes">
        <source>Sluice uses %n accounts.</source>
        <translation>
            <numerusform>Sluice uses %n account.</numerusform>
            <numerusform>Sluice uses %n accounts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sluice::Words</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
</context>
</TS>

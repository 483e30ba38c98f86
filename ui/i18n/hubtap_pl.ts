<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en_GB">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Karta do czytnika</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Przyłóż tu kartę biblioteczną</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Nie masz karty?</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>Czytnik kart odpoczywa.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Podejdź do pracownika.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Cześć %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Cześć.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Jesteś z nami.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Już jesteś z nami.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Pa %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Pa.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>Do zobaczenia.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Cześć! Zapiszemy cię.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Podejdź do pracownika.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Trzymaj kartę nieruchomo.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Zabierz kartę.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Otwieramy o %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Otwieramy kiedy indziej.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Nie zapisano.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Karta zespołu.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Nie trzeba się zapisywać.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>Za chwilę.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Ten kiosk jest tu nowy.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Podejdź do pracownika.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="lt_LT">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Kortelė dedama prie skaitytuvo</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Pridėk čia bibliotekos kortelę</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Neturi kortelės?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Kalba</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>Atgal</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>Darbuotojams</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>Kortelių skaitytuvas ilsisi.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Kreipkis į darbuotoją.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>Tikriname …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Labas, %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Labas.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Tu su mumis.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Jau esi čia.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Iki, %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Iki.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>Greitai pasimatysime.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Labas! Tave užregistruosime.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Kreipkis į darbuotoją.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Nejudink kortelės.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Pasiimk kortelę.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Atidarome %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Atidarome kitu laiku.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Neišsaugota.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Darbuotojo kortelė.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Registruotis nereikia.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>Ruošiamės.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Šis ekranas čia naujas.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Kreipkis į darbuotoją.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ro_RO">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Cardul se apropie de cititor</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Apropie aici cardul de bibliotecă</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Nu ai cardul?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Limba</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>Înapoi</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>Personal</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>Cititorul de carduri se odihnește.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Vorbește cu cineva din echipă.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>Verificăm …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Salut, %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Salut.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Ești cu noi.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Ești deja aici.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Pa, %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Pa.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>Ne vedem curând.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Salut! Hai să te înregistrăm.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Vorbește cu cineva din echipă.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Ține cardul nemișcat.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Ia-ți cardul.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Deschidem la %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Deschidem altă dată.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Nu s-a salvat.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Card de echipă.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Nu trebuie înregistrare.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>Ne pregătim.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Acest ecran e nou aici.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Vorbește cu cineva din echipă.</translation>
    </message>
</context>
</TS>

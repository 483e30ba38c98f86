<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="lv_LV">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Karti liek pie lasītāja</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Pieliec šeit bibliotēkas karti</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Nav kartes?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Valoda</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>Atpakaļ</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>Darbiniekiem</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>Karšu lasītājs atpūšas.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Pienāc pie darbinieka.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>Pārbaudām …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Čau, %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Čau.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Esi ar mums.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Jau esi šeit.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Atā, %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Atā.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>Uz drīzu tikšanos.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Čau! Mēs tevi pierakstīsim.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Pienāc pie darbinieka.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Nekustini karti.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Paņem savu karti.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Atveram plkst. %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Atveram citā laikā.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Nav saglabāts.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Darbinieka karte.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Pierakstīties nevajag.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>Gatavojamies.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Šis ekrāns šeit ir jauns.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Pienāc pie darbinieka.</translation>
    </message>
</context>
</TS>

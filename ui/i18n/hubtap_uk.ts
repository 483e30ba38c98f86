<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Картку прикладають до зчитувача</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Приклади сюди бібліотечну картку</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Немає картки?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Мова</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>Персонал</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>Зчитувач карток відпочиває.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Підійди до працівника.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>Перевіряємо …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Привіт, %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Привіт.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Ти з нами.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Ти вже тут.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Бувай, %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Бувай.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>До зустрічі.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Привіт! Зараз тебе запишемо.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Підійди до працівника.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Тримай картку нерухомо.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Забери картку.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Відчиняємо о %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Відчиняємо іншим разом.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Не збережено.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Картка працівника.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Записуватися не треба.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>Готуємося.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Цей екран тут новий.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Підійди до працівника.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Карту прикладывают к считывателю</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Приложи сюда библиотечную карту</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Нет карты?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
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
        <translation>Считыватель карт отдыхает.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Подойди к сотруднику.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>Проверяем …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Привет, %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Привет.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Ты с нами.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Ты уже здесь.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Пока, %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Пока.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>До скорой встречи.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Привет! Сейчас тебя запишем.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Подойди к сотруднику.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Держи карту неподвижно.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Забери карту.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Открываемся в %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Откроемся в другой раз.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Не сохранено.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Карта сотрудника.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Отмечаться не нужно.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>Готовимся.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Этот экран здесь новый.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Подойди к сотруднику.</translation>
    </message>
</context>
</TS>

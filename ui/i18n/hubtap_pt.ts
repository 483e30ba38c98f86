<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>O cartão encosta ao leitor</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>Encosta aqui o cartão da biblioteca</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>Sem cartão?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Língua</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>Equipa</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>O leitor está a descansar.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Fala com alguém da equipa.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>A verificar …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>Olá, %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>Olá.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>Estás connosco.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>Já estás aqui.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>Adeus, %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>Adeus.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>Até breve.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>Olá! Vamos fazer o registo.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Fala com alguém da equipa.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>Mantém o cartão quieto.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>Leva o teu cartão.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>Abrimos às %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>Abrimos noutra altura.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Não ficou guardado.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>Cartão da equipa.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>Não precisas de registo.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>A preparar.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>Este ecrã é novo aqui.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>Fala com alguém da equipa.</translation>
    </message>
</context>
</TS>

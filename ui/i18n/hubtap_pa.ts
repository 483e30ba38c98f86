<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pa_IN">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>ਕਾਰਡ ਰੀਡਰ ਉੱਤੇ ਲੱਗਦਾ ਹੈ</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>ਆਪਣਾ ਲਾਇਬ੍ਰੇਰੀ ਕਾਰਡ ਇੱਥੇ ਲਾਓ</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>ਕਾਰਡ ਨਹੀਂ ਹੈ?</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>ਭਾਸ਼ਾ</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>ਪਿੱਛੇ</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>ਸਟਾਫ਼</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>ਕਾਰਡ ਰੀਡਰ ਆਰਾਮ ਕਰ ਰਿਹਾ ਹੈ।</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>ਸਟਾਫ਼ ਨੂੰ ਮਿਲੋ।</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>ਜਾਂਚ ਹੋ ਰਹੀ ਹੈ …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>ਹੈਲੋ %1।</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>ਹੈਲੋ।</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>ਤੁਸੀਂ ਸ਼ਾਮਲ ਹੋ।</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>ਪਹਿਲਾਂ ਹੀ ਦਰਜ।</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>ਅਲਵਿਦਾ %1।</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>ਅਲਵਿਦਾ।</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>ਫਿਰ ਮਿਲਾਂਗੇ।</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>ਹੈਲੋ! ਅਸੀਂ ਤੁਹਾਨੂੰ ਦਰਜ ਕਰਾਂਗੇ।</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>ਸਟਾਫ਼ ਨੂੰ ਮਿਲੋ।</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>ਕਾਰਡ ਨਾ ਹਿਲਾਓ।</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>ਆਪਣਾ ਕਾਰਡ ਲੈ ਲਓ।</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>ਅਸੀਂ %1 ਵਜੇ ਖੋਲ੍ਹਦੇ ਹਾਂ।</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>ਅਸੀਂ ਕਿਸੇ ਹੋਰ ਸਮੇਂ ਖੋਲ੍ਹਦੇ ਹਾਂ।</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>ਸੰਭਾਲਿਆ ਨਹੀਂ ਗਿਆ।</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>ਸਟਾਫ਼ ਕਾਰਡ।</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>ਦਰਜ ਕਰਨ ਦੀ ਲੋੜ ਨਹੀਂ।</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>ਤਿਆਰੀ ਹੋ ਰਹੀ ਹੈ।</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>ਇਹ ਸਕ੍ਰੀਨ ਇੱਥੇ ਨਵੀਂ ਹੈ।</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>ਸਟਾਫ਼ ਨੂੰ ਮਿਲੋ।</translation>
    </message>
</context>
</TS>

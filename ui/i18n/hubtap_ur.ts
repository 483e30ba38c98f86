<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur_PK">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>کارڈ ریڈر پر لگتا ہے</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>اپنا لائبریری کارڈ یہاں لگائیں</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>کارڈ نہیں ہے؟</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>زبان</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>عملہ</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>کارڈ ریڈر آرام کر رہا ہے۔</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>عملے سے ملیں۔</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>دیکھ رہے ہیں …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>سلام %1۔</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>سلام۔</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>آپ شامل ہیں۔</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>اندراج ہو چکا۔</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>خداحافظ %1۔</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>خداحافظ۔</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>پھر ملیں گے۔</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>سلام! ہم اندراج کریں گے۔</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>عملے سے ملیں۔</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>کارڈ نہ ہلائیں۔</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>اپنا کارڈ لے لیں۔</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>ہم %1 بجے کھلیں گے۔</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>ہم کسی اور وقت کھلیں گے۔</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>محفوظ نہیں ہوا۔</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>عملے کا کارڈ۔</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>اندراج ضروری نہیں۔</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>تیاری ہو رہی ہے۔</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>یہ اسکرین یہاں نئی ہے۔</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>عملے سے ملیں۔</translation>
    </message>
</context>
</TS>

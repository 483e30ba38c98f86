<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar_EG">
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>توضع البطاقة على القارئ</translation>
    </message>
</context>
<context>
    <name>Idle</name>
    <message>
        <source>Tap your library card here</source>
        <translation>ضع بطاقة المكتبة هنا</translation>
    </message>
    <message>
        <source>No card?</source>
        <translation>ليس لديك بطاقة؟</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>الموظفون</translation>
    </message>
</context>
<context>
    <name>ReaderMissing</name>
    <message>
        <source>Card reader is having a rest.</source>
        <translation>قارئ البطاقات في استراحة.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>تحدّث مع الفريق.</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>جارٍ التحقق …</translation>
    </message>
    <message>
        <source>Hi %1.</source>
        <extracomment>%1 is a first name. With &quot;You&apos;re in.&quot; at most five words.</extracomment>
        <translation>مرحبًا %1.</translation>
    </message>
    <message>
        <source>Hello.</source>
        <translation>مرحبًا.</translation>
    </message>
    <message>
        <source>You&apos;re in.</source>
        <translation>أنت معنا.</translation>
    </message>
    <message>
        <source>You&apos;re already in.</source>
        <translation>أنت هنا بالفعل.</translation>
    </message>
    <message>
        <source>Goodbye %1.</source>
        <extracomment>%1 is a first name. With &quot;See you soon.&quot; at most five words.</extracomment>
        <translation>مع السلامة %1.</translation>
    </message>
    <message>
        <source>Goodbye.</source>
        <translation>مع السلامة.</translation>
    </message>
    <message>
        <source>See you soon.</source>
        <translation>إلى اللقاء.</translation>
    </message>
    <message>
        <source>Hello! Let&apos;s get you signed in.</source>
        <translation>مرحبًا! سنسجّل حضورك.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>تحدّث مع الفريق.</translation>
    </message>
    <message>
        <source>Hold your card still.</source>
        <translation>لا تحرّك البطاقة.</translation>
    </message>
    <message>
        <source>Take your card.</source>
        <translation>خذ بطاقتك.</translation>
    </message>
    <message>
        <source>We open at %1.</source>
        <extracomment>%1 is a time such as 4:00.</extracomment>
        <translation>نفتح الساعة %1.</translation>
    </message>
    <message>
        <source>We open another time.</source>
        <translation>نفتح في وقت آخر.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>لم يتم الحفظ.</translation>
    </message>
    <message>
        <source>Team card.</source>
        <extracomment>A team member&apos;s card, which never counts as a visit. With &quot;No check-in needed.&quot; at most five words.</extracomment>
        <translation>بطاقة موظف.</translation>
    </message>
    <message>
        <source>No check-in needed.</source>
        <translation>لا حاجة للتسجيل.</translation>
    </message>
</context>
<context>
    <name>SettingUp</name>
    <message>
        <source>Getting ready.</source>
        <translation>نستعد الآن.</translation>
    </message>
    <message>
        <source>This kiosk is new here.</source>
        <translation>هذه الشاشة جديدة هنا.</translation>
    </message>
    <message>
        <source>See a team member.</source>
        <translation>تحدّث مع الفريق.</translation>
    </message>
</context>
</TS>

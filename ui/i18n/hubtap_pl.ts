<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en_GB">
<context>
    <name>AwaitedCardSheet</name>
    <message>
        <source>Done. The card works from now on.</source>
        <translation>Gotowe. Karta już działa.</translation>
    </message>
    <message>
        <source>That card is someone else&apos;s.</source>
        <translation>Ta karta należy do kogoś innego.</translation>
    </message>
    <message>
        <source>That is a staff card.</source>
        <translation>To karta pracownika.</translation>
    </message>
    <message>
        <source>That card has no number that stays.</source>
        <translation>Ta karta nie ma stałego numeru.</translation>
    </message>
    <message>
        <source>No card came. Try again.</source>
        <translation>Nie przyłożono karty. Spróbuj jeszcze raz.</translation>
    </message>
    <message>
        <source>Not saved. Use paper.</source>
        <translation>Nie zapisano. Użyj papieru.</translation>
    </message>
    <message>
        <source>Tap the new card now</source>
        <translation>Przyłóż teraz nową kartę</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <extracomment>%1 is a number of seconds.</extracomment>
        <translation>Zostało %1 s</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Anuluj</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>CardLostPage</name>
    <message>
        <source>Someone of another hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card is known of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card … %1</source>
        <extracomment>%1 are the last four characters of a card&apos;s number.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tap a new card now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardToReader</name>
    <message>
        <source>A card goes to the reader</source>
        <translation>Karta do czytnika</translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>Jan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jul</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fri</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>%1 is a day of the week, %2 a day of the month, %3 a month: Wed 25 Feb.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>Hold for two seconds</source>
        <translation>Przytrzymaj dwie sekundy</translation>
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
    <message>
        <source>Language</source>
        <translation>Język</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Accents of the last letter</source>
        <translation>Znaki ostatniej litery</translation>
    </message>
    <message>
        <source>Digits and signs</source>
        <translation>Cyfry i znaki</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spacja</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Usuń</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Delete</source>
        <translation>Usuń</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Back</source>
        <translation>Wstecz</translation>
    </message>
</context>
<context>
    <name>LinkPage</name>
    <message>
        <source>Add one more of that name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add as someone new</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockButton</name>
    <message>
        <source>Staff</source>
        <translation>Personel</translation>
    </message>
</context>
<context>
    <name>MemberSearch</name>
    <message>
        <source>Type a name or a passport code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody of that name is known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A passport code has 14 letters and digits: type it whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has that passport code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That code was mistyped. Compare it sign by sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <extracomment>%1 is a number of people who were found.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistyped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone of another hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NeedCell</name>
    <message>
        <source>Taps can&apos;t be saved: use paper</source>
        <translation>Nie można zapisywać: użyj papieru</translation>
    </message>
    <message>
        <source>No card reader</source>
        <translation>Brak czytnika kart</translation>
    </message>
    <message>
        <source>Asking for a team member: %1</source>
        <extracomment>%1 is a number of people who touched &quot;No card?&quot;.</extracomment>
        <translation>Proszą o pomoc: %1</translation>
    </message>
    <message>
        <source>Is the time right? Set it</source>
        <translation>Sprawdź i ustaw godzinę</translation>
    </message>
    <message>
        <source>Nothing is open: choose an event</source>
        <translation>Nic nie trwa: wybierz zajęcia</translation>
    </message>
    <message>
        <source>%1 here, room for %2</source>
        <extracomment>%1 of %2 places are taken.</extracomment>
        <translation>Jest %1, miejsc %2</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Someone</source>
        <translation>Ktoś</translation>
    </message>
    <message>
        <source>%1 is in.</source>
        <translation>Wejście: %1.</translation>
    </message>
    <message>
        <source>%1 is in already.</source>
        <translation>Już na miejscu: %1.</translation>
    </message>
    <message>
        <source>%1 has left.</source>
        <translation>Wyjście: %1.</translation>
    </message>
    <message>
        <source>A card that needs you.</source>
        <translation>Karta wymaga pomocy.</translation>
    </message>
    <message>
        <source>A card was not read.</source>
        <translation>Nie odczytano karty.</translation>
    </message>
    <message>
        <source>A card lies on the reader.</source>
        <translation>Karta leży na czytniku.</translation>
    </message>
    <message>
        <source>A card: nothing is open.</source>
        <translation>Karta, ale nic nie trwa.</translation>
    </message>
    <message>
        <source>A tap was not saved: use paper.</source>
        <translation>Nie zapisano: użyj papieru.</translation>
    </message>
    <message>
        <source>A staff card.</source>
        <translation>Karta pracownika.</translation>
    </message>
    <message>
        <source>Someone asks for a team member.</source>
        <translation>Ktoś prosi o pomoc.</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>Checking …</source>
        <translation>Sprawdzanie …</translation>
    </message>
    <message>
        <source>That PIN is not known.</source>
        <translation>Nieznany PIN.</translation>
    </message>
    <message>
        <source>Too many tries. Wait %1&#xa0;s.</source>
        <extracomment>%1 is a number of seconds.</extracomment>
        <translation>Za dużo prób. Czekaj %1&#xa0;s.</translation>
    </message>
    <message>
        <source>No PIN yet: use the code from IT.</source>
        <translation>Nie ma jeszcze PIN-u: użyj kodu z IT.</translation>
    </message>
    <message>
        <source>One moment: the kiosk starts again.</source>
        <translation>Chwileczkę: kiosk uruchamia się ponownie.</translation>
    </message>
    <message>
        <source>Staff: enter your PIN</source>
        <translation>Personel: wpisz PIN</translation>
    </message>
    <message>
        <source>%1 of %2 digits</source>
        <extracomment>%1 and %2 are numbers of digits.</extracomment>
        <translation>Cyfry: %1 z %2</translation>
    </message>
    <message>
        <source>or tap your staff card</source>
        <translation>albo przyłóż kartę pracownika</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
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
        <source>Checking …</source>
        <extracomment>A tap takes longer than usual to be saved.</extracomment>
        <translation>Sprawdzam …</translation>
    </message>
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
        <translation>Już tu jesteś.</translation>
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
    <name>SendingCell</name>
    <message>
        <source>last sent %1</source>
        <translation>wysłano o %1</translation>
    </message>
    <message>
        <source>never sent</source>
        <translation>jeszcze nie wysłano</translation>
    </message>
    <message>
        <source>%1 waiting, %2</source>
        <extracomment>%1 is a number of records, %2 &quot;last sent 15:40&quot;.</extracomment>
        <translation>Czeka: %1, %2</translation>
    </message>
    <message>
        <source>All sent</source>
        <translation>Wszystko wysłano</translation>
    </message>
</context>
<context>
    <name>SendingPage</name>
    <message>
        <source>The kiosk looks for the service.</source>
        <translation>Kiosk szuka usługi.</translation>
    </message>
    <message>
        <source>This kiosk belongs to no hub yet.</source>
        <translation>Ten kiosk nie należy jeszcze do żadnego miejsca.</translation>
    </message>
    <message>
        <source>The enrolment code was not taken.</source>
        <translation>Kod rejestracji nie został przyjęty.</translation>
    </message>
    <message>
        <source>Connected. Taps are sent as they come.</source>
        <translation>Połączono. Zapisy są wysyłane na bieżąco.</translation>
    </message>
    <message>
        <source>No network. Taps wait here; nothing is lost.</source>
        <translation>Brak sieci. Zapisy czekają tutaj; nic nie ginie.</translation>
    </message>
    <message>
        <source>The service does not answer. Taps wait here; nothing is lost.</source>
        <translation>Usługa nie odpowiada. Zapisy czekają tutaj; nic nie ginie.</translation>
    </message>
    <message>
        <source>The network wants someone to log in on a page. Taps wait here.</source>
        <translation>Sieć wymaga zalogowania się na stronie. Zapisy czekają tutaj.</translation>
    </message>
    <message>
        <source>The connection is not safe, so nothing is sent. Tell IT.</source>
        <translation>Połączenie nie jest bezpieczne, więc nic nie jest wysyłane. Powiadom IT.</translation>
    </message>
    <message>
        <source>The service no longer takes this kiosk. Tell IT.</source>
        <translation>Usługa nie przyjmuje już tego kiosku. Powiadom IT.</translation>
    </message>
    <message>
        <source>The service does not let this kiosk send. Tell IT.</source>
        <translation>Usługa nie pozwala temu kioskowi wysyłać. Powiadom IT.</translation>
    </message>
    <message>
        <source>The service has a fault. Taps wait here; nothing is lost.</source>
        <translation>Usługa ma awarię. Zapisy czekają tutaj; nic nie ginie.</translation>
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
<context>
    <name>StaffHeader</name>
    <message>
        <source>Nothing is open</source>
        <translation>Nic nie trwa</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Więcej</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wysyłanie</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Wejścia</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>Dodaj osobę</translation>
    </message>
    <message>
        <source>Card lost</source>
        <translation>Zgubiona karta</translation>
    </message>
    <message>
        <source>Who is here</source>
        <translation>Kto jest</translation>
    </message>
    <message>
        <source>Headcount</source>
        <translation>Liczba osób</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Zajęcia</translation>
    </message>
    <message>
        <source>End of event</source>
        <translation>Koniec zajęć</translation>
    </message>
    <message>
        <source>Unlinked cards</source>
        <translation>Nieznane karty</translation>
    </message>
    <message>
        <source>Past events</source>
        <translation>Minione zajęcia</translation>
    </message>
    <message>
        <source>Paper register</source>
        <translation>Lista papierowa</translation>
    </message>
    <message>
        <source>Staff and PINs</source>
        <translation>Personel i PIN-y</translation>
    </message>
    <message>
        <source>USB stick</source>
        <translation>Pamięć USB</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostyka</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Data i godzina</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>Czytnik kart</translation>
    </message>
    <message>
        <source>New event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong event?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose card is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wstecz</translation>
    </message>
    <message>
        <source>Staff home</source>
        <translation>Ekran główny personelu</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Zablokuj</translation>
    </message>
</context>
<context>
    <name>StaffHome</name>
    <message>
        <source>Arrivals</source>
        <translation>Wejścia</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>Dodaj osobę</translation>
    </message>
    <message>
        <source>Card lost</source>
        <translation>Zgubiona karta</translation>
    </message>
    <message>
        <source>Who is here</source>
        <translation>Kto jest</translation>
    </message>
    <message>
        <source>Headcount</source>
        <translation>Liczba osób</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Zajęcia</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Więcej</translation>
    </message>
</context>
<context>
    <name>StaffList</name>
    <message>
        <source>%1 rows</source>
        <extracomment>%1 is a number of rows.</extracomment>
        <translation>Wiersze: %1</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>W górę</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>W dół</translation>
    </message>
</context>
<context>
    <name>StaffMore</name>
    <message>
        <source>Unlinked cards</source>
        <translation>Nieznane karty</translation>
    </message>
    <message>
        <source>Past events</source>
        <translation>Minione zajęcia</translation>
    </message>
    <message>
        <source>Staff and PINs</source>
        <translation>Personel i PIN-y</translation>
    </message>
    <message>
        <source>USB stick</source>
        <translation>Pamięć USB</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostyka</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Data i godzina</translation>
    </message>
    <message>
        <source>End of event …</source>
        <translation>Koniec zajęć …</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>%1 here</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Na miejscu: %1</translation>
    </message>
    <message>
        <source>%1 more counted without names</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Policzono bez imion: %1</translation>
    </message>
    <message>
        <source>%1 waiting to be sent</source>
        <extracomment>%1 is a number of records.</extracomment>
        <translation>Czeka na wysłanie: %1</translation>
    </message>
    <message>
        <source>no reader</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>gotowy</translation>
    </message>
    <message>
        <source>The card reader is missing</source>
        <translation>Brak czytnika kart</translation>
    </message>
    <message>
        <source>The card reader is ready</source>
        <translation>Czytnik kart jest gotowy</translation>
    </message>
    <message>
        <source>The time is in doubt</source>
        <translation>Godzina jest niepewna</translation>
    </message>
</context>
<context>
    <name>StillThere</name>
    <message>
        <source>Still there? It locks in %1&#xa0;s.</source>
        <extracomment>%1 is a number of seconds.</extracomment>
        <translation>Czy ktoś tu jest? Blokada za %1&#xa0;s.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Dalej</translation>
    </message>
</context>
<context>
    <name>TroubleLine</name>
    <message>
        <source>It is locked. Nothing was done.</source>
        <translation>Zablokowane. Nic nie zrobiono.</translation>
    </message>
    <message>
        <source>Only a lead can do that.</source>
        <translation>To może zrobić tylko kierownik.</translation>
    </message>
    <message>
        <source>Not saved. Use paper.</source>
        <translation>Nie zapisano. Użyj papieru.</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Tego już tu nie ma.</translation>
    </message>
    <message>
        <source>Someone of that name is here.</source>
        <translation>Jest tu ktoś o tym imieniu.</translation>
    </message>
    <message>
        <source>Anybody would guess that PIN.</source>
        <translation>Ten PIN łatwo odgadnąć.</translation>
    </message>
    <message>
        <source>Choose another PIN.</source>
        <translation>Wybierz inny PIN.</translation>
    </message>
    <message>
        <source>That is not right.</source>
        <translation>To się nie zgadza.</translation>
    </message>
    <message>
        <source>There must be one more lead.</source>
        <translation>Musi być jeszcze jeden kierownik.</translation>
    </message>
    <message>
        <source>That time can&apos;t be right.</source>
        <translation>Ta godzina nie może być prawdziwa.</translation>
    </message>
    <message>
        <source>There is no USB stick.</source>
        <translation>Nie ma pamięci USB.</translation>
    </message>
    <message>
        <source>No event is open.</source>
        <translation>Żadne zajęcia nie trwają.</translation>
    </message>
    <message>
        <source>Sending is not running.</source>
        <translation>Wysyłanie nie działa.</translation>
    </message>
    <message>
        <source>Not done: the kiosk starts again.</source>
        <translation>Nie zrobiono: kiosk uruchamia się ponownie.</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>Nie zrobiono.</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Checked in: %1</source>
        <translation>Wpisano: %1</translation>
    </message>
    <message>
        <source>Said goodbye: %1</source>
        <translation>Wypisano: %1</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>Dodano: %1</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Cofnięto: %1</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Przeniesiono</translation>
    </message>
    <message>
        <source>Linked a card: %1</source>
        <translation>Połączono kartę: %1</translation>
    </message>
    <message>
        <source>Card lost: %1</source>
        <translation>Zgubiona karta: %1</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Policzono</translation>
    </message>
    <message>
        <source>Opened: %1</source>
        <translation>Otwarto: %1</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Przepisano: %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
</context>
<context>
    <name>UnlinkedPage</name>
    <message>
        <source>new here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reported lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two people have it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its number changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every card that was tapped is someone&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… %1, %2</source>
        <extracomment>%1 are the last four characters of a card&apos;s number, %2 says why nobody was greeted.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, tapped %2 times</source>
        <extracomment>%1 is a day, %2 a number of taps.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

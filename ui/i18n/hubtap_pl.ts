<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en_GB">
<context>
    <name>AddPersonPage</name>
    <message>
        <source>First name, initial</source>
        <translation>Imię, inicjał</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Dodaj</translation>
    </message>
    <message>
        <source>Someone called %1 is here already: is it another person?</source>
        <extracomment>%1 is a name.</extracomment>
        <translation>Jest już ktoś o imieniu %1: czy to inna osoba?</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Inna osoba</translation>
    </message>
    <message>
        <source>Add %1 as well.</source>
        <extracomment>%1 is a name.</extracomment>
        <translation>Dodaj też: %1.</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>Ta sama osoba</translation>
    </message>
    <message>
        <source>Add nobody: they are in already.</source>
        <translation>Nie dodawaj nikogo: ta osoba już jest.</translation>
    </message>
</context>
<context>
    <name>ArrivalItem</name>
    <message>
        <source>No name shown</source>
        <translation>Bez imienia</translation>
    </message>
    <message>
        <source>Unknown card</source>
        <translation>Nieznana karta</translation>
    </message>
    <message>
        <source>by card</source>
        <translation>kartą</translation>
    </message>
    <message>
        <source>by staff</source>
        <translation>przez personel</translation>
    </message>
    <message>
        <source>from paper</source>
        <translation>z papieru</translation>
    </message>
    <message>
        <source>left %1, inferred</source>
        <extracomment>%1 is a time. Nobody said goodbye, so it is the time at which everyone leaves.</extracomment>
        <translation>wyjście %1, domyślne</translation>
    </message>
    <message>
        <source>left %1</source>
        <translation>wyjście %1</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>cofnięte</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Połącz</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Przywróć</translation>
    </message>
</context>
<context>
    <name>ArrivalsPage</name>
    <message>
        <source>“%1”: %2 found</source>
        <extracomment>%1 is what was typed, %2 a number of people.</extracomment>
        <translation>„%1”: znaleziono %2</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Pokaż wszystkich</translation>
    </message>
    <message>
        <source>Nobody of that name came.</source>
        <translation>Nie było nikogo o tym imieniu.</translation>
    </message>
    <message>
        <source>Nobody has come yet.</source>
        <translation>Nikt jeszcze nie przyszedł.</translation>
    </message>
    <message>
        <source>Find a name</source>
        <translation>Szukaj imienia</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Wpisz imię.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nikogo</translation>
    </message>
</context>
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
        <source>That card was tapped here lately. Use another.</source>
        <translation>Tę kartę niedawno tu przyłożono. Użyj innej.</translation>
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
        <translation>Ktoś z innego miejsca</translation>
    </message>
    <message>
        <source>is in</source>
        <translation>jest na miejscu</translation>
    </message>
    <message>
        <source>is not in</source>
        <translation>nie ma na miejscu</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Wpisz wejście</translation>
    </message>
    <message>
        <source>No card is known of them.</source>
        <translation>Ta osoba nie ma znanej karty.</translation>
    </message>
    <message>
        <source>Card … %1</source>
        <extracomment>%1 are the last four characters of a card&apos;s number.</extracomment>
        <translation>Karta … %1</translation>
    </message>
    <message>
        <source>is lost</source>
        <translation>jest zgubiona</translation>
    </message>
    <message>
        <source>It is lost</source>
        <translation>Zgubiona</translation>
    </message>
    <message>
        <source>Tap a new card now</source>
        <translation>Przyłóż nową kartę</translation>
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
    <name>ChooserPage</name>
    <message>
        <source>Other …</source>
        <translation>Inne …</translation>
    </message>
    <message>
        <source>Wrong event?</source>
        <translation>Nie te zajęcia?</translation>
    </message>
</context>
<context>
    <name>ClockPage</name>
    <message>
        <source>Not sure of the time. Is it this?</source>
        <translation>Godzina niepewna. Czy to ta?</translation>
    </message>
    <message>
        <source>The kiosk is sure of the time.</source>
        <translation>Kiosk jest pewny godziny.</translation>
    </message>
    <message>
        <source>Thank you. The clock is set.</source>
        <translation>Dziękujemy. Zegar ustawiono.</translation>
    </message>
    <message>
        <source>A time server sets this clock.</source>
        <translation>Ten zegar ustawia serwer czasu.</translation>
    </message>
    <message>
        <source>The kiosk knows the time better.</source>
        <translation>Kiosk lepiej zna godzinę.</translation>
    </message>
    <message>
        <source>It is later than that already.</source>
        <translation>Jest już później.</translation>
    </message>
    <message>
        <source>That is too far ahead.</source>
        <translation>To zbyt daleko w przyszłości.</translation>
    </message>
    <message>
        <source>There is no such time.</source>
        <translation>Nie ma takiej godziny.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dzień</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Miesiąc</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Rok</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Godzina</translation>
    </message>
    <message>
        <source>Ten minutes</source>
        <translation>Dziesięć minut</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minuta</translation>
    </message>
    <message>
        <source>It is this time now</source>
        <translation>Teraz jest ta godzina</translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>Jan</source>
        <translation>sty</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>lut</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>mar</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>kwi</translation>
    </message>
    <message>
        <source>May</source>
        <translation>maj</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>cze</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>lip</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>sie</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>wrz</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>paź</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>lis</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>gru</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>pon.</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>wt.</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>śr.</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>czw.</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>pt.</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>sob.</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>niedz.</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>%1 is a day of the week, %2 a day of the month, %3 a month: Wed 25 Feb.</extracomment>
        <translation>%1 %2 %3</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>In</source>
        <translation>Wejście</translation>
    </message>
    <message>
        <source>Already in</source>
        <translation>Już na miejscu</translation>
    </message>
    <message>
        <source>Goodbye</source>
        <translation>Do widzenia</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Pomoc</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Trzymaj kartę</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nie zapisano</translation>
    </message>
    <message>
        <source>Touch one: light and sound should follow.</source>
        <translation>Dotknij: powinno pojawić się światło i dźwięk.</translation>
    </message>
</context>
<context>
    <name>EventEndPage</name>
    <message>
        <source>people came</source>
        <translation>osób przyszło</translation>
    </message>
    <message>
        <source>are still here</source>
        <translation>jeszcze tu jest</translation>
    </message>
    <message>
        <source>without names</source>
        <translation>bez imion</translation>
    </message>
    <message>
        <source>of them by staff</source>
        <translation>wpisał personel</translation>
    </message>
    <message>
        <source>of them from paper</source>
        <translation>z papieru</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>nie wysłano</translation>
    </message>
    <message>
        <source>Whoever is still here leaves with the end, marked as inferred.</source>
        <translation>Kto jeszcze tu jest, wychodzi z końcem zajęć (wpis domyślny).</translation>
    </message>
    <message>
        <source>Unlinked: %1</source>
        <extracomment>%1 is a number of cards that nobody is known by.</extracomment>
        <translation>Nieznane karty: %1</translation>
    </message>
    <message>
        <source>Hold to end it</source>
        <translation>Przytrzymaj, by zakończyć</translation>
    </message>
</context>
<context>
    <name>EventItem</name>
    <message>
        <source>on now</source>
        <translation>trwają</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>później</translation>
    </message>
    <message>
        <source>over</source>
        <translation>minęły</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>zakończone</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>o każdej porze</translation>
    </message>
    <message>
        <source>%1 came</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>przyszło: %1</translation>
    </message>
</context>
<context>
    <name>EventKindPage</name>
    <message>
        <source>Arrivals only</source>
        <translation>Tylko wejścia</translation>
    </message>
    <message>
        <source>People tap when they come. A second tap says: already in.</source>
        <translation>Kartę przykłada się przy wejściu. Za drugim razem: już na miejscu.</translation>
    </message>
    <message>
        <source>Arrive and leave</source>
        <translation>Wejścia i wyjścia</translation>
    </message>
    <message>
        <source>People tap when they come and when they go. You see who is here.</source>
        <translation>Kartę przykłada się przy wejściu i przy wyjściu. Widać, kto jest.</translation>
    </message>
</context>
<context>
    <name>FoundStrip</name>
    <message>
        <source>Show %1</source>
        <extracomment>%1 is a number of people who were found.</extracomment>
        <translation>Pokaż: %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Pokaż</translation>
    </message>
</context>
<context>
    <name>HeadcountPage</name>
    <message>
        <source>visitors</source>
        <translation>goście</translation>
    </message>
    <message>
        <source>adults</source>
        <translation>dorośli</translation>
    </message>
    <message>
        <source>children</source>
        <translation>dzieci</translation>
    </message>
    <message>
        <source>helpers</source>
        <translation>kadra</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
    <message>
        <source>in all, apart from the arrivals</source>
        <translation>razem, oprócz wejść</translation>
    </message>
    <message>
        <source>%1, earlier</source>
        <translation>%1, wcześniej</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
</context>
<context>
    <name>HealthList</name>
    <message>
        <source>not known</source>
        <translation>nie wiadomo</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>Czytnik kart</translation>
    </message>
    <message>
        <source>Records waiting to be sent</source>
        <translation>Zapisy czekające na wysłanie</translation>
    </message>
    <message>
        <source>Records that the service refused</source>
        <translation>Zapisy odrzucone przez usługę</translation>
    </message>
    <message>
        <source>Free room on the disk</source>
        <translation>Wolne miejsce na dysku</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Zapisywanie</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatura</translation>
    </message>
    <message>
        <source>Power supply</source>
        <translation>Zasilanie</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Zegar</translation>
    </message>
    <message>
        <source>Hubtap</source>
        <translation>Hubtap</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Baza danych</translation>
    </message>
    <message>
        <source>Number of this kiosk</source>
        <translation>Numer tego kiosku</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Miejsce</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>gotowy</translation>
    </message>
    <message>
        <source>another program has it</source>
        <translation>używa go inny program</translation>
    </message>
    <message>
        <source>the system keeps it away</source>
        <translation>system nie daje dostępu</translation>
    </message>
    <message>
        <source>its driver is missing</source>
        <translation>brak sterownika</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nie ma go</translation>
    </message>
    <message>
        <source>works</source>
        <translation>działa</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>dysk jest pełny</translation>
    </message>
    <message>
        <source>too weak: use the kiosk&apos;s own power supply</source>
        <translation>za słabe: użyj zasilacza kiosku</translation>
    </message>
    <message>
        <source>good</source>
        <translation>dobre</translation>
    </message>
    <message>
        <source>set by a time server</source>
        <translation>ustawia go serwer czasu</translation>
    </message>
    <message>
        <source>set by the service</source>
        <translation>ustawiła go usługa</translation>
    </message>
    <message>
        <source>runs by its battery</source>
        <translation>działa na baterii</translation>
    </message>
    <message>
        <source>confirmed by staff</source>
        <translation>potwierdził personel</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <extracomment>%1 is a number of mebibytes.</extracomment>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <extracomment>%1 is a number of degrees Celsius.</extracomment>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Sygnały</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Dotyk</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Dziennik</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Języki</translation>
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
    <name>LanguageReviews</name>
    <message>
        <source>Not yet reviewed by a native reader: %1.</source>
        <extracomment>%1 is a list of languages.</extracomment>
        <translation>Jeszcze bez sprawdzenia przez rodzimego czytelnika: %1.</translation>
    </message>
    <message>
        <source>Reviewed: %1.</source>
        <extracomment>%1 is a list of languages, each with who reviewed it and when.</extracomment>
        <translation>Sprawdzono: %1.</translation>
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
        <translation>Dodaj jeszcze jedną osobę o tym imieniu</translation>
    </message>
    <message>
        <source>Add as someone new</source>
        <translation>Dodaj jako nową osobę</translation>
    </message>
</context>
<context>
    <name>ListWays</name>
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
        <translation>Wpisz imię albo kod paszportu.</translation>
    </message>
    <message>
        <source>Nobody of that name is known here.</source>
        <translation>Nikt o tym imieniu nie jest tu znany.</translation>
    </message>
    <message>
        <source>A passport code has 14 letters and digits: type it whole.</source>
        <translation>Kod paszportu ma 14 liter i cyfr: wpisz go w całości.</translation>
    </message>
    <message>
        <source>Nobody has that passport code.</source>
        <translation>Nikt nie ma tego kodu paszportu.</translation>
    </message>
    <message>
        <source>That code was mistyped. Compare it sign by sign.</source>
        <translation>Kod wpisano z błędem. Porównaj go znak po znaku.</translation>
    </message>
    <message>
        <source>Mistyped</source>
        <translation>Błąd</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nikogo</translation>
    </message>
    <message>
        <source>Someone of another hub</source>
        <translation>Ktoś z innego miejsca</translation>
    </message>
    <message>
        <source>is in</source>
        <translation>jest na miejscu</translation>
    </message>
</context>
<context>
    <name>MovePage</name>
    <message>
        <source>There is nothing to move.</source>
        <extracomment>%1 is the title of an event.</extracomment>
        <translation>Nie ma czego przenieść.</translation>
    </message>
    <message>
        <source>Whose arrivals are at the wrong event?</source>
        <translation>Czyje wejścia są przy niewłaściwych zajęciach?</translation>
    </message>
    <message>
        <source>Where were people really who tapped for %1?</source>
        <translation>Gdzie naprawdę były osoby wpisane na: %1?</translation>
    </message>
</context>
<context>
    <name>MoveWhichPage</name>
    <message>
        <source>From %1 to %2</source>
        <extracomment>%1 and %2 are titles of events.</extracomment>
        <translation>Z: %1, do: %2</translation>
    </message>
    <message>
        <source>Everyone: %1</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Wszyscy: %1</translation>
    </message>
    <message>
        <source>Since its beginning</source>
        <extracomment>%1 is a time, %2 a number of people.</extracomment>
        <translation>Od początku</translation>
    </message>
    <message>
        <source>Since %1: %2</source>
        <translation>Od %1: %2</translation>
    </message>
    <message>
        <source>The last %1</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Ostatnie: %1</translation>
    </message>
    <message>
        <source>Headcounts go along: %1</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Policzeni przechodzą razem: %1</translation>
    </message>
    <message>
        <source>Headcounts stay: %1</source>
        <translation>Policzeni zostają: %1</translation>
    </message>
    <message>
        <source>Also open %1 now</source>
        <extracomment>%1 is the title of an event.</extracomment>
        <translation>Otwórz też teraz: %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Przenieś: %1</translation>
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
    <name>NewEventPage</name>
    <message>
        <source>Its title</source>
        <translation>Nazwa</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
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
    <name>PaperLinePage</name>
    <message>
        <source>Take the name as typed</source>
        <translation>Przyjmij imię jak wpisano</translation>
    </message>
    <message>
        <source>Someone of another hub</source>
        <translation>Ktoś z innego miejsca</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Wejście</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Wyjście</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Zapisz</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>%1: nothing was copied from paper yet.</source>
        <extracomment>%1 is an event&apos;s name.</extracomment>
        <translation>%1: nic jeszcze nie przepisano z papieru.</translation>
    </message>
    <message>
        <source>Someone of another hub</source>
        <translation>Ktoś z innego miejsca</translation>
    </message>
    <message>
        <source>from paper</source>
        <extracomment>%1 is a time.</extracomment>
        <translation>z papieru</translation>
    </message>
    <message>
        <source>from paper, left %1</source>
        <translation>z papieru, wyjście %1</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <extracomment>%1 is a name.</extracomment>
        <translation>Cofnij: %1</translation>
    </message>
    <message>
        <source>Type in a line</source>
        <translation>Wpisz wiersz</translation>
    </message>
</context>
<context>
    <name>PastPage</name>
    <message>
        <source>No event was held here in the last days.</source>
        <translation>W ostatnich dniach nie było tu zajęć.</translation>
    </message>
    <message>
        <source>drop-in</source>
        <translation>bez zapisów</translation>
    </message>
    <message>
        <source>%1, %2, %3 came</source>
        <extracomment>%1 is a day, %2 a time or &quot;drop-in&quot;, %3 a number of people.</extracomment>
        <translation>%1, %2, przyszło: %3</translation>
    </message>
    <message>
        <source>Correct arrivals</source>
        <translation>Popraw wejścia</translation>
    </message>
    <message>
        <source>Paper register</source>
        <translation>Lista papierowa</translation>
    </message>
    <message>
        <source>List to USB stick</source>
        <translation>Lista na pamięć USB</translation>
    </message>
</context>
<context>
    <name>PersonItem</name>
    <message>
        <source>No name shown</source>
        <translation>Bez imienia</translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message>
        <source>%1 of %2 digits</source>
        <extracomment>%1 and %2 are numbers of digits.</extracomment>
        <translation>Cyfry: %1 z %2</translation>
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
        <source>No PIN is set yet.</source>
        <translation>Nie ustawiono jeszcze PIN-u.</translation>
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
        <source>or tap your staff card</source>
        <translation>albo przyłóż swoją kartę</translation>
    </message>
    <message>
        <source>Code from IT</source>
        <translation>Kod z IT</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
</context>
<context>
    <name>PinSetter</name>
    <message>
        <source>Your PIN until now</source>
        <translation>Twój dotychczasowy PIN</translation>
    </message>
    <message>
        <source>A new PIN of 6 digits</source>
        <translation>Nowy PIN, 6 cyfr</translation>
    </message>
    <message>
        <source>The new PIN once more</source>
        <translation>Nowy PIN jeszcze raz</translation>
    </message>
    <message>
        <source>Anybody would guess that one.</source>
        <translation>Ten łatwo odgadnąć.</translation>
    </message>
    <message>
        <source>The two were not the same. Begin again.</source>
        <translation>PIN-y się różnią. Zacznij od nowa.</translation>
    </message>
    <message>
        <source>Choose another PIN.</source>
        <translation>Wybierz inny PIN.</translation>
    </message>
    <message>
        <source>That was not your PIN.</source>
        <translation>To nie był twój PIN.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait %1&#xa0;s.</source>
        <extracomment>%1 is a number of seconds.</extracomment>
        <translation>Za dużo prób. Poczekaj %1&#xa0;s.</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Sprawdzanie …</translation>
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
    <name>ReaderPage</name>
    <message>
        <source>No reader can take cards.</source>
        <translation>Żaden czytnik nie przyjmuje kart.</translation>
    </message>
    <message>
        <source>The reader is ready.</source>
        <translation>Czytnik jest gotowy.</translation>
    </message>
    <message>
        <source>It comes back by itself. Until then use paper, or check people in here.</source>
        <translation>Czytnik wróci sam. Do tego czasu użyj papieru albo wpisuj osoby tutaj.</translation>
    </message>
    <message>
        <source>To test it, tap a card: the line above tells what came.</source>
        <translation>Aby sprawdzić, przyłóż kartę: wynik pokaże się u góry.</translation>
    </message>
    <message>
        <source>Test light and sound</source>
        <translation>Sprawdź światło i dźwięk</translation>
    </message>
</context>
<context>
    <name>ReaderWords</name>
    <message>
        <source>No reader was found. Check its cable.</source>
        <translation>Nie znaleziono czytnika. Sprawdź jego kabel.</translation>
    </message>
    <message>
        <source>Another program has it. Tell IT.</source>
        <translation>Zajął go inny program. Powiedz IT.</translation>
    </message>
    <message>
        <source>This program may not use it. Tell IT.</source>
        <translation>Ten program nie może go używać. Powiedz IT.</translation>
    </message>
    <message>
        <source>Linux took it for itself. Tell IT.</source>
        <translation>Linux zajął go dla siebie. Powiedz IT.</translation>
    </message>
    <message>
        <source>It was unplugged. Plug it in again.</source>
        <translation>Został odłączony. Podłącz go z powrotem.</translation>
    </message>
    <message>
        <source>It does not come back. The kiosk starts again by itself in a minute.</source>
        <translation>Nie wraca. Kiosk za minutę sam uruchomi się ponownie.</translation>
    </message>
    <message>
        <source>The smart card service does not answer. Tell IT.</source>
        <translation>Usługa kart nie odpowiada. Powiedz IT.</translation>
    </message>
    <message>
        <source>It is there, but does not work. Plug it in again; if that doesn&apos;t help, tell IT.</source>
        <translation>Jest, ale nie działa. Podłącz go ponownie; jeśli to nie pomoże, powiedz IT.</translation>
    </message>
    <message>
        <source>It does not answer. Check its cable.</source>
        <translation>Nie odpowiada. Sprawdź jego kabel.</translation>
    </message>
    <message>
        <source>Its driver is not installed. Tell IT.</source>
        <translation>Brak jego sterownika. Powiedz IT.</translation>
    </message>
    <message>
        <source>The settings name something else. Tell IT.</source>
        <translation>Ustawienia wskazują coś innego. Powiedz IT.</translation>
    </message>
</context>
<context>
    <name>RescuePage</name>
    <message>
        <source>That code is not right, or too old.</source>
        <translation>Ten kod jest błędny albo zbyt stary.</translation>
    </message>
    <message>
        <source>There is no lead of that name.</source>
        <translation>Nie ma kierownika o tym imieniu.</translation>
    </message>
    <message>
        <source>Too many tries. Wait a little.</source>
        <translation>Za dużo prób. Poczekaj chwilę.</translation>
    </message>
    <message>
        <source>Not saved. Try again.</source>
        <translation>Nie zapisano. Spróbuj jeszcze raz.</translation>
    </message>
    <message>
        <source>One moment: the kiosk starts again.</source>
        <translation>Chwileczkę: kiosk uruchamia się ponownie.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
    </message>
    <message>
        <source>Not done.</source>
        <translation>Nie zrobiono.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Twoje imię</translation>
    </message>
    <message>
        <source>Code from IT</source>
        <translation>Kod z IT</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gotowe</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
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
    <name>SetupPage</name>
    <message>
        <source>Touch the corner that the arrow points at</source>
        <translation>Dotknij rogu, który wskazuje strzałka</translation>
    </message>
    <message>
        <source>Code for this kiosk</source>
        <translation>Kod dla tego kiosku</translation>
    </message>
    <message>
        <source>One moment: the kiosk joins its hub …</source>
        <translation>Chwileczkę: kiosk dołącza do swojego miejsca …</translation>
    </message>
    <message>
        <source>Who leads the team here?</source>
        <translation>Kto tu kieruje zespołem?</translation>
    </message>
    <message>
        <source>Your PIN</source>
        <translation>Twój PIN</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Wypróbuj</translation>
    </message>
    <message>
        <source>The kiosk looks for the service.</source>
        <translation>Kiosk szuka usługi.</translation>
    </message>
    <message>
        <source>The network works.</source>
        <translation>Sieć działa.</translation>
    </message>
    <message>
        <source>No network: is the cable in?</source>
        <translation>Brak sieci: czy kabel jest podłączony?</translation>
    </message>
    <message>
        <source>The network wants someone to log in on a page.</source>
        <translation>Sieć wymaga zalogowania się na stronie.</translation>
    </message>
    <message>
        <source>The connection is not safe. Tell IT.</source>
        <translation>Połączenie nie jest bezpieczne. Powiadom IT.</translation>
    </message>
    <message>
        <source>Mistyped, used up or too old. Try again.</source>
        <translation>Pomyłka, kod zużyty lub zbyt stary.</translation>
    </message>
    <message>
        <source>That code was used up. Ask for a new one.</source>
        <translation>Ten kod już zużyto. Poproś o nowy.</translation>
    </message>
    <message>
        <source>That code is too old. Ask for a new one.</source>
        <translation>Ten kod jest zbyt stary. Poproś o nowy.</translation>
    </message>
    <message>
        <source>Too many wrong codes. Wait a little.</source>
        <translation>Za dużo błędnych kodów. Poczekaj chwilę.</translation>
    </message>
    <message>
        <source>That code is from another service.</source>
        <translation>Ten kod jest z innej usługi.</translation>
    </message>
    <message>
        <source>It can&apos;t be kept on this machine. Tell IT.</source>
        <translation>Nie można go zapisać na tym urządzeniu. Powiadom IT.</translation>
    </message>
    <message>
        <source>Sending is not running. Tell IT.</source>
        <translation>Wysyłanie nie działa. Powiadom IT.</translation>
    </message>
    <message>
        <source>Only IT can do that now. Tell them.</source>
        <translation>Teraz może to zrobić tylko IT. Powiadom ich.</translation>
    </message>
    <message>
        <source>Not saved. Tell IT.</source>
        <translation>Nie zapisano. Powiadom IT.</translation>
    </message>
    <message>
        <source>One moment: the kiosk starts again.</source>
        <translation>Chwileczkę: kiosk uruchamia się ponownie.</translation>
    </message>
    <message>
        <source>It did not work. Tell IT.</source>
        <translation>Nie udało się. Powiadom IT.</translation>
    </message>
    <message>
        <source>The service does not answer.</source>
        <translation>Usługa nie odpowiada.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Wstecz</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kod</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Imię</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
    </message>
</context>
<context>
    <name>SetupTest</name>
    <message>
        <source>Tap any card.</source>
        <translation>Przyłóż dowolną kartę.</translation>
    </message>
    <message>
        <source>There is no card reader. Plug it in.</source>
        <translation>Nie ma czytnika kart. Podłącz go.</translation>
    </message>
    <message>
        <source>A card was seen.</source>
        <translation>Odczytano kartę.</translation>
    </message>
    <message>
        <source>Try light and sound</source>
        <translation>Wypróbuj światło i dźwięk</translation>
    </message>
    <message>
        <source>It works: begin</source>
        <translation>Działa: zaczynamy</translation>
    </message>
</context>
<context>
    <name>SetupUpright</name>
    <message>
        <source>This way up</source>
        <extracomment>Four drawings are shown, turned in four ways; the one that stands upright is to be touched.</extracomment>
        <translation>Tą stroną do góry</translation>
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
        <translation>Nowe zajęcia</translation>
    </message>
    <message>
        <source>Wrong event?</source>
        <translation>Nie te zajęcia?</translation>
    </message>
    <message>
        <source>Whose card is it?</source>
        <translation>Czyja to karta?</translation>
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
        <source>Card … %1</source>
        <extracomment>%1 are the last four characters of a card&apos;s number.</extracomment>
        <translation>Karta … %1</translation>
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
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>none</source>
        <translation>brak</translation>
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
    <name>StepKeys</name>
    <message>
        <source>One fewer</source>
        <translation>O jeden mniej</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>O jeden więcej</translation>
    </message>
    <message>
        <source>Five more</source>
        <translation>O pięć więcej</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>%1: one more</source>
        <extracomment>%1 is what is set: day, month, year, hour or minute.</extracomment>
        <translation>%1: o jeden więcej</translation>
    </message>
    <message>
        <source>%1: one less</source>
        <extracomment>%1 is what is set: day, month, year, hour or minute.</extracomment>
        <translation>%1: o jeden mniej</translation>
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
    <name>TeamList</name>
    <message>
        <source>Added. The PIN works from now on.</source>
        <translation>Dodano. PIN już działa.</translation>
    </message>
    <message>
        <source>Removed. The PIN opens nothing any more.</source>
        <translation>Usunięto. PIN już niczego nie otwiera.</translation>
    </message>
    <message>
        <source>The new PIN works from now on.</source>
        <translation>Nowy PIN już działa.</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Kierownik</translation>
    </message>
    <message>
        <source>Helper</source>
        <translation>Pomocnik</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <extracomment>%1 is the name of whoever reads it.</extracomment>
        <translation>%1 (ty)</translation>
    </message>
    <message>
        <source>%1, staff cards: %2</source>
        <extracomment>%1 is &quot;Lead&quot; or &quot;Helper&quot;, %2 a number of cards.</extracomment>
        <translation>%1, karty pracownika: %2</translation>
    </message>
    <message>
        <source>Add someone</source>
        <translation>Dodaj osobę</translation>
    </message>
</context>
<context>
    <name>TeamMate</name>
    <message>
        <source>The new PIN works from now on.</source>
        <translation>Nowy PIN już działa.</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Kierownik</translation>
    </message>
    <message>
        <source>Helper</source>
        <translation>Pomocnik</translation>
    </message>
    <message>
        <source>Change my PIN</source>
        <translation>Zmień mój PIN</translation>
    </message>
    <message>
        <source>Set a new PIN</source>
        <translation>Ustaw nowy PIN</translation>
    </message>
    <message>
        <source>Add a staff card</source>
        <translation>Dodaj kartę pracownika</translation>
    </message>
    <message>
        <source>Hold: remove staff cards (%1)</source>
        <extracomment>%1 is a number of cards.</extracomment>
        <translation>Przytrzymaj: usuń karty (%1)</translation>
    </message>
    <message>
        <source>Hold: remove from the team</source>
        <translation>Przytrzymaj: usuń z zespołu</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Name</source>
        <translation>Imię</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Dalej</translation>
    </message>
</context>
<context>
    <name>TeamRole</name>
    <message>
        <source>Helper</source>
        <translation>Pomocnik</translation>
    </message>
    <message>
        <source>Checks people in, sees to their cards, opens events.</source>
        <translation>Wpisuje osoby, zajmuje się kartami, otwiera zajęcia.</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Kierownik</translation>
    </message>
    <message>
        <source>Also ends events, corrects past ones, looks after team and kiosk.</source>
        <translation>Także kończy zajęcia, poprawia minione, dba o zespół i kiosk.</translation>
    </message>
</context>
<context>
    <name>TouchTestPage</name>
    <message>
        <source>The panel sees every finger where it is.</source>
        <translation>Ekran widzi każdy palec tam, gdzie jest.</translation>
    </message>
    <message>
        <source>The finger was seen at the cross. Touch the ring.</source>
        <translation>Palec był przy krzyżyku. Dotknij pierścienia.</translation>
    </message>
    <message>
        <source>Touch the ring.</source>
        <translation>Dotknij pierścienia.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Zamknij</translation>
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
        <source>No more new PINs today. Ask a lead, or try tomorrow.</source>
        <translation>Dziś już bez nowych PIN-ów. Poproś kierownika albo spróbuj jutro.</translation>
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
        <source>New staff card: %1</source>
        <translation>Nowa karta pracownika: %1</translation>
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
        <source>Checked in</source>
        <translation>Wpisano</translation>
    </message>
    <message>
        <source>Said goodbye</source>
        <translation>Wypisano</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Cofnięto</translation>
    </message>
    <message>
        <source>Linked a card</source>
        <translation>Połączono kartę</translation>
    </message>
    <message>
        <source>Card lost</source>
        <translation>Zgubiona karta</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Otwarto</translation>
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
        <translation>nowa tutaj</translation>
    </message>
    <message>
        <source>reported lost</source>
        <translation>zgłoszona jako zgubiona</translation>
    </message>
    <message>
        <source>two people have it</source>
        <translation>mają ją dwie osoby</translation>
    </message>
    <message>
        <source>its number changes</source>
        <translation>jej numer się zmienia</translation>
    </message>
    <message>
        <source>Every card that was tapped is someone&apos;s.</source>
        <translation>Każda przyłożona karta jest czyjaś.</translation>
    </message>
    <message>
        <source>… %1, %2</source>
        <extracomment>%1 are the last four characters of a card&apos;s number, %2 says why nobody was greeted.</extracomment>
        <translation>… %1, %2</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nie wiadomo</translation>
    </message>
    <message>
        <source>%1, tapped %2 times</source>
        <extracomment>%1 is a day, %2 a number of taps.</extracomment>
        <translation>%1, przyłożono razy: %2</translation>
    </message>
    <message>
        <source>Whose?</source>
        <translation>Czyja?</translation>
    </message>
</context>
<context>
    <name>UsbPage</name>
    <message>
        <source>There is no USB stick.</source>
        <translation>Nie ma pamięci USB.</translation>
    </message>
    <message>
        <source>The stick is full. Take another one.</source>
        <translation>Pamięć jest pełna. Weź inną.</translation>
    </message>
    <message>
        <source>Nothing can be written to this stick. Is it locked?</source>
        <translation>Nie można pisać na tej pamięci. Czy jest zablokowana?</translation>
    </message>
    <message>
        <source>This stick can&apos;t be read here. Take one with FAT or exFAT.</source>
        <translation>Tej pamięci nie da się tu odczytać. Weź taką z FAT lub exFAT.</translation>
    </message>
    <message>
        <source>The stick was pulled out too early. Try again.</source>
        <translation>Pamięć wyjęto za wcześnie. Spróbuj jeszcze raz.</translation>
    </message>
    <message>
        <source>There is no answer on this stick.</source>
        <translation>Na tej pamięci nie ma odpowiedzi.</translation>
    </message>
    <message>
        <source>The answer on this stick is for another kiosk.</source>
        <translation>Odpowiedź na tej pamięci jest dla innego kiosku.</translation>
    </message>
    <message>
        <source>This kiosk can&apos;t use USB sticks. Tell IT.</source>
        <translation>Ten kiosk nie obsługuje pamięci USB. Powiadom IT.</translation>
    </message>
    <message>
        <source>Sending is not running. Tell IT.</source>
        <translation>Wysyłanie nie działa. Powiadom IT.</translation>
    </message>
    <message>
        <source>This kiosk belongs to no hub yet.</source>
        <translation>Ten kiosk nie należy jeszcze do żadnego miejsca.</translation>
    </message>
    <message>
        <source>The answer on this stick is from another service.</source>
        <translation>Odpowiedź na tej pamięci jest z innej usługi.</translation>
    </message>
    <message>
        <source>The answer on this stick is damaged. Fetch it again.</source>
        <translation>Odpowiedź na tej pamięci jest uszkodzona. Pobierz ją ponownie.</translation>
    </message>
    <message>
        <source>This kiosk is too old for that answer. Tell IT.</source>
        <translation>Ten kiosk jest za stary na tę odpowiedź. Powiadom IT.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 z %2</translation>
    </message>
    <message>
        <source>%1 records are on the stick, in %2. You can pull it out.</source>
        <extracomment>%1 is a number of records, %2 the name of a file.</extracomment>
        <translation>Zapisy na pamięci: %1, w pliku %2. Można ją wyjąć.</translation>
    </message>
    <message>
        <source>The list is on the stick, in %1. You can pull it out.</source>
        <extracomment>%1 is the name of a file.</extracomment>
        <translation>Lista jest na pamięci, w pliku %1. Można ją wyjąć.</translation>
    </message>
    <message>
        <source>A stick is in.</source>
        <translation>Pamięć jest włożona.</translation>
    </message>
    <message>
        <source>Put a USB stick in.</source>
        <translation>Włóż pamięć USB.</translation>
    </message>
    <message>
        <source>Writing. Leave the stick in.</source>
        <translation>Zapisywanie. Nie wyjmuj pamięci.</translation>
    </message>
    <message>
        <source>Reading. Leave the stick in.</source>
        <translation>Odczytywanie. Nie wyjmuj pamięci.</translation>
    </message>
    <message>
        <source>The answer was read: %1 records have arrived. You can pull the stick out.</source>
        <extracomment>%1 is a number of records.</extracomment>
        <translation>Odpowiedź odczytano, dotarło zapisów: %1. Można wyjąć pamięć.</translation>
    </message>
    <message>
        <source>The answer holds nothing new. You can pull the stick out.</source>
        <translation>W odpowiedzi nie ma nic nowego. Można wyjąć pamięć.</translation>
    </message>
    <message>
        <source>It did not work. Try another stick, or tell IT.</source>
        <translation>Nie udało się. Spróbuj z inną pamięcią albo powiadom IT.</translation>
    </message>
    <message>
        <source>Write the list of this event</source>
        <translation>Zapisz listę tych zajęć</translation>
    </message>
    <message>
        <source>Write what waits</source>
        <translation>Zapisz, co czeka</translation>
    </message>
    <message>
        <source>Read the answer</source>
        <translation>Odczytaj odpowiedź</translation>
    </message>
</context>
<context>
    <name>WhoIsHerePage</name>
    <message>
        <source>%1 more: names not known</source>
        <translation>jeszcze %1: imiona nieznane</translation>
    </message>
    <message>
        <source>perhaps %1 more: cards reported lost</source>
        <translation>może jeszcze %1: zgubione karty</translation>
    </message>
    <message>
        <source>%1 more: counted</source>
        <translation>jeszcze %1: policzone</translation>
    </message>
    <message>
        <source>All %1 were seen.</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Widziano wszystkich: %1.</translation>
    </message>
    <message>
        <source>Still missing: %1</source>
        <extracomment>%1 are names.</extracomment>
        <translation>Jeszcze brakuje: %1</translation>
    </message>
    <message>
        <source>Still missing: %1 of %2</source>
        <extracomment>%1 and %2 are numbers of people.</extracomment>
        <translation>Jeszcze brakuje: %1 z %2</translation>
    </message>
    <message>
        <source>Covers %1.</source>
        <extracomment>%1 are names of kiosks, each with a time.</extracomment>
        <translation>Obejmuje: %1.</translation>
    </message>
    <message>
        <source>Nobody is in by name.</source>
        <translation>Nie ma nikogo z imienia.</translation>
    </message>
    <message>
        <source>Not from: %1. Ask there.</source>
        <extracomment>%1 are names of kiosks.</extracomment>
        <translation>Bez danych z: %1. Zapytaj tam.</translation>
    </message>
    <message>
        <source>%1 people</source>
        <extracomment>%1 is a number of people.</extracomment>
        <translation>Osoby: %1</translation>
    </message>
    <message>
        <source>Take all marks away</source>
        <translation>Usuń wszystkie zaznaczenia</translation>
    </message>
</context>
</TS>

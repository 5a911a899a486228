// SPDX-License-Identifier: Apache-2.0
package org.tracebinder.core.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tracebinder.core.Event;
import org.tracebinder.core.EventKind;
import org.tracebinder.core.Message;
import org.tracebinder.core.PersonalData;

/** Numbers are invented, or the public examples of their issuers. */
class PersonalDataFinderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "IBAN|My account is DE89370400440532013000.|DE89370400440532013000",
        "IBAN|pay GB82 WEST 1234 5698 7654 32 today|GB82 WEST 1234 5698 7654 32",
        "IBAN|fr14 2004 1010 0505 0001 3m02 606|fr14 2004 1010 0505 0001 3m02 606",
        "IBAN|{\"to\":\"NO9386011117947\"}|NO9386011117947",
        "CREDIT_CARD|card 4111 1111 1111 1111 12/27|4111 1111 1111 1111",
        "CREDIT_CARD|{\"pan\":5555555555554444}|5555555555554444",
        "CREDIT_CARD|3782-822463-10005|3782-822463-10005",
        "EMAIL_ADDRESS|mail jane.o+x@mail.example.org, please|jane.o+x@mail.example.org",
        "EMAIL_ADDRESS|<a_b@163.com>|a_b@163.com",
        "PHONE_NUMBER|call +49 (0)30 901820 now|+49 (0)30 901820",
        "PHONE_NUMBER|tel:+14155552671|+14155552671",
        "PHONE_NUMBER|Telefon 030 12345678|030 12345678",
        "PHONE_NUMBER|Tel.: 0171 1234567.|0171 1234567",
        "PHONE_NUMBER|ask (030) 1234567 please|(030) 1234567",
        "PHONE_NUMBER|Hotline (0171 1234567)|0171 1234567",
        "PHONE_NUMBER|phone 030/12345678|030/12345678",
        "PHONE_NUMBER|0049 30 1234567|0049 30 1234567",
        "PHONE_NUMBER|00 49 30 1234567|00 49 30 1234567",
        "PHONE_NUMBER|0043 (0)1 5124567|0043 (0)1 5124567",
        "PHONE_NUMBER|fax: 00493012345678|00493012345678",
        "PHONE_NUMBER|mon téléphone : 06 12 34 56 78|06 12 34 56 78",
        "PHONE_NUMBER|{\"customer_phone\":\"0301234567\"}|0301234567",
        "PHONE_NUMBER|mobilePhone=0171-1234567, 12:30|0171-1234567",
        "PHONE_NUMBER|Mobil 0171 / 123 45 67 10:30 Uhr|0171 / 123 45 67",
        "PHONE_NUMBER|call me: (415) 555-2671|(415) 555-2671",
        "IP_ADDRESS|from 203.0.113.77:443|203.0.113.77",
        "EMAIL_ADDRESS|an peter@müller.de und|peter@müller.de",
        "EMAIL_ADDRESS|Mail jürgen.groß@bücher.example!|jürgen.groß@bücher.example",
        "PHONE_NUMBER|reach us (212) 736-5000, please|(212) 736-5000",
        "PHONE_NUMBER|call Jane at 030 12345678|030 12345678",
        "PHONE_NUMBER|Rufnummer zur Bestellung: 030 12345678|030 12345678",
        "IP_ADDRESS|IP address 1.1.1.1|1.1.1.1",
        "IP_ADDRESS|client 10.0.0.5 closed|10.0.0.5",
        "IP_ADDRESS|{\"client_ip\":\"10.0.0.5\"}|10.0.0.5",
        "IP_ADDRESS|{\"clientIp\":\"8.8.8.8\"}|8.8.8.8",
        "IP_ADDRESS|callerIp: 8.8.8.8|8.8.8.8",
        "IP_ADDRESS|http://198.51.100.7/chrome|198.51.100.7",
        "IP_ADDRESS|login from 10.1.2.3:443|10.1.2.3",
        "IP_ADDRESS|X-Forwarded-For: 10.0.0.5|10.0.0.5",
        "IP_ADDRESS|die IP-Adresse lautet 10.0.0.5.|10.0.0.5",
        "IP_ADDRESS|from 2001:db8::8a2e:370:7334 on|2001:db8::8a2e:370:7334",
        "NATIONAL_ID_ES|DNI 12345678Z,|12345678Z",
        "NATIONAL_ID_ES|NIE X1234567L.|X1234567L",
        "NATIONAL_ID_IT|c.f. RSSMRA85T10A562S|RSSMRA85T10A562S",
        "NATIONAL_ID_FR|nir 2 55 08 14 168 025 38 ok|2 55 08 14 168 025 38",
        "NATIONAL_ID_PL|PESEL: 44051401359|44051401359",
        "NATIONAL_ID_NL|BSN 111222333|111222333",
        "NATIONAL_ID_RO|CNP 1850730400127|1850730400127",
        "NATIONAL_ID_BE|85.07.30-033.28|85.07.30-033.28",
        "NATIONAL_ID_DE|Steuer-ID 86 095 742 719|86 095 742 719",
        "NATIONAL_ID_PT|NIF 123 456 789|123 456 789",
        "NATIONAL_ID_AT|SVNR: 1237 010180|1237 010180",
        "NATIONAL_ID_AT|Sozialversicherungsnummer 1237010180,|1237010180",
        "NATIONAL_ID_BG|EGN 7523169263|7523169263",
        "NATIONAL_ID_CZ_SK|rodné číslo 710319/2745.|710319/2745",
        "NATIONAL_ID_CZ_SK|r.č. 7103192745|7103192745",
        "NATIONAL_ID_DK|CPR-nr. 211062-5629|211062-5629",
        "NATIONAL_ID_FI|tunnus 131052-308T ok|131052-308T",
        "NATIONAL_ID_FI|131052A308T|131052A308T",
        "NATIONAL_ID_GR|AMKA 01013099997|01013099997",
        "NATIONAL_ID_GR|ΑΦΜ: 094259216|094259216",
        "NATIONAL_ID_HR|OIB 33392005961|33392005961",
        "NATIONAL_ID_HU|TAJ-szám 037 687 210|037 687 210",
        "NATIONAL_ID_HU|adóazonosító jel: 8071592153|8071592153",
        "NATIONAL_ID_IE|PPS number 6433435F|6433435F",
        "NATIONAL_ID_IE|ppsn 6433435OA|6433435OA",
        "NATIONAL_ID_SE|personnummer 811218-9876|811218-9876",
        "NATIONAL_ID_SE|personnr 19811218-9876|19811218-9876"})
    void finds(String kind, String text, String value) {
        assertEquals(List.of(kind + " " + value), found(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "DE89370400440532013001", "DE8937040044053201300", "XDE89370400440532013000", "DE893704004405320130005",
        "[REDACTED:IBAN]", "4111111111111112", "1111111111111111", "0.4111111111111111", "4000 1200 1300 1402 1500",
        "1772323200576355000", "1772323200576", "2026-03-01T00:00:00.576355Z", "12:30:45", "call at 10:15:20:30",
        "kb://lending-policy/12@v7", "npm i left-pad@1.3.0", "icon@2x.png", "a@b", "@angular/core", "x@-.com",
        "version 1.2.3.4", "10.1.2.3.4", "127.0.0.1", "0.0.0.0", "256.1.1.30", "v10.2.33.40", "std::vector<abc::def>",
        "::1", "12345678A", "12345678ZA", "X1234567M", "44051401359", "1850730400127", "111222333", "123456789",
        "86095742719", "1+14155552671", "+1 000 000 0000", "+100000000000", "RSSMRA85T10A562T", "RSSMRA85X10A562S",
        "811218-9876", "personnummer 811218-9877", "personnummer 811318-9876", "1237010180", "SVNR 1238010180",
        "SVNR 1237320180", "EGN 7523169264", "710319/2745", "rodné číslo 710319/2746", "211062-5629", "CPR 411362-5629",
        "131052-308U", "131352-308T", "010101-0101", "AMKA 01013099998", "AFM 094259217", "OIB 33392005962",
        "TAJ 037687211", "PPSN 6433435E", "6433435F", "build 20260301-1200", "20260301-120000",
        "tell me 030 12345678", "030 12345678", "06 12 34 56 78", "phone on 01.02.2026 10:00", "Telefon 0800-1700 Uhr",
        "phone order 77123, 0301234567", "0012345678901", "0049301234567", "id 0049-1234-5678-9012", "Tel. 0,301234567",
        "git@github.com:org/repo.git", "git clone ssh://git@gitlab.example/a.git", "call function 0123456789",
        "the phone cost 0123456789", "phone order 0123456789", "call the API 0301234567", "client version 1.2.3.4",
        "client 1.2.3.4.5", "upgrade from 1.2.3.4 to 1.2.3.5", "section 1.1.1.1", "(212) 1736-5000", "f(212) 736-5000",
        "host release 10.0.0.5", "Chrome/107.0.0.0 Safari",
        "\"software_packageVersion\": \"4.4.0.46\"", "client 0.0.0.5", "IP 127.0.0.1", "clients on 1.2.3.4",
        "phone 1772323200", "phone 7-0301234567", "phone x0301234567", "Fax 0000000000",
        "0012 345 678 901",
        "call f(0, 1, 2, 3, 4, 5)", "phone 0.301234567", "(0) 123456789",
        "255081416802539", "chatcmpl-0b5c1d2e3f4a5b6c7d8e9f00", "00000000-0000-4000-8000-000000000000", "C++12345678",
        ""})
    void passesOver(String text) {
        assertEquals(List.of(), found(text));
    }

    @Test
    void findsSeveralInOrderWithoutOverlap() {
        assertEquals(List.of("EMAIL_ADDRESS a@b.example", "IBAN DE89370400440532013000", "EMAIL_ADDRESS c@d.example"),
                found("a@b.example;DE89370400440532013000;c@d.example"));
    }

    @Test
    void aSecondTelephoneNumberNeedsNoWordOfItsOwn() {
        assertEquals(List.of("PHONE_NUMBER 030 1234567", "PHONE_NUMBER 0171 1234567"),
                found("Tel. 030 1234567 oder 0171 1234567"));
    }

    @Test
    void sumsUpAnEventWithoutItsActorAndIds() {
        Event event = Event.of(EventKind.INFERENCE).actor("jane@bank.example").trace("DE89370400440532013000")
                .addInput(new Message("user", "I am Jane@bank.example, DE89370400440532013000"))
                .addOutput(new Message("assistant", "DE89 3704 0044 0532 0130 00 belongs to tom@bank.example"))
                .addText("tom@bank.example").build();
        assertEquals(List.of(new PersonalData("EMAIL_ADDRESS", 2, false), new PersonalData("IBAN", 2, false)),
                PersonalDataFinder.in(event));
        assertEquals(List.of(), PersonalDataFinder.in(Event.of(EventKind.TOOL).build()));
    }

    @Test
    void hostileTextCostsNoMoreThanItsLength() {
        for (String piece : List.of("aaaaaaaa@", "1 ", "1.", "DE89 ", "+1-", "a1", "fe80:", "@", "9",
                "0", "0 ", "(0", "tel 0", "00 ", "telephone ", "f:", "DE12")) {
            String text = piece.repeat(1_000_000 / piece.length());
            assertTimeout(Duration.ofSeconds(60), () -> PersonalDataFinder.find(text), piece);
        }
    }

    private static List<String> found(String text) {
        return PersonalDataFinder.find(text).stream().map(f -> f.kind() + " " + text.substring(f.start(), f.end()))
                .collect(Collectors.toList());
    }
}

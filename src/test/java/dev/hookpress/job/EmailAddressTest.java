package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "team@yourcompany.com",
        "first.last+tag@sub.example.co.uk",
        "a!#$%&'*+-/=?^_`{|}~z@example.com",
        "1@1.de",
        "jobs@xn--bcher-kva.example",
        "o@a-b.example"
      })
  void acceptsValidAddresses(String text) {
    assertThat(EmailAddress.read(text))
        .isEqualTo(new EmailAddress.Reading.Valid(new EmailAddress(text)));
    assertThat(new EmailAddress(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "team",
        "team@",
        "@example.com",
        "team@example",
        "team@@example.com",
        "a@b@example.com",
        ".team@example.com",
        "team.@example.com",
        "te..am@example.com",
        "team@.example.com",
        "team@example.com.",
        "team@exa..mple.com",
        "team@-example.com",
        "team@example-.com",
        "team@exa_mple.com",
        "team@[127.0.0.1]",
        "team@127.0.0.1",
        "\"the team\"@example.com",
        "team(comment)@example.com",
        "Team <team@example.com>",
        "team@example.com,other@example.com",
        "team @example.com",
        " team@example.com",
        "team@example.com\r\nBcc: other@example.com",
        "team\0@example.com",
        "tëam@example.com",
        "team@bücher.example"
      })
  void rejectsInvalidAddresses(String text) {
    assertThat(EmailAddress.read(text)).isInstanceOf(EmailAddress.Reading.Refused.class);
    assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(EmailAddress.read("team@example"))
        .isEqualTo(new EmailAddress.Reading.Refused("Its domain has no dot."));
    assertThat(((EmailAddress.Reading.Refused) EmailAddress.read("team@bücher.example")).reason())
        .contains("xn--");
  }

  @Test
  void keepsTheLimitsOfTheStandard() {
    String domain = ("a".repeat(61) + ".").repeat(3) + "a.b";
    assertThat(valid("a".repeat(64) + "@" + domain)).isTrue();
    assertThat(valid("a".repeat(65) + "@example.com")).isFalse();
    assertThat(valid("a".repeat(64) + "@" + domain + "c")).isFalse();
    assertThat(valid("a@" + "b".repeat(63) + ".com")).isTrue();
    assertThat(valid("a@" + "b".repeat(64) + ".com")).isFalse();
  }

  @Test
  void theDomainIsTheSameInAnyCaseAndTheLocalPartIsNot() {
    assertThat(new EmailAddress("Team@Example.COM"))
        .isEqualTo(new EmailAddress("Team@example.com"))
        .isNotEqualTo(new EmailAddress("team@example.com"));
    assertThat(new EmailAddress("Team@Example.COM").domain()).isEqualTo("example.com");
  }

  @Property
  void anyTextIsAnAddressOrHasAReason(@ForAll String text) {
    assertDecides(text);
  }

  @Property
  void anyTextLikeAnAddressIsAnAddressOrHasAReason(@ForAll("nearlyAddresses") String text) {
    assertDecides(text);
  }

  @Provide
  Arbitrary<String> nearlyAddresses() {
    return Arbitraries.strings().withChars("aZ0@.-_+<>()\"\\,;: \r\n\0é").ofMaxLength(16);
  }

  private static void assertDecides(String text) {
    if (EmailAddress.read(text) instanceof EmailAddress.Reading.Refused refused) {
      assertThat(refused.reason()).endsWith(".");
    } else {
      assertThat(text).matches("[!-~]{1,64}@[A-Za-z0-9.-]+").doesNotContain("<", ">", ",", "\"");
    }
  }

  private static boolean valid(String text) {
    return EmailAddress.read(text) instanceof EmailAddress.Reading.Valid;
  }
}

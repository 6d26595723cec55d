package dev.hookpress.dialect.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.EmailAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailContentTest {
  private static final EmailAddress TO = new EmailAddress("team@example.com");

  @Test
  void isStoredAsCompactJsonAndReadBack() {
    EmailContent email = new EmailContent(TO, "Job 1: success", "Ä \"b\"\n", "<p>Ä 🎉</p>");

    assertThat(new String(email.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"subject\":\"Job 1: success\","
                + "\"text\":\"Ä \\\"b\\\"\\n\",\"html\":\"<p>Ä \\uD83C\\uDF89</p>\"}");
    assertThat(EmailContent.read(TO, email.body())).isEqualTo(email);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"subject\":\"a\",\"text\":\"b\"}", "{\"subject\":1}"})
  void readsNothingElse(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> EmailContent.read(TO, bytes))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nBcc: other@example.com", "a\r", "a\0", "a\u0085b"})
  void aSubjectIsOneLine(String subject) {
    assertThatThrownBy(() -> new EmailContent(TO, subject, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EmailContent(TO, "a".repeat(201), "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsContentIsNotShown() {
    assertThat(new EmailContent(TO, "Subject", "text", "html"))
        .hasToString("EmailContent[to=team@example.com]");
  }
}

package dev.hookpress.dialect.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {
  private final Faults faults = new Faults();
  private final UrlRules rules = new UrlRules(url -> Optional.empty(), faults);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://my_hooks.example.com/path",
        "https://_x.example.com:8443/",
        "http://a_b/",
        "https://example.com/",
        "https://[2001:db8::1]/"
      })
  void acceptsDnsNames(String url) {
    assertThat(rules.read(new TextNode(url), "/url")).contains(URI.create(url));
    assertThat(faults.none()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'https://example.com/a b', 'Is not a valid URL: a space at position 22 is not allowed there.'",
    "'https://example.com/<x', 'at position 21 is not allowed there.'",
    "'https://example.com/%zz', 'position 21'",
    "'https://', 'it ends too early.'",
    "'https://user_x@my_hooks.example.com/', 'Must not hold a user name'",
    "'https://my_hooks.example.com:70000/', 'Has a port outside 1 to 65535.'",
    "'https://my_hooks.example.com:0/', 'Has a port outside 1 to 65535.'",
    "'https://my_ho$ks.example.com/', 'Has no valid host name'"
  })
  void reportsTheFaultAndItsPlace(String url, String words) {
    assertThat(rules.read(new TextNode(url), "/url")).isEmpty();
    assertThat(faults.problem().detail()).contains(words);
  }
}

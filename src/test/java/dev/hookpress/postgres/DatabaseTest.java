package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @Test
  void oneHostIsOneUri() {
    assertThat(Database.of("postgresql://u:p@db:5432/hookpress").uris())
        .containsExactly("postgresql://u:p@db:5432/hookpress");
  }

  @Test
  void severalHostsAreOneUriEach() {
    assertThat(
            Database.of(
                    "postgresql://u:p%40@one:5432,[::1]:5433,three/hookpress"
                        + "?target_session_attrs=read-write&a=b&sslmode=require")
                .uris())
        .containsExactly(
            "postgresql://u:p%40@one:5432/hookpress?a=b",
            "postgresql://u:p%40@[::1]:5433/hookpress?a=b",
            "postgresql://u:p%40@three/hookpress?a=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u@one/db?target_session_attrs=standby",
        "postgresql://u@one,/db",
        "postgresql://u@a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a/db"
      })
  void whatCannotWorkIsRefused(String uri) {
    assertThatThrownBy(() -> Database.of(uri)).isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.hookpress.dialect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.DialectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalog of formats. */
class DialectsTest {
  @ParameterizedTest
  @MethodSource("dev.hookpress.dialect.catalog.Dialects#names")
  void everyNameHasItsDialect(DialectName name) {
    assertThat(Dialects.of(name).name()).isEqualTo(name);
  }
}

package dev.hookpress.dialect.enconvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.JobId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enconvert's ids, its time limit and its retries. */
class EnconvertRulesTest {
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();

  private final Dialect dialect = Dialects.of(EnconvertDialect.NAME);

  @Test
  void idsOfBothKindsAreRead() {
    assertThat(dialect.jobId("job_" + ID)).contains(ID);
    assertThat(dialect.jobId("batch_" + ID)).contains(ID);
    assertThat(dialect.jobId(ID.toString())).isEmpty();
    assertThat(dialect.jobId("batch_x")).isEmpty();
  }

  @Test
  void aWebhookHasThirtySecondsAndOneAttempt() {
    assertThat(dialect.deadline()).contains(Duration.ofSeconds(30));
    assertThat(dialect.retries()).isFalse();
    assertThat(dialect.delivered(204, new byte[0])).isTrue();
    assertThat(dialect.delivered(302, new byte[0])).isFalse();
    assertThat(dialect.signed(new byte[0], List.of())).isEmpty();
  }
}

package dev.hookpress.render.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.source.SourceClient.Fetched;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documents of a job share what they fetch, and the number of fetches. */
class JobSourcesTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final JobId JOB = new JobId(new UUID(3, 3));
  private static final JobId OTHER = new JobId(new UUID(4, 4));
  private static final String SITE = "https://site.example/";

  private final Vertx vertx = Vertx.vertx();
  private final MapClient outbound = new MapClient(vertx);

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Each call is a document of its own. */
  private Fetched get(JobSources jobs, JobId job, String path) throws Exception {
    return new SourceClient(outbound, CLIENT, Rendering.LIMITS, job, jobs)
        .get(URI.create(SITE + path), "*/*", Map.of())
        .await(10, TimeUnit.SECONDS);
  }

  @Test
  void theSameUrlIsFetchedOnceForAllDocumentsOfAJob() throws Exception {
    outbound.put(SITE + "s.css", "text/css", "p{color:red}");
    outbound.put(SITE + "none.png", 404, "text/plain", new byte[0]);
    JobSources jobs = new JobSources(100, 1 << 20);

    for (int document = 0; document < 3; document++) {
      Fetched.Body css = (Fetched.Body) get(jobs, JOB, "s.css");
      assertThat(css.bytes()).asString().isEqualTo("p{color:red}");
      Fetched.Nothing none = (Fetched.Nothing) get(jobs, JOB, "none.png");
      assertThat(none.code()).isEqualTo(FailureCode.SOURCE_HTTP_STATUS);
    }
    assertThat(outbound.asked).hasSize(2);

    get(jobs, OTHER, "s.css");
    assertThat(outbound.asked).hasSize(3);
  }

  @Test
  void aFailureToReachAServerIsNoAnswer() throws Exception {
    JobSources jobs = new JobSources(100, 1 << 20);
    assertThat(get(jobs, JOB, "late.png")).isInstanceOf(Fetched.Nothing.class);
    outbound.put(SITE + "late.png", 200, "image/png", new byte[] {1});

    assertThat(get(jobs, JOB, "late.png")).isInstanceOf(Fetched.Body.class);
  }

  @Test
  void theFetchesOfAJobAreBounded() throws Exception {
    JobSources jobs = new JobSources(3, 1 << 20);
    for (int i = 0; i < 3; i++) {
      get(jobs, JOB, i + ".png");
    }

    Fetched.Nothing refused = (Fetched.Nothing) get(jobs, JOB, "3.png");

    assertThat(refused.code()).isEqualTo(FailureCode.SOURCE_TOO_LARGE);
    assertThat(refused.message()).isEqualTo("The job has more than 3 sources");
    assertThat(outbound.asked).hasSize(3);
    get(jobs, OTHER, "3.png");
    assertThat(outbound.asked).hasSize(4);
  }

  @Test
  void answersAreKeptWithinTheirMemory() throws Exception {
    JobSources jobs = new JobSources(100, 100_000);
    for (int i = 0; i < 10; i++) {
      outbound.put(SITE + i, 200, "image/png", new byte[20_000]);
    }
    outbound.put(SITE + "large", 200, "image/png", new byte[30_000]);
    for (int i = 0; i < 6; i++) {
      get(jobs, new JobId(new UUID(9, i)), Integer.toString(i));
    }
    assertThat(outbound.asked).hasSize(6);

    get(jobs, new JobId(new UUID(9, 5)), "5");
    assertThat(outbound.asked).hasSize(6);
    get(jobs, new JobId(new UUID(9, 0)), "0");
    assertThat(outbound.asked).as("the eldest has made room").hasSize(7);
    get(jobs, JOB, "large");
    get(jobs, JOB, "large");
    assertThat(outbound.asked).as("a large one is not kept").hasSize(9);
  }
}

package dev.hookpress.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.DialectRoute.Does;
import dev.hookpress.dialect.catalog.Callbacks;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promises of every format: its golden requests are accepted, answered, shown, called back and,
 * if damaged, rejected in its own shape. Golden files add a new format to this test.
 */
class DialectContractTest {
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final Instant AT = Instant.parse("2026-04-06T10:01:23.456Z");
  private static final DocumentResult STORED = new DocumentResult.Stored(1, 9, 1, 1, List.of());
  private static final DocumentResult FAILED =
      new DocumentResult.Failed(FailureCode.SOURCE_FETCH_FAILED, "The name does not resolve");
  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://receiver.test/hook"), Map.of("X-Mine", "1"));

  static Stream<Dialect> dialects() {
    return Dialects.ALL.stream();
  }

  static Stream<Arguments> goldenRequests() {
    return Golden.requests().stream()
        .map(
            file ->
                Arguments.of(
                    Dialects.ALL.stream()
                        .filter(each -> file.startsWith(each.name().label() + "/"))
                        .findFirst()
                        .orElseThrow(),
                    file));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyFormatHasGoldenFilesOfItsRequestsAnswersAndCallbacks(Dialect dialect) {
    String folder = dialect.name().label() + "/";
    assertThat(Golden.requests()).anyMatch(file -> file.startsWith(folder));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void noTwoFormatsShareAPathAndEachTakesJobs(Dialect dialect) {
    assertThat(dialect.routes()).anyMatch(route -> route.does() == Does.SUBMIT);
    Set<String> others = new HashSet<>();
    Dialects.ALL.stream()
        .filter(each -> !each.name().equals(dialect.name()))
        .flatMap(each -> each.routes().stream())
        .forEach(route -> others.add(route.method() + " " + route.path()));
    assertThat(dialect.routes())
        .noneMatch(route -> others.contains(route.method() + " " + route.path()));
  }

  @ParameterizedTest
  @MethodSource("goldenRequests")
  void aGoldenRequestIsAcceptedAnsweredAndShown(Dialect dialect, String file) {
    Decoded.Request request = accepted(dialect, Golden.bytes(file));

    Reply reply = dialect.accepted(ID, request, AT);
    assertThat(reply.status()).isBetween(200, 299);
    assertThat(dialect.accepted(ID, request, AT).body()).isEqualTo(reply.body());

    for (JobReport job : states(dialect, request)) {
      Reply status = dialect.status(job);
      assertThat(status.status()).isEqualTo(200);
      assertThat(text(status.body())).isNotEmpty();
      if (job.state() != JobState.COMPLETED) {
        assertThat(text(dialect.withoutPdf(job).body())).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldenRequests")
  void anEndedJobsCallbackHasTheSameBytesEachTime(Dialect dialect, String file) {
    Decoded.Request request = accepted(dialect, Golden.bytes(file));

    for (JobReport job : states(dialect, request)) {
      if (job.state().ended()) {
        NotificationId id = new NotificationId(ID.value());
        OwedNotification owed = Callbacks.owed(job, List.of(TARGET), () -> id).get(0);
        OwedNotification again = Callbacks.owed(job, List.of(TARGET), () -> id).get(0);
        assertThat(owed.format()).isEqualTo(dialect.name());
        assertThat(owed.body()).isEqualTo(again.body());
        assertThat(text(owed.body())).contains(ID.toString());
        assertThat(((Target.Webhook) owed.target()).headers()).containsEntry("X-Mine", "1");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void anIdIsReadAsItIsShown(Dialect dialect) {
    assertThat(dialect.jobId(dialect.shown(ID))).contains(ID);
    for (String wrong : List.of("", "x", "../" + ID, ID + "x", "\u0000")) {
      assertThat(dialect.jobId(wrong)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everyProblemHasAStatusOfItsOwnKindAndABodyThatNamesIt(Dialect dialect) {
    for (Problem.Type type : Problem.Type.values()) {
      Reply reply = dialect.problem(Problem.of(type, "This is the reason."));
      assertThat(reply.status() / 100).as(type.name()).isEqualTo(type.status() / 100);
      assertThat(text(reply.body())).as(type.name()).contains("This is the reason.");
    }
  }

  @ParameterizedTest
  @MethodSource("goldenRequests")
  void hostileRequestsAreDecidedWithoutAnException(Dialect dialect, String file) {
    byte[] golden = Golden.bytes(file);
    for (int cut = 0; cut < golden.length; cut++) {
      assertDecides(dialect, Arrays.copyOf(golden, cut), file);
    }
    for (byte with : new byte[] {0, '"', '{', ']', (byte) 0xff}) {
      for (int at = 0; at < golden.length; at++) {
        byte[] copy = golden.clone();
        copy[at] = with;
        assertDecides(dialect, copy, file);
      }
    }
    String deep = "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
    assertDecides(dialect, deep.getBytes(StandardCharsets.UTF_8), file);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void only2xxAcknowledges(Dialect dialect) {
    byte[] acknowledged = "{\"ack\":\"done\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(dialect.delivered(200, acknowledged)).isTrue();
    for (int status : new int[] {101, 301, 302, 400, 404, 410, 429, 500, 503}) {
      assertThat(dialect.delivered(status, acknowledged)).as("status " + status).isFalse();
    }
  }

  private static void assertDecides(Dialect dialect, byte[] body, String file) {
    Decoded decoded =
        assertDoesNotThrow(() -> dialect.decode(submission(body), url -> Optional.empty()), file);
    if (decoded instanceof Decoded.Refused refused) {
      assertThat(dialect.problem(refused.problem()).status()).isBetween(400, 499);
    } else {
      assertThat(((Decoded.Request) decoded).documents()).isNotEmpty();
    }
  }

  /** The job in every state. */
  private static List<JobReport> states(Dialect dialect, Decoded.Request request) {
    return List.of(
        report(dialect, request, JobState.PENDING, Optional.empty()),
        report(dialect, request, JobState.PROCESSING, Optional.empty()),
        report(dialect, request, JobState.COMPLETED, Optional.of(STORED)),
        report(dialect, request, JobState.FAILED, Optional.of(FAILED)),
        report(dialect, request, JobState.CANCELED, Optional.empty()));
  }

  private static JobReport report(
      Dialect dialect, Decoded.Request request, JobState state, Optional<DocumentResult> result) {
    return new JobReport(
        ID,
        dialect.name(),
        state,
        AT,
        state == JobState.PENDING ? Optional.empty() : Optional.of(AT),
        state.ended() ? Optional.of(AT) : Optional.empty(),
        request.metadataJson(),
        request.documents().stream()
            .map(document -> new JobReport.DocumentReport(document, result, Optional.empty()))
            .toList(),
        Optional.empty());
  }

  private static Decoded.Request accepted(Dialect dialect, byte[] body) {
    Decoded decoded = dialect.decode(submission(body), url -> Optional.empty());
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return (Decoded.Request) decoded;
  }

  private static Submission submission(byte[] body) {
    return new Submission(
        body, Map.of("template", "01JD0000000000000000000000", "operation", "htmltopdf"));
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    JsonNode read = Json.read(body) instanceof Json.Read.Tree tree ? tree.root() : Json.object();
    assertThat(read.isContainerNode()).as(text).isTrue();
    return text;
  }
}

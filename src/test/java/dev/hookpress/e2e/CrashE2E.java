package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningSecret;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The program is killed with {@code kill -9} at every stage of a job and restarted on the same
 * data. No accepted job is lost, and only attempts in flight are repeated.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class CrashE2E {
  private static final Duration SOON = Duration.ofSeconds(120);

  /** Few, so that a handful of unanswered requests holds back all others. */
  private static final int SLOTS = 8;

  private static final int JOBS = 40;

  /** More than are submitted before the kill. */
  private static final int MANY = 10_000;

  /** Rendering in threads, which starts quickly; each test ends with nothing left to be done. */
  private static Program shared;

  private LocalReceiver receiver;
  private Ledger ledger;
  private Program program;

  private static Program program(String name, String isolation) {
    return Program.standalone(
        name,
        Map.of(
            "HOOKPRESS_RENDER_ISOLATION",
            isolation,
            "HOOKPRESS_DELIVERY_SLOTS_PER_ENDPOINT",
            Integer.toString(SLOTS),
            // An unanswered attempt is still in flight when the last job is rendered.
            "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
            "90",
            "HOOKPRESS_DELIVERY_LEASE_SECONDS",
            "120"));
  }

  @BeforeAll
  static void create() {
    shared = program("crash", "thread");
  }

  @AfterAll
  static void end() {
    shared.close();
  }

  /** Each test has its own receiver. */
  @BeforeEach
  void open() {
    receiver = LocalReceiver.start();
    ledger = new Ledger(receiver);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private void start(Program one) {
    program = one;
    if (!program.isAlive()) {
      program.start();
    }
  }

  @Test
  void afterTheAcceptance() throws Exception {
    start(shared);
    Collection<String> jobs = submitted(JOBS);
    program.kill();
    Set<UUID> inFlight = program.database().inFlight();

    program.start();

    assertNothingIsLost(jobs);
    assertThat(inFlight).containsAll(ledger.repeated());
  }

  @Test
  void whileRendering() throws Exception {
    try (Program own = program("rendering", "process")) {
      start(own);
      killWhileRendering();
    }
  }

  private void killWhileRendering() throws Exception {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      jobs.add(program.api().submit(Pages.slow(), receiver.uri("/slow"), "slow-" + i));
    }
    Waiting.until(
        "the last job is being rendered",
        SOON,
        () -> program.api().job(jobs.get(5)).path("status").asText().equals("processing"),
        program::output);
    program.kill();
    assertThat(program.database().rendering()).isNotEmpty();
    // The first ones may have been called back by then.
    Set<UUID> inFlight = program.database().inFlight();

    program.start();

    assertNothingIsLost(jobs);
    assertThat(inFlight).containsAll(ledger.repeated());
  }

  @Test
  void betweenRenderingAndDelivery() throws Exception {
    start(shared);
    receiver.answer(request -> Answer.silence());
    Collection<String> jobs = submitted(JOBS);
    Waiting.until(
        "all are rendered, and the first ones are posted",
        SOON,
        () -> program.database().owed() == JOBS && receiver.received().size() == SLOTS,
        program::output);
    program.kill();
    Set<UUID> posted = ledger.messages(request -> true);
    assertThat(program.database().inFlight()).isEqualTo(posted);
    receiver.answer(request -> Answer.status(200));

    program.start();

    assertNothingIsLost(jobs);
    // The outcome of these is unknown, so they are sent again.
    assertThat(ledger.repeated()).isEqualTo(posted);
  }

  @Test
  void whilePosting() throws Exception {
    start(shared);
    // Every fourth request is not answered, and the others are.
    receiver.answer(request -> request.number() % 4 == 0 ? Answer.silence() : Answer.status(200));
    Collection<String> jobs = submitted(JOBS);
    receiver.await(3 * SLOTS, SOON);
    program.kill();
    Set<UUID> inFlight = program.database().inFlight();
    Set<UUID> unanswered = ledger.messages(request -> request.number() % 4 == 0);
    receiver.answer(request -> Answer.status(200));

    program.start();

    assertNothingIsLost(jobs);
    assertThat(ledger.repeated()).containsAll(unanswered);
    assertThat(inFlight).containsAll(ledger.repeated());
  }

  @Test
  void justAfterTheAnswer() throws Exception {
    start(shared);
    Promise<Void> allAccepted = Promise.promise();
    int last = JOBS / 2;
    receiver.answer(
        request -> {
          if (request.number() == last) {
            return Answer.statusThen(200, program::shoot);
          }
          // Some are still in flight when the last one is answered, however slow rendering is.
          return request.number() > last - SLOTS / 2
              ? Answer.silence()
              : Answer.statusLater(200, allAccepted.future());
        });
    Collection<String> jobs = submitted(JOBS);
    allAccepted.complete();
    program.awaitEnd();
    Set<UUID> inFlight = program.database().inFlight();
    Set<UUID> unanswered =
        ledger.messages(one -> one.number() > last - SLOTS / 2 && one.number() < last);
    receiver.answer(request -> Answer.status(200));

    program.start();

    assertNothingIsLost(jobs);
    assertThat(ledger.repeated()).containsAll(unanswered);
    assertThat(inFlight).containsAll(ledger.repeated());
  }

  @Test
  void whileAccepting() throws Exception {
    start(shared);
    int before = program.database().jobs();
    Submitters submitters = new Submitters(program.api(), receiver.uri("/keyed"), true);
    submitters.start(16, MANY);
    Waiting.until(
        "some are accepted", SOON, () -> submitters.accepted().size() >= JOBS, program::output);
    program.kill();
    submitters.awaitEnd();
    Map<String, String> answered = Map.copyOf(submitters.accepted());

    program.start();

    // Those without an answer may exist or not; sent again, each exists once.
    Map<String, String> jobs = new HashMap<>();
    for (String tag : submitters.tags()) {
      jobs.put(
          tag,
          program
              .api()
              .submit(Submitters.html(tag), receiver.uri("/keyed"), tag, Optional.of(tag)));
    }
    assertThat(jobs).hasSizeGreaterThan(answered.size()).containsAllEntriesOf(answered);
    assertNothingIsLost(jobs.values());
    assertThat(program.database().jobs()).isEqualTo(before + jobs.size());
    jobs.forEach((tag, job) -> assertThat(ledger.jobsByTag().get(tag)).containsExactly(job));
  }

  private Collection<String> submitted(int jobs) throws Exception {
    Submitters submitters = new Submitters(program.api(), receiver.uri("/hook"), false);
    submitters.start(4, jobs);
    submitters.awaitEnd();
    assertThat(submitters.accepted()).hasSize(jobs);
    return submitters.accepted().values();
  }

  private void assertNothingIsLost(Collection<String> jobs) throws Exception {
    ledger.awaitAll(jobs, program);
    ledger.audit(
        jobs, SigningSecret.parse(program.printed("signing secret")).orElseThrow(), program.api());
    assertThat(temporaryDirectories())
        .as("what its lives before have left went as this one began")
        .isSubsetOf("hookpress-render", "hookpress-fonts")
        .doesNotHaveDuplicates();
  }

  private List<String> temporaryDirectories() throws IOException {
    try (Stream<Path> found = Files.list(program.temporary())) {
      return found
          .map(each -> each.getFileName().toString().replaceAll("-\\d+-\\d+$", ""))
          .toList();
    }
  }
}

package dev.hookpress.bench;

import dev.hookpress.config.Reading;
import dev.hookpress.config.Settings;
import dev.hookpress.config.SettingsReader;
import dev.hookpress.job.ClientId;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.TestServers;
import dev.hookpress.support.TestServers.DedicatedPostgres;
import io.vertx.core.Vertx;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many notifications a second a node drains durably, beside what the bare HTTP client reaches
 * with the same requests in the same run.
 */
@Command(name = "drain-benchmark", mixinStandardHelpOptions = true, sortOptions = false)
public final class DrainBenchmark implements Callable<Integer> {
  private static final Path LOG = Path.of("target", "bench", "service.log");
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Option(names = "--rows", split = ",", description = "notifications due")
  private List<Integer> rows = List.of(10_000, 100_000);

  @Option(names = "--clients", split = ",", description = "clients that they belong to")
  private List<Integer> clients = List.of(1, 1_000);

  @Option(names = "--runs", description = "measured runs, after a warm-up")
  private int runs = 3;

  @Option(names = "--limit-requests", description = "requests in a run of a limit")
  private int limitRequests = 50_000;

  @Option(names = "--statements", description = "show the costliest SQL statements as well")
  private boolean statements;

  @Option(
      names = "--first",
      description =
          "instead of the drain: how long until each client has had its first callback, beside one"
              + " with so many rows")
  private boolean first;

  private final PrintStream out;
  private DedicatedPostgres postgres;
  private ReceiverProcess receiver;
  private Vertx seeding;

  private DrainBenchmark(PrintStream out) {
    this.out = out;
  }

  /** Runs it; exits with 0 if every notification of every run was delivered and recorded. */
  public static void main(String[] args) throws IOException {
    // As in production: one line an attempt in JSON, into a file.
    System.setProperty("hookpress.log", "json");
    PrintStream console = System.out;
    Files.createDirectories(LOG.getParent());
    System.setOut(new PrintStream(new FileOutputStream(LOG.toFile()), true));
    System.exit(new CommandLine(new DrainBenchmark(console)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    postgres = TestServers.dedicatedPostgres();
    seeding = Vertx.vertx();
    int most = clients.stream().mapToInt(Integer::intValue).max().orElseThrow();
    try (ReceiverProcess process = ReceiverProcess.start(most)) {
      receiver = process;
      Settings settings = settings(TestServers.freshDatabase(postgres));
      try (Limits limits = new Limits(settings, receiver, Instant.now())) {
        Setting.print(out, settings, postgres.uri(), limits.bodyBytes());
        if (first) {
          measureFirst();
        } else {
          measure(limits);
        }
      }
    } finally {
      seeding.close().await();
    }
    return 0;
  }

  private void measure(Limits limits) throws SQLException, IOException {
    Results results = new Results();
    // The first run warms the JVM up and is not counted.
    for (int run = 0; run <= runs; run++) {
      double sockets = limits.sockets(limitRequests).perSecond();
      for (int number : clients) {
        double bare = limits.bareClient(limitRequests, number).perSecond();
        double door = limits.door(limitRequests, number).perSecond();
        out.printf(
            "  run %d: %,d clients: sockets %,.0f, client %,.0f, door %,.0f%n",
            run, number, sockets, bare, door);
        for (int due : rows) {
          Drain.Outcome drain = drain(number, due);
          double drained = drain.perSecond();
          out.printf(
              "  run %d: %,d clients, %,d due: drain %,.0f; CPU each: %s%n",
              run, number, due, drained, drain.cpu());
          if (run > 0) {
            results.add(new Results.Run(number, due, sockets, bare, door, drained));
          }
        }
      }
    }
    results.print(out);
  }

  private void measureFirst() throws SQLException {
    for (int number : clients) {
      for (int due : rows) {
        String uri = TestServers.freshDatabase(postgres);
        List<ClientId> all =
            Backlog.fill(
                seeding,
                uri,
                SealedBox.ofBase64(KEY),
                receiver.hooks().subList(0, number),
                number,
                Instant.now());
        new FirstCallbacks(receiver, settings(uri), uri, all, due).run(out, runs);
        Statements.drop(postgres.uri(), uri);
      }
    }
  }

  private Drain.Outcome drain(int number, int due) throws SQLException, IOException {
    Instant now = Instant.now();
    String uri = TestServers.freshDatabase(postgres);
    Backlog.fill(
        seeding, uri, SealedBox.ofBase64(KEY), receiver.hooks().subList(0, number), due, now);
    // The log of the run before has been of no use.
    new FileOutputStream(LOG.toFile()).close();
    Statements.reset(uri);
    Drain.Outcome drained = new Drain(receiver, settings(uri), uri, due).run();
    if (statements) {
      Statements.print(out, uri, due);
    }
    Statements.drop(postgres.uri(), uri);
    return drained;
  }

  private static Settings settings(String uri) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOOKPRESS_POSTGRES_URI", uri);
    environment.put("HOOKPRESS_REDIS_URI", TestServers.freshRedis());
    environment.put("HOOKPRESS_SECRETS_KEY", KEY);
    environment.put("HOOKPRESS_OUTBOUND_ALLOW", "127.0.0.0/8");
    environment.put("HOOKPRESS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("HOOKPRESS_MANAGEMENT_PORT", "0");
    environment.put("HOOKPRESS_DATA_DIR", TestServers.newDirectory("bench").toString());
    Reading reading = SettingsReader.read(environment, Optional.empty());
    if (reading instanceof Reading.Invalid invalid) {
      throw new IllegalStateException(invalid.message());
    }
    return ((Reading.Valid) reading).settings();
  }
}

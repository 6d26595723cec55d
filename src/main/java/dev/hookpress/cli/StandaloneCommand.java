package dev.hookpress.cli;

import dev.hookpress.config.Settings;
import dev.hookpress.node.App;
import dev.hookpress.node.OutOfMemory;
import dev.hookpress.node.Role;
import dev.hookpress.node.ShutdownSequence;
import dev.hookpress.node.StartFailure;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.standalone.DataDirectory;
import dev.hookpress.standalone.EmbeddedServers;
import dev.hookpress.standalone.Inbox;
import dev.hookpress.standalone.Mailbox;
import dev.hookpress.standalone.Platform;
import dev.hookpress.standalone.StandaloneSettings;
import dev.hookpress.standalone.demonstration.Demonstration;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a node with all servers it needs in one process tree and one directory. */
@Command(
    name = "standalone",
    description = "Runs Hookpress with PostgreSQL, Redis and mail of its own until it is stopped.",
    mixinStandardHelpOptions = true)
public final class StandaloneCommand implements Callable<Integer> {
  /** PostgreSQL and Redis stop within 45 s together. */
  private static final Duration SERVERS_STOP = Duration.ofSeconds(50);

  private final ProcessEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "settings in JSON")
  private Path config;

  public StandaloneCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (!EmbeddedServers.packaged()) {
      throw new ProcessEnvironment.WrongSettings(
          "This jar is for serve, migrate and client create: it has no PostgreSQL, Redis and mail"
              + " server of its own. The standalone is in hookpress-standalone.jar:\n"
              + "  java -jar hookpress-standalone.jar standalone");
    }
    environment.logAs("text");
    OutOfMemory.endTheProcess();
    Settings given = environment.settings(Optional.ofNullable(config));
    requireServers(given);
    DataDirectory.Opening opening = open(given.data().dir());
    if (opening instanceof DataDirectory.Opening.InUse inUse) {
      spec.commandLine().getErr().println(inUse.message());
      return ExitCodes.IN_USE;
    }
    DataDirectory directory = ((DataDirectory.Opening.Opened) opening).directory();
    ShutdownSequence lifetime = ShutdownSequence.untilSignal();
    try {
      start(lifetime, given, directory);
    } catch (IOException e) {
      lifetime.end();
      throw new StartFailure(e.getMessage(), e);
    } catch (Exception e) {
      lifetime.end();
      throw e;
    }
    lifetime.await();
    return 0;
  }

  /** Fails if a server is neither configured nor can be embedded on this platform. */
  private static void requireServers(Settings given) {
    Platform.current()
        .advice(given.postgres().uri().isEmpty(), given.redis().uri().isEmpty())
        .ifPresent(
            advice -> {
              throw new ProcessEnvironment.WrongSettings(advice);
            });
  }

  private static DataDirectory.Opening open(Path path) {
    try {
      return DataDirectory.open(path);
    } catch (IOException e) {
      throw new StartFailure(
          "the data directory "
              + path.toAbsolutePath().normalize()
              + " cannot be used ("
              + e
              + "). Choose another with HOOKPRESS_DATA_DIR.",
          e);
    }
  }

  private void start(ShutdownSequence lifetime, Settings given, DataDirectory directory)
      throws Exception {
    lifetime.begin("data-directory", Duration.ofSeconds(5), () -> directory, DataDirectory::close);
    boolean ownPostgres = given.postgres().uri().isEmpty();
    boolean ownRedis = given.redis().uri().isEmpty();
    announceServers(ownPostgres, ownRedis, directory);
    EmbeddedServers servers =
        lifetime.begin(
            "servers",
            SERVERS_STOP,
            () -> EmbeddedServers.start(directory, ownPostgres, ownRedis),
            EmbeddedServers::close);
    out().println("Starting Hookpress ...");
    Settings complete = StandaloneSettings.complete(given, directory, servers);
    Optional<Mailbox> mailbox =
        complete.mail().on() ? Optional.empty() : Optional.of(openMailbox(lifetime, complete));
    Settings settings = mailbox.map(opened -> opened.asRelay(complete)).orElse(complete);
    Inbox inbox =
        lifetime.begin(
            "inbox",
            Duration.ofSeconds(5),
            () -> Inbox.open(settings.standalone().inboxPort(), this::tell),
            Inbox::close);
    App app =
        lifetime.begin(
            "app",
            App.stopBound(settings),
            () -> App.start(settings, EnumSet.allOf(Role.class), environment.clock(), true),
            App::stop);
    String key = settings.standalone().apiKey().orElseThrow();
    SigningKey secret = app.clientOf(key, "first client");
    app.ready();
    announce(given, settings, secret, inbox);
    app.consoleLink(key)
        .ifPresent(link -> out().println("  console             " + link + "  (opens it once)"));
    mailbox.ifPresent(opened -> announce(given, opened));
    if (settings.demo()) {
      demonstrate(settings, key, secret, inbox);
    }
    out().println("Stop it with Ctrl-C.");
  }

  private Mailbox openMailbox(ShutdownSequence lifetime, Settings settings) throws Exception {
    return lifetime.begin(
        "mailbox",
        Duration.ofSeconds(5),
        () ->
            Mailbox.open(
                settings.standalone().mailboxPort(),
                settings.standalone().apiKey().orElseThrow(),
                this::tell),
        Mailbox::close);
  }

  private void demonstrate(Settings settings, String key, SigningKey secret, Inbox inbox)
      throws IOException, InterruptedException {
    boolean worked =
        new Demonstration(
                URI.create("http://127.0.0.1:" + settings.http().port()),
                key,
                secret,
                inbox,
                settings.data().dir(),
                environment.clock())
            .run(out());
    if (!worked) {
      out().println("  The demonstration did not go as it should; see above and the log.");
    }
    out()
        .printf(
            "Try it yourself; the inbox prints what it receives:%n"
                + "  curl -s %s/v1/jobs -H 'Authorization: Bearer %s' \\%n"
                + "    -H 'Content-Type: application/json' \\%n"
                + "    -d '{\"parts\": [{\"html\": \"<h1>Hello</h1>\"}],"
                + " \"callback\": {\"url\": \"%s\"}}'%n",
            settings.http().publicUrl(), key, inbox.uri("/hello"));
  }

  private void tell(Inbox.Callback callback) {
    if (callback.path().startsWith(Demonstration.PATHS)) {
      return;
    }
    out()
        .printf(
            "inbox %s: %s%n", callback.path(), new String(callback.body(), StandardCharsets.UTF_8));
    out().flush();
  }

  private void tell(Mailbox.Arrival mail) {
    out().printf("mailbox: to %s: %s%n", mail.to(), mail.subject());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints the first line of output, since starting the servers takes seconds. */
  private void announceServers(boolean postgres, boolean redis, DataDirectory directory) {
    if (postgres || redis) {
      String names = postgres && redis ? "PostgreSQL and Redis" : postgres ? "PostgreSQL" : "Redis";
      out().printf("Starting %s in %s ...%n", names, directory.path());
      if (postgres && !directory.holdsDatabase()) {
        out().println("  The first start unpacks the server and creates a database: 10 s or so.");
      }
    } else {
      out().printf("Using the given PostgreSQL and Redis; files are in %s.%n", directory.path());
    }
    out().flush();
  }

  private void announce(Settings given, Settings settings, SigningKey secret, Inbox inbox) {
    PrintWriter out = out();
    Path data = settings.data().dir();
    out.println("Hookpress is ready.");
    out.println("  API                 " + settings.http().publicUrl());
    out.println("  health and metrics  http://localhost:" + settings.management().port());
    // A configured key is not printed; a generated key must be shown once.
    out.println(
        "  API key             "
            + (given.standalone().apiKey().isPresent()
                ? "as given in HOOKPRESS_STANDALONE_API_KEY"
                : settings.standalone().apiKey().orElseThrow()
                    + "  (kept in "
                    + data.resolve("api-key")
                    + ")"));
    out.println("  data                " + data);
    out.println(
        "  may be called       global addresses and "
            + String.join(", ", settings.outbound().allow())
            + "  (HOOKPRESS_OUTBOUND_ALLOW)");
    out.println("  signing secret      " + secret.reveal());
    out.println("  inbox               " + inbox.uri("/"));
  }

  private void announce(Settings given, Mailbox mailbox) {
    String password =
        given.standalone().apiKey().isPresent()
            ? "$HOOKPRESS_STANDALONE_API_KEY"
            : "$(cat " + given.data().dir().resolve("api-key") + ")";
    out()
        .printf(
            "  mailbox             curl -s %s -u \"%s:%s\"  (lists; %s1 is the first mail)%n",
            mailbox.uri(), Mailbox.USER, password, mailbox.uri());
  }
}

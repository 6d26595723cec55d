package dev.hookpress.config;

import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.prepared.RenderLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks each setting, alone and against the others, and builds the {@link Settings}. */
final class SettingsAssembly {
  private static final int MEBI = 1 << 20;
  private static final int DAY_SECONDS = 86_400;

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private SettingsAssembly() {}

  /** Builds the settings and records errors in {@code values}. */
  static Settings assemble(SettingValues values, TelemetrySettings telemetry) {
    Settings settings =
        new Settings(
            http(values),
            new Settings.Management(
                values.optional("management.host"), values.integer("management.port", 0, 65535)),
            operator(values),
            new Settings.Data(values.path("data.dir")),
            postgres(values),
            new Settings.Redis(
                values.redis("redis.uri"),
                values.integer("redis.poolSize", 1, 1000),
                values.integer("redis.maxWaiting", 1, 1_000_000),
                values.oneOf("redis.sslMode", Settings.Redis.SslMode.values()),
                tlsFiles(values, "redis.")),
            secrets(values),
            outbound(values),
            new Settings.Limits(
                values.integer("limits.requestsPerSecond", 1, 1_000_000),
                values.integer("limits.maxPendingJobs", 1, 100_000_000),
                values.whole("limits.maxPendingBytes", MEBI, 1L << 50),
                values.whole("limits.maxStoredBytes", MEBI, 1L << 60),
                values.integer("limits.emailsPerDay", 0, 1_000_000_000),
                values.integer("limits.idempotencyHours", 1, 24 * 30)),
            render(values),
            delivery(values),
            mail(values),
            new Settings.Breaker(
                values.integer("breaker.errors", 1, 100_000),
                values.integer("breaker.windowSeconds", 1, DAY_SECONDS),
                values.integer("breaker.blockSeconds", 1, 7 * DAY_SECONDS)),
            files(values),
            new Settings.Retention(values.integer("retention.days", 1, 3650)),
            new Settings.Node(
                values.optional("node.id"),
                values.integer("node.lameDuckSeconds", 0, 600),
                values.integer("node.drainSeconds", 0, 3600)),
            new LogSettings(
                values.oneOf("log.level", LogSettings.Level.values()),
                values.integer("log.sampleDelivered", 1, 1_000_000)),
            telemetry,
            new Settings.Standalone(
                values.secret(
                    "standalone.apiKey",
                    "1 to 200 visible ASCII characters",
                    text -> text.matches("[!-~]{1,200}")),
                values.integer("standalone.inboxPort", 0, 65535),
                values.integer("standalone.mailboxPort", 0, 65535)),
            values.bool("demo"));
    checkTogether(values, settings);
    checkMail(values, settings);
    return settings;
  }

  private static Settings.Postgres postgres(SettingValues values) {
    return new Settings.Postgres(
        values.servers(
            "postgres.uri",
            "postgresql://user:password@host:port/database",
            List.of("postgresql", "postgres")),
        values.oneOf("postgres.pooler", Pooler.values()),
        values.integer("postgres.poolSize", 1, 1000),
        values.integer("postgres.maxWaiting", 1, 1_000_000),
        tlsFiles(values, "postgres."));
  }

  private static Settings.Files files(SettingValues values) {
    return new Settings.Files(
        values.integer("files.linkSeconds", 1, 365 * DAY_SECONDS),
        values.integer("files.maxUploadBytes", 1024, 1024 * MEBI));
  }

  private static Settings.Secrets secrets(SettingValues values) {
    return new Settings.Secrets(
        values.secret(
            "secrets.key",
            "32 bytes in base64, such as `openssl rand -base64 32` makes",
            SettingsAssembly::isSecretsKey),
        values.secrets(
            "secrets.previousKeys",
            "keys of 32 bytes in base64, with commas between",
            SettingsAssembly::isSecretsKey));
  }

  private static OperatorSettings operator(SettingValues values) {
    return new OperatorSettings(
        values.secret(
            "operator.key",
            "32 to 256 printable ASCII characters without spaces, such as `openssl rand -hex 32`"
                + " makes",
            SettingsAssembly::isOperatorKey),
        values.cidrs("operator.allow"));
  }

  private static boolean isOperatorKey(String text) {
    return text.length() >= 32
        && text.length() <= 256
        && text.chars().allMatch(each -> each > 32 && each < 127);
  }

  private static boolean isSecretsKey(String text) {
    return Base64.getDecoder().decode(text).length == 32;
  }

  private static Settings.Http http(SettingValues values) {
    int port = values.integer("http.port", 0, 65535);
    return new Settings.Http(
        values.optional("http.host"),
        port,
        values.publicUrl("http.publicUrl", URI.create("http://localhost:" + port)),
        values.integer("http.maxBodyBytes", 1024, 1024 * MEBI),
        values.integer("http.idleTimeoutSeconds", 1, DAY_SECONDS),
        values.bool("http.h2c"),
        values.origins("http.corsOrigins"),
        httpBounds(values));
  }

  private static Settings.HttpBounds httpBounds(SettingValues values) {
    return new Settings.HttpBounds(
        values.whole("http.maxBytesInFlight", 0, 1L << 40),
        values.whole("http.maxBytesInFlightPerClient", 0, 1L << 40),
        values.integer("http.maxConnections", 0, 1_000_000),
        values.integer("http.maxConnectionsPerAddress", 0, 1_000_000),
        values.integer("http.headSeconds", 1, 600),
        values.integer("http.bodySeconds", 1, DAY_SECONDS),
        values.integer("http.minBodyBytesPerSecond", 0, 1 << 20));
  }

  private static Settings.TlsFiles tlsFiles(SettingValues values, String server) {
    Optional<Path> certificate = values.optionalPath(server + "clientCertificate");
    Optional<Path> key = values.optionalPath(server + "clientKey");
    values.check(
        server + "clientCertificate",
        List.of(),
        certificate.isPresent() == key.isPresent(),
        "one together with " + server + "clientKey, or neither");
    return new Settings.TlsFiles(values.paths(server + "trustedCertificates"), certificate, key);
  }

  private static Settings.Outbound outbound(SettingValues values) {
    return new Settings.Outbound(
        values.cidrs("outbound.allow"),
        values.bool("outbound.allowHttp"),
        values.ports("outbound.ports"),
        values.integer("outbound.poolPerOrigin", 1, 10_000),
        values.integer("outbound.maxWaitingPerOrigin", 0, 1_000_000),
        values.paths("outbound.trustedCertificates"),
        values.proxy("outbound.proxy"),
        values.integer("outbound.fetchesPerHost", 1, 10_000),
        values.integer("outbound.fetchesPerHostPerClient", 1, 10_000),
        values
            .optional("outbound.contactPage")
            .map(given -> values.publicUrl("outbound.contactPage", URI.create(""))));
  }

  private static Settings.Render render(SettingValues values) {
    return new Settings.Render(
        values.oneOf("render.isolation", Settings.Render.Isolation.values()),
        values.integer("render.memoryMb", 128, 65_536),
        values.integer("render.threads", 0, 1024),
        values.integer("render.leaseSeconds", 1, DAY_SECONDS),
        values.integer("render.uploadSeconds", 1, 3600),
        renderLimits(values),
        values.integer("render.maxSourcesPerJob", 0, 1_000_000),
        fontsDir(values),
        chromium(values),
        PdfSettings.read(values));
  }

  private static Optional<Path> fontsDir(SettingValues values) {
    return values.optional("render.fontsDir").map(given -> values.path("render.fontsDir"));
  }

  private static Optional<BrowserOptions> chromium(SettingValues values) {
    // All of them are checked, whether or not there is a browser.
    boolean noSandbox = values.bool("render.chromium.noSandbox");
    int processes = values.integer("render.chromium.processes", 1, 64);
    int memoryMb = values.integer("render.chromium.memoryMb", 256, 65_536);
    Duration deadline =
        Duration.ofSeconds(values.integer("render.chromium.deadlineSeconds", 1, 600));
    Duration wait = Duration.ofSeconds(values.integer("render.chromium.waitSeconds", 1, 3600));
    int maxDocuments = values.integer("render.chromium.maxDocuments", 1, 100_000);
    int maxWaiting = values.integer("render.chromium.maxWaiting", 0, 10_000);
    return values
        .optional("render.chromium.path")
        .map(
            given ->
                new BrowserOptions(
                    values.path("render.chromium.path").toString(),
                    noSandbox,
                    processes,
                    memoryMb,
                    deadline,
                    wait,
                    maxDocuments,
                    maxWaiting,
                    fontsDir(values).map(Path::toString)));
  }

  /** The longest time that a document waits for a browser and is in it. */
  private static long browserSeconds(Settings.Render render) {
    return render.chromium().map(it -> it.longestWait().plus(it.deadline()).toSeconds()).orElse(0L);
  }

  private static RenderLimits renderLimits(SettingValues values) {
    return new RenderLimits(
        Duration.ofSeconds(values.integer("render.deadlineSeconds", 1, 3600)),
        Duration.ofSeconds(values.integer("render.fetchSeconds", 1, 3600)),
        values.integer("render.maxPages", 1, 100_000),
        values.integer("render.maxHtmlBytes", 1024, 256 * MEBI),
        values.integer("render.maxNodes", 100, 10_000_000),
        values.integer("render.maxDepth", 16, 1024),
        values.integer("render.maxCssBytes", 1024, 64 * MEBI),
        values.integer("render.maxSourceBytes", 1024, 1024 * MEBI),
        values.integer("render.maxSources", 0, 10_000),
        values.whole("render.maxImagePixels", 1, 1_000_000_000),
        values.whole("render.maxTotalPixels", 1, 10_000_000_000L),
        values.integer("render.maxOutputBytes", 1024, 1024 * MEBI));
  }

  private static Settings.Delivery delivery(SettingValues values) {
    return new Settings.Delivery(
        values.integer("delivery.slots", 1, 100_000),
        values.integer("delivery.slotsPerEndpoint", 1, 100_000),
        values.integer("delivery.deadlineSeconds", 1, 600),
        values.integer("delivery.leaseSeconds", 1, 3600),
        values.integer("delivery.maxAnswerBytes", 1024, 16 * MEBI),
        values.integer("delivery.storedAnswerBytes", 0, MEBI),
        values.durations("delivery.retrySchedule"));
  }

  private static Settings.Mail mail(SettingValues values) {
    return new Settings.Mail(
        values.host("mail.host"),
        values.integer("mail.port", 1, 65535),
        values.oneOf("mail.tls", Settings.Mail.Tls.values()),
        values.optional("mail.username"),
        values.optional("mail.password"),
        values.email("mail.from"),
        values.integer("mail.deadlineSeconds", 1, 600),
        values.integer("mail.connections", 1, 1000),
        values.integer("mail.maxWaiting", 0, 1_000_000));
  }

  private static void checkMail(SettingValues values, Settings settings) {
    Settings.Mail mail = settings.mail();
    values.check(
        "mail.from",
        List.of("mail.host"),
        !mail.on() || mail.from().isPresent(),
        "the sender's address, since mail.host is set");
    values.check(
        "mail.username",
        List.of(),
        mail.username().isPresent() == mail.password().isPresent(),
        "one together with mail.password, or neither");
    values.check(
        "mail.tls",
        List.of("mail.host"),
        mail.username().isEmpty()
            || mail.tls() != Settings.Mail.Tls.NONE
            || LOOPBACK.contains(mail.host().orElse("")),
        "starttls or implicit: the password would travel in plain text");
    values.check(
        "delivery.leaseSeconds",
        List.of("mail.deadlineSeconds"),
        !mail.on()
            || settings.delivery().leaseSeconds()
                > mail.deadlineSeconds() + Settings.Delivery.RECORDING_SECONDS,
        "more than mail.deadlineSeconds + "
            + Settings.Delivery.RECORDING_SECONDS
            + ", lest another node send what this one is still sending");
  }

  private static void checkTogether(SettingValues values, Settings settings) {
    Settings.Delivery delivery = settings.delivery();
    values.check(
        "delivery.leaseSeconds",
        List.of("delivery.deadlineSeconds"),
        delivery.leaseSeconds() > delivery.deadlineSeconds() + Settings.Delivery.RECORDING_SECONDS,
        "more than delivery.deadlineSeconds + "
            + Settings.Delivery.RECORDING_SECONDS
            + ", lest another node send what this one is still sending");
    values.check(
        "delivery.slotsPerEndpoint",
        List.of("delivery.slots"),
        delivery.slotsPerEndpoint() <= delivery.slots(),
        "at most delivery.slots");
    values.check(
        "delivery.storedAnswerBytes",
        List.of("delivery.maxAnswerBytes"),
        delivery.storedAnswerBytes() <= delivery.maxAnswerBytes(),
        "at most delivery.maxAnswerBytes");
    Settings.Render render = settings.render();
    RenderLimits limits = render.limits();
    values.check(
        "render.leaseSeconds",
        List.of(
            "render.fetchSeconds",
            "render.deadlineSeconds",
            "render.uploadSeconds",
            "render.chromium.deadlineSeconds",
            "render.chromium.waitSeconds",
            "sign.timestampSeconds",
            "verify.deadlineSeconds"),
        render.leaseSeconds()
            > limits.fetchDeadline().toSeconds()
                + limits.deadline().toSeconds()
                + render.uploadSeconds()
                + browserSeconds(render)
                + render.pdf().seconds(),
        "more than render.fetchSeconds + render.deadlineSeconds + render.uploadSeconds"
            + (render.chromium().isPresent()
                ? " + render.chromium.waitSeconds + render.chromium.deadlineSeconds"
                : "")
            + " + sign.timestampSeconds"
            + (render.pdf().verify().isPresent() ? " + 2 * verify.deadlineSeconds," : ",")
            + " lest another node render what this one is still rendering");
    values.check(
        "render.maxImagePixels",
        List.of("render.maxTotalPixels"),
        limits.maxImagePixels() <= limits.maxTotalPixels(),
        "at most render.maxTotalPixels");
    int port = settings.http().port();
    values.check(
        "management.port",
        List.of("http.port"),
        port == 0 || port != settings.management().port(),
        "another port than http.port");
  }
}

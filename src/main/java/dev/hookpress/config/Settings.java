package dev.hookpress.config;

import dev.hookpress.job.EmailAddress;
import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.prepared.RenderLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, validated. {@code http.maxBodyBytes} in a file is {@code
 * HOOKPRESS_HTTP_MAX_BODY_BYTES} in the environment, and the environment wins. The packaged
 * defaults are in {@code config/defaults.json}.
 */
public record Settings(
    Http http,
    Management management,
    OperatorSettings operator,
    Data data,
    Postgres postgres,
    Redis redis,
    Secrets secrets,
    Outbound outbound,
    Limits limits,
    Render render,
    Delivery delivery,
    Mail mail,
    Breaker breaker,
    Files files,
    Retention retention,
    Node node,
    LogSettings log,
    TelemetrySettings telemetry,
    Standalone standalone,
    boolean demo) {

  /**
   * API server settings.
   *
   * @param host the address to listen on; empty: all, in the standalone loopback alone
   * @param publicUrl the base URL for clients, without a trailing slash; links begin with it
   * @param maxBodyBytes limit on a request body; a larger one gets 413
   * @param h2c whether HTTP/2 without TLS is offered
   * @param corsOrigins whose pages may read answers; {@code *} is any
   */
  public record Http(
      Optional<String> host,
      int port,
      URI publicUrl,
      int maxBodyBytes,
      int idleTimeoutSeconds,
      boolean h2c,
      Set<String> corsOrigins,
      HttpBounds bounds) {}

  /**
   * Bounds on what all API requests take together, and on slow ones.
   *
   * @param maxBytesInFlight memory for the bodies of requests in progress; 0: a third of the heap
   * @param maxBytesInFlightPerClient one client's share; 0: half
   * @param maxConnections open at once; 0: what file descriptors and heap permit
   * @param maxConnectionsPerAddress from one address; 0: half of all
   * @param headSeconds time for the first request's head on a connection
   * @param bodySeconds time for a whole body
   * @param minBodyBytesPerSecond the least average rate of a body after {@code headSeconds}
   */
  public record HttpBounds(
      long maxBytesInFlight,
      long maxBytesInFlightPerClient,
      int maxConnections,
      int maxConnectionsPerAddress,
      int headSeconds,
      int bodySeconds,
      int minBodyBytesPerSecond) {}

  /** Health and metrics, on a separate port that need not be public; the host as for the API. */
  public record Management(Optional<String> host, int port) {}

  /** The directory of the hosted PDFs and, in the standalone, of the embedded servers' files. */
  public record Data(Path dir) {}

  /**
   * PostgreSQL 14 or later.
   *
   * @param uri {@code postgresql://user:password@host:port/database}; empty: embedded
   * @param maxWaiting limit on calls that wait for a connection; further calls fail at once
   */
  public record Postgres(
      Optional<String> uri, Pooler pooler, int poolSize, int maxWaiting, TlsFiles tlsFiles) {
    /** Leaves out the URI, which may contain a password. */
    @Override
    public String toString() {
      return "Postgres[uri=" + setOrUnset(uri) + ", poolSize=" + poolSize + "]";
    }
  }

  /**
   * Redis 6.2 or later: a server, a cluster's nodes with commas between, or {@code sentinel://}
   * with {@code /master} at the end; {@code rediss}, {@code sentinels}: TLS. Empty URI: embedded.
   *
   * @param sslMode what TLS verifies
   */
  public record Redis(
      Optional<String> uri, int poolSize, int maxWaiting, SslMode sslMode, TlsFiles tlsFiles) {
    /** What TLS verifies of a server: nothing, its certificate's issuer, or its name as well. */
    public enum SslMode {
      VERIFY_FULL,
      VERIFY_CA,
      REQUIRE
    }

    /** Leaves out the URI, which may contain a password. */
    @Override
    public String toString() {
      return "Redis[uri=" + setOrUnset(uri) + ", poolSize=" + poolSize + "]";
    }
  }

  /** PEM files for TLS to an own server; without trusted certificates, the JDK's roots are used. */
  public record TlsFiles(
      List<Path> trustedCertificates, Optional<Path> clientCertificate, Optional<Path> clientKey) {}

  /**
   * Encryption keys.
   *
   * @param key 32 bytes in base64; encrypts the clients' secrets and signs file links. Required by
   *     {@code serve}; the standalone generates one and stores it in its data directory
   * @param previousKeys older keys in the same form, which still decrypt what they encrypted
   */
  public record Secrets(Optional<String> key, List<String> previousKeys) {
    @Override
    public String toString() {
      return "Secrets[key=" + setOrUnset(key) + ", previousKeys=" + previousKeys.size() + "]";
    }
  }

  /**
   * Outbound requests.
   *
   * @param allow CIDRs allowed in addition to global addresses, on any port and by plain http
   * @param allowHttp whether plain http is allowed for global addresses
   * @param ports the ports allowed for global addresses
   * @param poolPerOrigin limit on concurrent connections of one client to one origin
   * @param maxWaitingPerOrigin limit on requests of one client that wait for such a connection
   * @param trustedCertificates PEM files with certificates trusted in addition to the JDK's roots
   * @param proxy used for every outbound connection
   * @param fetchesPerHost limit on sources being fetched from one host
   * @param fetchesPerHostPerClient the same for one client
   * @param contactPage named in the User-Agent of fetches
   */
  public record Outbound(
      List<String> allow,
      boolean allowHttp,
      List<Integer> ports,
      int poolPerOrigin,
      int maxWaitingPerOrigin,
      List<Path> trustedCertificates,
      Optional<Proxy> proxy,
      int fetchesPerHost,
      int fetchesPerHostPerClient,
      Optional<URI> contactPage) {}

  /**
   * An HTTP proxy that supports CONNECT.
   *
   * @param user set together with the password, or both empty
   */
  public record Proxy(String host, int port, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
      return "Proxy[" + host + ":" + port + ", password=" + setOrUnset(password) + "]";
    }
  }

  /**
   * Default limits of a client; a client's own limits take precedence.
   *
   * @param requestsPerSecond limit on submissions, over all nodes
   * @param maxPendingJobs limit on jobs that are accepted and have not ended
   * @param maxPendingBytes limit on what they take in the database
   * @param maxStoredBytes limit on hosted files and assets
   * @param emailsPerDay limit on e-mails that jobs ask for in a UTC day, over all nodes together
   */
  public record Limits(
      int requestsPerSecond,
      int maxPendingJobs,
      long maxPendingBytes,
      long maxStoredBytes,
      int emailsPerDay,
      int idempotencyHours) {}

  /**
   * Rendering settings.
   *
   * @param isolation what a document is rendered in
   * @param memoryMb heap of a render process
   * @param threads number of render threads; 0: one per core
   * @param leaseSeconds more than the maximum time of fetching, waiting, rendering and storing
   *     together
   * @param uploadSeconds deadline for storing
   * @param limits the limits of one document
   * @param fontsDir directory of the operator's TrueType fonts, used in addition to the packaged
   *     ones
   * @param chromium the browser; empty: there is none
   * @param pdf signatures and verification
   */
  public record Render(
      Isolation isolation,
      int memoryMb,
      int threads,
      int leaseSeconds,
      int uploadSeconds,
      RenderLimits limits,
      int maxSourcesPerJob,
      Optional<Path> fontsDir,
      Optional<BrowserOptions> chromium,
      PdfSettings pdf) {
    /** What a document is rendered in. */
    public enum Isolation {
      /** A process of the node's: a document that uses up its memory ends only that process. */
      PROCESS,
      /** A thread of the node: less memory, and a document may end the node. */
      THREAD
    }
  }

  /**
   * Delivery settings.
   *
   * @param slots limit on attempts in flight on this node
   * @param slotsPerEndpoint highest limit on attempts in flight to one client's endpoint
   * @param deadlineSeconds deadline for one exchange, including the response body
   * @param leaseSeconds more than the maximum time of an attempt and its recording
   * @param maxAnswerBytes read limit for a response
   * @param storedAnswerBytes how much of the response is stored with the attempt
   * @param retrySchedule the wait before each further attempt
   */
  public record Delivery(
      int slots,
      int slotsPerEndpoint,
      int deadlineSeconds,
      int leaseSeconds,
      int maxAnswerBytes,
      int storedAnswerBytes,
      List<Duration> retrySchedule) {
    /** Time reserved for recording an attempt after the exchange. */
    static final int RECORDING_SECONDS = 10;

    /**
     * Time reserved for a claimed notification to wait for a slot; notifications to fast endpoints
     * wait much less.
     */
    private static final int WAITING_SECONDS = 2;

    /** The time that the lease leaves for an exchange, whatever deadline the dialect sets. */
    public Duration longestAttempt() {
      return Duration.ofSeconds(
          Math.max(deadlineSeconds, leaseSeconds - RECORDING_SECONDS - WAITING_SECONDS));
    }

    /** How long a claimed notification may wait to be sent: one or two seconds. */
    public Duration patience() {
      return Duration.ofSeconds(leaseSeconds - RECORDING_SECONDS).minus(longestAttempt());
    }
  }

  /**
   * The operator's SMTP relay for e-mail; connections to it bypass the outbound client.
   *
   * @param host empty: no e-mail is sent, and e-mail targets are rejected
   * @param username empty: the relay needs no login
   * @param from the sender; present if {@code host} is
   * @param deadlineSeconds deadline for one e-mail, including the wait for a connection
   * @param connections limit on connections from this node to the relay
   * @param maxWaiting limit on e-mails that wait for a connection; further ones fail at once
   */
  public record Mail(
      Optional<String> host,
      int port,
      Tls tls,
      Optional<String> username,
      Optional<String> password,
      Optional<EmailAddress> from,
      int deadlineSeconds,
      int connections,
      int maxWaiting) {

    /**
     * How the connection to the relay is secured. The host name in the certificate is always
     * verified.
     */
    public enum Tls {
      NONE,
      /** Upgraded from plain text; fails if the relay does not offer the upgrade. */
      STARTTLS,
      /** TLS from the first byte, usually on port 465. */
      IMPLICIT
    }

    /** Whether e-mail is enabled. */
    public boolean on() {
      return host.isPresent();
    }

    @Override
    public String toString() {
      return "Mail[host="
          + host.orElse("unset")
          + ", port="
          + port
          + ", tls="
          + tls
          + ", username="
          + setOrUnset(username)
          + ", password="
          + setOrUnset(password)
          + "]";
    }
  }

  /** The block: {@code errors} within {@code windowSeconds} block for {@code blockSeconds}. */
  public record Breaker(int errors, int windowSeconds, int blockSeconds) {}

  /** Hosted files and assets: lifetime of links, limit of an upload, which goes to disk. */
  public record Files(int linkSeconds, int maxUploadBytes) {}

  /** How many days of ended jobs, notifications, attempts and files are kept. */
  public record Retention(int days) {}

  /**
   * Node settings.
   *
   * @param id stable over restarts if set: at start, a node takes over its own leases
   * @param lameDuckSeconds how long a node that is to stop, and not ready, still serves
   * @param drainSeconds how long each shutdown step waits for running work
   */
  public record Node(Optional<String> id, int lameDuckSeconds, int drainSeconds) {}

  /**
   * The standalone's first client, the inbox for its demonstration's callbacks, and the mailbox for
   * its e-mails.
   *
   * @param inboxPort port on 127.0.0.1; 0: any free port
   * @param mailboxPort POP3 port on 127.0.0.1; 0: any free port
   */
  public record Standalone(Optional<String> apiKey, int inboxPort, int mailboxPort) {
    @Override
    public String toString() {
      return "Standalone[apiKey="
          + setOrUnset(apiKey)
          + ", inboxPort="
          + inboxPort
          + ", mailboxPort="
          + mailboxPort
          + "]";
    }
  }

  /** A copy without the first client and the demonstration, for a node of a cluster. */
  public Settings withoutStandalone() {
    Standalone none =
        new Standalone(Optional.empty(), standalone.inboxPort(), standalone.mailboxPort());
    return with(mail, none, false);
  }

  public Settings withMail(Mail relay) {
    return with(relay, standalone, demo);
  }

  private Settings with(Mail relay, Standalone first, boolean demonstrated) {
    return new Settings(
        http,
        management,
        operator,
        data,
        postgres,
        redis,
        secrets,
        outbound,
        limits,
        render,
        delivery,
        relay,
        breaker,
        files,
        retention,
        node,
        log,
        telemetry,
        first,
        demonstrated);
  }

  private static String setOrUnset(Optional<String> secret) {
    return secret.isPresent() ? "set" : "unset";
  }
}

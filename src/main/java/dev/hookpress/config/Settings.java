package dev.hookpress.config;

import dev.hookpress.job.EmailAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every setting, checked. {@code http.maxBodyBytes} in a file is {@code
 * HOOKPRESS_HTTP_MAX_BODY_BYTES} in the environment, and the environment wins. Defaults are in
 * {@code config/defaults.json}, which is packaged with the program.
 */
public record Settings(
    Http http,
    Management management,
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
    Standalone standalone,
    boolean demo) {

  /**
   * The API.
   *
   * @param publicUrl how clients reach it; links in answers and callbacks begin with it; without a
   *     slash at the end
   * @param maxBodyBytes of a request; beyond it 413
   */
  public record Http(
      String host, int port, URI publicUrl, int maxBodyBytes, int idleTimeoutSeconds) {}

  /** Health and metrics, on a port of their own so that they need not be public. */
  public record Management(String host, int port) {}

  /** Where the standalone keeps its servers' files, and any node its hosted PDFs. */
  public record Data(Path dir) {}

  /**
   * PostgreSQL 14 or later.
   *
   * @param uri {@code postgresql://user:password@host:port/database}; empty: embedded
   * @param maxWaiting how many calls may wait for a connection; beyond it they fail at once
   */
  public record Postgres(Optional<String> uri, int poolSize, int maxWaiting) {
    /** Without the URI, which may hold a password. */
    @Override
    public String toString() {
      return "Postgres[uri=" + setOrUnset(uri) + ", poolSize=" + poolSize + "]";
    }
  }

  /**
   * Redis 6.2 or later: one server, several nodes of one cluster by commas, or {@code
   * sentinel://:password@host:port,host2:port/master}; empty URI: embedded.
   */
  public record Redis(Optional<String> uri, int poolSize, int maxWaiting) {
    /** Without the URI, which may hold a password. */
    @Override
    public String toString() {
      return "Redis[uri=" + setOrUnset(uri) + ", poolSize=" + poolSize + "]";
    }
  }

  /**
   * @param key 32 bytes in base64; encrypts what clients entrust to Hookpress, signs file links.
   *     Required by {@code serve}; the standalone makes one and keeps it in its data directory
   * @param previousKeys older keys of the same form, which still open what they sealed
   */
  public record Secrets(Optional<String> key, List<String> previousKeys) {
    @Override
    public String toString() {
      return "Secrets[key=" + setOrUnset(key) + ", previousKeys=" + previousKeys.size() + "]";
    }
  }

  /**
   * Requests to strangers.
   *
   * @param allow CIDRs that may be reached beside global addresses, on any port and by plain http
   * @param allowHttp whether plain http may be used towards global addresses
   * @param ports the ports that may be reached at global addresses
   * @param poolPerOrigin connections in use at a time for one client to one origin
   * @param maxWaitingPerOrigin requests of one client that may wait for one of them
   * @param trustedCertificates files in PEM; what they hold is trusted beside the JDK's roots
   * @param proxy by which every connection is made
   */
  public record Outbound(
      List<String> allow,
      boolean allowHttp,
      List<Integer> ports,
      int poolPerOrigin,
      int maxWaitingPerOrigin,
      List<Path> trustedCertificates,
      Optional<Proxy> proxy) {}

  /**
   * An HTTP proxy that knows CONNECT.
   *
   * @param user with a password, or both empty
   */
  public record Proxy(String host, int port, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
      return "Proxy[" + host + ":" + port + ", password=" + setOrUnset(password) + "]";
    }
  }

  /**
   * What one client may use, unless its own limits say otherwise.
   *
   * @param requestsPerSecond of submissions, over all nodes
   * @param maxPendingJobs accepted and not ended
   */
  public record Limits(int requestsPerSecond, int maxPendingJobs, int idempotencyHours) {}

  /**
   * Rendering.
   *
   * @param threads 0: as many as there are cores
   * @param deadlineSeconds for one document's layout and writing
   * @param leaseSeconds longer than fetching, waiting, rendering and storing can take together
   * @param fetchSeconds for all sources of a document
   * @param uploadSeconds for storing
   * @param fontsDir TrueType fonts of the operator's own, beside the packaged ones
   */
  public record Render(
      int threads,
      int deadlineSeconds,
      int leaseSeconds,
      int fetchSeconds,
      int uploadSeconds,
      int maxPages,
      int maxHtmlBytes,
      int maxNodes,
      int maxDepth,
      int maxCssBytes,
      int maxSourceBytes,
      int maxSources,
      long maxImagePixels,
      long maxTotalPixels,
      int maxOutputBytes,
      Optional<Path> fontsDir) {}

  /**
   * Delivery.
   *
   * @param slots attempts in flight on this node
   * @param slotsPerEndpoint to one client's endpoint, when it takes all that it is given
   * @param deadlineSeconds for one exchange, the answer's body included
   * @param leaseSeconds longer than an attempt and its recording can take
   * @param maxAnswerBytes read of an answer
   * @param storedAnswerBytes kept of it with the attempt
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
    /** An attempt's recording, beyond the exchange itself. */
    static final int RECORDING_SECONDS = 10;

    /** A claimed notification's turn; those of endpoints that answer quickly come much sooner. */
    private static final int WAITING_SECONDS = 2;

    /** What a lease leaves an exchange, whatever its dialect wants. */
    public Duration longestAttempt() {
      return Duration.ofSeconds(
          Math.max(deadlineSeconds, leaseSeconds - RECORDING_SECONDS - WAITING_SECONDS));
    }

    /** How long what has been claimed may wait to be sent; a second or two. */
    public Duration patience() {
      return Duration.ofSeconds(leaseSeconds - RECORDING_SECONDS).minus(longestAttempt());
    }
  }

  /**
   * The relay that sends e-mail; the operator's own, so not through the outbound door.
   *
   * @param host empty: no e-mail is sent, nor taken as a target
   * @param username empty: the relay asks for no login
   * @param from the sender; present where a host is
   * @param deadlineSeconds for one mail, waiting for a connection included
   * @param connections to the relay, from this node
   * @param maxWaiting mails that may wait for one; beyond it they fail at once
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

    /** How the connection to the relay is secured; always with its name checked. */
    public enum Tls {
      NONE,
      /** Begun in plain text, and never gone on with if the relay does not offer it. */
      STARTTLS,
      /** From the first byte, usually on port 465. */
      IMPLICIT
    }

    /** Whether e-mail is sent at all. */
    public boolean on() {
      return host.isPresent();
    }

    /** Without the login. */
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

  /** Hosted files: how long a link is good for. */
  public record Files(int linkSeconds) {}

  /** How many days of ended jobs, notifications, attempts and hosted files are kept. */
  public record Retention(int days) {}

  /**
   * This process among its equals.
   *
   * @param id stable over restarts where it is set: a node takes up its own leases at start
   * @param drainSeconds how long stopping waits for work in hand, for each step
   */
  public record Node(Optional<String> id, int drainSeconds) {}

  /**
   * The standalone's first client, the inbox that its demonstration is called back at, and the
   * mailbox that its e-mails end in.
   *
   * @param inboxPort on 127.0.0.1; 0: any free one
   * @param mailboxPort of POP3 on 127.0.0.1; 0: any free one
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

  /** The same without a first client and without the demonstration: a node among others. */
  public Settings withoutStandalone() {
    Standalone none =
        new Standalone(Optional.empty(), standalone.inboxPort(), standalone.mailboxPort());
    return with(mail, none, false);
  }

  /** The same with another relay. */
  public Settings withMail(Mail relay) {
    return with(relay, standalone, demo);
  }

  private Settings with(Mail relay, Standalone first, boolean demonstrated) {
    return new Settings(
        http,
        management,
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
        first,
        demonstrated);
  }

  private static String setOrUnset(Optional<String> secret) {
    return secret.isPresent() ? "set" : "unset";
  }
}

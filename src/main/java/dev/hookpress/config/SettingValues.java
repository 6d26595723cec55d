package dev.hookpress.config;

import dev.hookpress.job.EmailAddress;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses settings from text. An invalid value is recorded as a problem and replaced by a harmless
 * one, so that one pass finds every error.
 */
final class SettingValues {
  /** Scheme and host in lower case, and the port if it is not the scheme's own. */
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]{1,253}");

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

  /** A name, an IPv4 address, or an IPv6 address, which has at least two colons. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*");

  /** Accepts only the usual notation of addresses and blocks, not the library's other notations. */
  private static final IPAddressStringParameters PLAIN_ADDRESSES =
      new IPAddressStringParameters.Builder()
          .allowAll(false)
          .allowEmpty(false)
          .allowMask(false)
          .allowPrefixOnly(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getParentBuilder()
          .toParams();

  private final Map<String, String> texts;
  private final List<String> problems;
  private final Set<String> wrong = new HashSet<>();

  /**
   * @param texts the given values by dotted name, without unset ones
   * @param problems receives a message for each error
   */
  SettingValues(Map<String, String> texts, List<String> problems) {
    this.texts = texts;
    this.problems = problems;
  }

  /** Records an error in a combination of settings, unless one of them is already invalid. */
  void check(String name, List<String> others, boolean right, String allowed) {
    if (!right && !wrong.contains(name) && others.stream().noneMatch(wrong::contains)) {
      problem(name, quoted(texts.getOrDefault(name, "")), allowed);
    }
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  String text(String name) {
    return parse(name, "", "some text", text -> text);
  }

  int integer(String name, int least, int max) {
    return (int) whole(name, least, max);
  }

  long whole(String name, long least, long max) {
    return parse(
        name,
        least,
        "a whole number from " + least + " to " + max,
        text -> {
          long value = Long.parseLong(text);
          return value >= least && value <= max ? value : null;
        });
  }

  boolean bool(String name) {
    return parse(
        name,
        false,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            });
  }

  Path path(String name) {
    return parse(name, Path.of("."), "a path", Path::of);
  }

  Optional<Path> optionalPath(String name) {
    return optional(name).map(given -> path(name));
  }

  /** Comma-separated paths; empty if unset. */
  List<Path> paths(String name) {
    return list(name, "paths, with commas between", Path::of);
  }

  /** An HTTP proxy; never shown, because it may contain a password. */
  Optional<Settings.Proxy> proxy(String name) {
    Optional<Settings.Proxy> proxy =
        optional(name).flatMap(given -> attempt(given.strip(), SettingValues::proxyOf));
    if (optional(name).isPresent() && proxy.isEmpty()) {
      problem(name, "(not shown)", "http://user:password@host:port");
    }
    return proxy;
  }

  private static Settings.Proxy proxyOf(String text) {
    URI uri = uri(text.replaceAll("/+$", ""));
    if (!"http".equals(uri.getScheme())
        || uri.getHost() == null
        || !uri.getRawPath().isEmpty()
        || uri.getRawQuery() != null) {
      return null;
    }
    String login = uri.getUserInfo();
    int colon = login == null ? 0 : login.indexOf(':');
    if (colon < 0 || uri.getPort() < 1 || uri.getPort() > 65_535) {
      return null;
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    return login == null
        ? new Settings.Proxy(host, uri.getPort(), Optional.empty(), Optional.empty())
        : new Settings.Proxy(
            host,
            uri.getPort(),
            Optional.of(login.substring(0, colon)),
            Optional.of(login.substring(colon + 1)));
  }

  /** An absolute http or https URL without query, fragment or trailing slash. */
  URI publicUrl(String name, URI whenUnset) {
    return optional(name).isEmpty()
        ? whenUnset
        : parse(
            name,
            whenUnset,
            "an address such as https://pdf.example.com",
            text -> {
              URI uri = uri(text.replaceAll("/+$", ""));
              boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
              boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
              return web && bare && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
            });
  }

  /** Comma-separated server URIs; never shown, because they may contain passwords. */
  Optional<String> servers(String name, String example, List<String> schemes) {
    optional(name)
        .ifPresent(
            given -> {
              for (String part : parts(given)) {
                if (!ServerUris.isServer(part, schemes)) {
                  problem(name, "(not shown)", example);
                }
              }
              if (!ServerUris.haveOneScheme(parts(given))) {
                problem(name, "(not shown)", "the same scheme for all nodes");
              }
            });
    return optional(name);
  }

  /** The URI of one Redis server, of cluster nodes, or of sentinels; never shown. */
  Optional<String> redis(String name) {
    Optional<String> given = optional(name);
    if (given.isEmpty() || !ServerUris.mayBeSentinels(given.get())) {
      return servers(
          name,
          "redis://:password@host:port, or sentinel://:password@host:port,host2:port/master",
          List.of("redis", "rediss"));
    }
    if (!ServerUris.isSentinels(given.get())) {
      problem(name, "(not shown)", "sentinel://:password@host:port,host2:port/master");
    }
    return given;
  }

  /** A secret that must pass the test; never shown. */
  Optional<String> secret(String name, String allowed, Function<String, Boolean> test) {
    optional(name)
        .ifPresent(
            given -> {
              if (!attempt(given, test).orElse(false)) {
                problem(name, "(not shown)", allowed);
              }
            });
    return optional(name);
  }

  /** Comma-separated secrets; never shown. */
  List<String> secrets(String name, String allowed, Function<String, Boolean> test) {
    List<String> given =
        optional(name).stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    if (!given.stream().allMatch(text -> attempt(text, test).orElse(false))) {
      problem(name, "(not shown)", allowed);
    }
    return given;
  }

  /** A name or an IP address, without a port. */
  Optional<String> host(String name) {
    return optional(name)
        .map(
            given ->
                parse(
                    name,
                    "",
                    "a name such as smtp.example.com or an IP address; the port is another setting",
                    text -> HOST.matcher(text).matches() ? text : null));
  }

  /** An address such as hookpress@example.com. */
  Optional<EmailAddress> email(String name) {
    return optional(name)
        .flatMap(
            given -> {
              EmailAddress.Reading reading = EmailAddress.read(given.strip());
              if (reading instanceof EmailAddress.Reading.Refused refused) {
                problem(
                    name,
                    quoted(given),
                    "an address such as hookpress@example.com. " + refused.reason());
                return Optional.empty();
              }
              return Optional.of(((EmailAddress.Reading.Valid) reading).address());
            });
  }

  /** An enum constant by its lower-case name. */
  <E extends Enum<E>> E oneOf(String name, E[] choices) {
    return parse(
        name,
        choices[0],
        Arrays.stream(choices).map(SettingValues::word).collect(Collectors.joining(", ")),
        text ->
            Arrays.stream(choices)
                .filter(choice -> word(choice).equals(text))
                .findFirst()
                .orElse(null));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** CIDR blocks such as 10.0.0.0/8, or single addresses; empty if unset. */
  List<String> cidrs(String name) {
    return list(name, "addresses or blocks such as 10.0.0.0/8,fd00::/8", SettingValues::cidr);
  }

  /** Origins of web pages in the form in which browsers send them; any if one is {@code *}. */
  Set<String> origins(String name) {
    return Set.copyOf(
        new HashSet<>(
            list(name, "origins such as https://app.example.com, or *", SettingValues::origin)));
  }

  private static String origin(String text) {
    return text.equals("*") || ORIGIN.matcher(text).matches() ? text : null;
  }

  private static String cidr(String text) {
    try {
      IPAddress address = new IPAddressString(text, PLAIN_ADDRESSES).toAddress();
      // 10.1.2.3/8 is ambiguous, either the block or the address, and is rejected.
      boolean clear = !address.isPrefixed() || address.isPrefixBlock();
      return clear ? address.toCanonicalString() : null;
    } catch (AddressStringException | IncompatibleAddressException e) {
      return null;
    }
  }

  List<Integer> ports(String name) {
    return list(
        name,
        "port numbers such as 443,8443",
        text -> {
          int port = Integer.parseInt(text);
          return port >= 1 && port <= 65535 ? port : null;
        });
  }

  /** Durations such as 5s,5m,2h,1d, each at most 30 days. */
  List<Duration> durations(String name) {
    return list(name, "waits such as 5s,5m,2h,1d, of at most 30d each", SettingValues::duration);
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    Duration value =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return value.isZero() || value.compareTo(Duration.ofDays(30)) > 0 ? null : value;
  }

  private <T> List<T> list(String name, String allowed, Function<String, T> parser) {
    List<T> values = new ArrayList<>();
    for (String part : parts(texts.getOrDefault(name, ""))) {
      attempt(part, parser)
          .ifPresentOrElse(values::add, () -> problem(name, quoted(part), allowed));
    }
    return List.copyOf(values);
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  private <T> T parse(String name, T harmless, String allowed, Function<String, T> parser) {
    String text = texts.getOrDefault(name, "").strip();
    Optional<T> value = text.isEmpty() ? Optional.empty() : attempt(text, parser);
    if (value.isEmpty()) {
      problem(name, quoted(text), allowed);
    }
    return value.orElse(harmless);
  }

  /** Empty if the parser returns null or throws {@link IllegalArgumentException}. */
  private static <T> Optional<T> attempt(String text, Function<String, T> parser) {
    try {
      return Optional.ofNullable(parser.apply(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void problem(String name, String given, String allowed) {
    wrong.add(name);
    problems.add(
        name + " (" + SettingNames.variable(name) + "): given " + given + ", allowed: " + allowed);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}

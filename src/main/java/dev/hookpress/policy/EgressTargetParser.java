package dev.hookpress.policy;

import static dev.hookpress.policy.EgressRule.HOST;
import static dev.hookpress.policy.EgressRule.PORT;
import static dev.hookpress.policy.EgressRule.SCHEME;
import static dev.hookpress.policy.EgressRule.USERINFO;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses the target of a URL. {@link URI} does not split an authority in which it finds no host
 * name ({@code 127.1}, {@code 0x7f000001}, a name with an underscore or non-ASCII letters), yet
 * clients connect to such hosts. This class therefore parses the authority itself and maps every
 * spelling of an address to that address.
 */
final class EgressTargetParser {
  /** Maximum length of a name without the trailing dot (RFC 1035 §2.3.4). */
  private static final int MAX_NAME_LENGTH = 253;

  private static final int MAX_LABEL_LENGTH = 63;

  private static final IPAddressStringParameters ADDRESS = addressParameters();

  private EgressTargetParser() {}

  static EgressDecision parse(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (!tls && !scheme.equals("http")) {
      return new EgressDecision.Refused(SCHEME, "only https and http URLs can be reached");
    }
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return new EgressDecision.Refused(HOST, "the URL has no host");
    }
    if (authority.indexOf('@') >= 0) {
      return new EgressDecision.Refused(
          USERINFO, "the URL may not have a user name or password in it");
    }
    int portColon = authority.indexOf(':', Math.max(authority.lastIndexOf(']'), 0));
    String host = portColon < 0 ? authority : authority.substring(0, portColon);
    int port = port(portColon < 0 ? "" : authority.substring(portColon + 1), tls);
    if (port < 1 || port > 65_535) {
      return new EgressDecision.Refused(PORT, "the URL's port is not a number from 1 to 65535");
    }
    return host.startsWith("[") ? bracketed(tls, host, port) : named(tls, host, port);
  }

  private static int port(String digits, boolean tls) {
    if (digits.isEmpty()) {
      return tls ? 443 : 80;
    }
    boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }

  private static EgressDecision bracketed(boolean tls, String host, int port) {
    if (host.indexOf(']') != host.length() - 1) {
      return invalidHost();
    }
    IPAddress address = address(host.substring(1, host.length() - 1));
    return address != null && address.isIPv6() ? literal(tls, address, port) : invalidHost();
  }

  private static EgressDecision named(boolean tls, String host, int port) {
    String name;
    try {
      name = IDN.toASCII(host).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return invalidHost();
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (!isName(name)) {
      return invalidHost();
    }
    if (!endsInNumber(name)) {
      return new EgressDecision.Allowed(new EgressTarget(tls, name, port, Optional.empty()));
    }
    IPAddress address = address(name);
    return address != null && address.isIPv4() ? literal(tls, address, port) : invalidHost();
  }

  private static EgressDecision literal(boolean tls, IPAddress address, int port) {
    return new EgressDecision.Allowed(
        new EgressTarget(tls, address.toCanonicalString(), port, Optional.of(address)));
  }

  private static EgressDecision invalidHost() {
    return new EgressDecision.Refused(HOST, "the URL's host is not a valid name or address");
  }

  /** Whether the name has only letters, digits, hyphens, and underscores, which DNS allows. */
  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      boolean valid =
          !label.isEmpty()
              && label.length() <= MAX_LABEL_LENGTH
              && label.chars().allMatch(EgressTargetParser::isNameCharacter);
      if (!valid) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  /**
   * The ends-in-a-number test of the WHATWG URL standard: such a host must be a valid IPv4 address.
   */
  private static boolean endsInNumber(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (last.startsWith("0x")) {
      return last.substring(2).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
    return last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static IPAddress address(String text) {
    return new IPAddressString(text, ADDRESS).getAddress();
  }

  private static IPAddressStringParameters addressParameters() {
    IPAddressStringParameters.Builder builder =
        new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .allowSingleSegment(true)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(true);
    builder
        .getIPv4AddressParametersBuilder()
        .allow_inet_aton_hex(true)
        .allow_inet_aton_octal(true)
        .allow_inet_aton_joined_segments(true)
        .allowUnlimitedLeadingZeros(true)
        .allowBinary(false);
    builder.getIPv6AddressParametersBuilder().allowZone(false).allowBase85(false);
    return builder.toParams();
  }
}

package dev.hookpress.policy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IncompatibleAddressException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which outbound targets are allowed: global unicast addresses by {@code https} on the
 * configured ports, and addresses on the allow-list on any port and by plain {@code http} too.
 *
 * <p>A URL is checked twice: {@link #check(URI)} checks what is known without a DNS lookup, so that
 * a submission can be refused early; {@link #check(EgressTarget, Collection)} checks the resolved
 * addresses and is authoritative.
 */
public final class EgressPolicy {
  private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

  /** RFC 6761 §6.3: these names always mean this machine. */
  private static final IPAddress LOCALHOST = new IPAddressString("127.0.0.1").getAddress();

  private final List<IPAddress> allow;
  private final boolean allowHttp;
  private final Set<Integer> ports;

  /**
   * Creates a policy.
   *
   * @param allow CIDRs or single addresses allowed in addition to global ones
   * @param allowHttp whether plain http is allowed for global addresses
   * @param ports the ports allowed for global addresses
   * @throws IllegalArgumentException if an entry of {@code allow} is neither
   */
  public EgressPolicy(Collection<String> allow, boolean allowHttp, Collection<Integer> ports) {
    this.allow = allow.stream().map(String::strip).map(EgressPolicy::block).toList();
    this.allowHttp = allowHttp;
    this.ports = Set.copyOf(ports);
  }

  /**
   * Checks a URL without resolving it: an allowed host name may still resolve to a forbidden
   * address.
   */
  public EgressDecision check(URI uri) {
    EgressDecision parsed = EgressTargetParser.parse(uri);
    if (!(parsed instanceof EgressDecision.Allowed allowed)) {
      return parsed;
    }
    EgressTarget target = allowed.target();
    if (target.literal().isPresent()) {
      return checkAddress(target, target.literal().get());
    }
    if (target.host().equals("localhost") || target.host().endsWith(".localhost")) {
      return checkAddress(target, LOCALHOST);
    }
    // With an allow-list, only the resolved addresses decide whether http or another port is
    // allowed.
    return allow.isEmpty() ? checkTransport(target) : parsed;
  }

  /**
   * Checks every address of a target; one forbidden address refuses the target, because a name that
   * mixes both is DNS rebinding or misconfigured.
   *
   * @param addresses what the target's name resolves to; at least one
   */
  public EgressDecision check(EgressTarget target, Collection<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      // Built from the bytes, because an address with a scope id does not match its own range.
      EgressDecision decision = checkAddress(target, ADDRESSES.from(address.getAddress()));
      if (decision instanceof EgressDecision.Refused) {
        return decision;
      }
    }
    return new EgressDecision.Allowed(target);
  }

  private EgressDecision checkAddress(EgressTarget target, IPAddress address) {
    if (allow.stream().anyMatch(block -> block.contains(address))) {
      return new EgressDecision.Allowed(target);
    }
    Optional<EgressRule> broken = EgressRanges.broken(address);
    if (broken.isPresent()) {
      // The resolved address is not shown: it may be internal to the operator's network.
      String verb = target.literal().isPresent() ? " is " : " resolves to ";
      String message = target.host() + verb + broken.get().description();
      return new EgressDecision.Refused(broken.get(), message);
    }
    return checkTransport(target);
  }

  private EgressDecision checkTransport(EgressTarget target) {
    if (!target.tls() && !allowHttp) {
      return new EgressDecision.Refused(
          EgressRule.SCHEME, target.host() + " may be reached by https only");
    }
    if (!ports.contains(target.port())) {
      return new EgressDecision.Refused(
          EgressRule.PORT, "port " + target.port() + " may not be reached");
    }
    return new EgressDecision.Allowed(target);
  }

  private static IPAddress block(String cidr) {
    if (cidr.isEmpty()) {
      throw new IllegalArgumentException("an empty entry in the list of allowed CIDRs");
    }
    try {
      return new IPAddressString(cidr).toAddress().toPrefixBlock();
    } catch (AddressStringException | IncompatibleAddressException e) {
      throw new IllegalArgumentException("not a CIDR or an IP address: " + cidr, e);
    }
  }
}

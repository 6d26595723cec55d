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
 * Which strangers may be reached: global unicast addresses by {@code https} on the ports of the
 * settings, and whatever the allow-list holds on any port and by plain {@code http} too.
 *
 * <p>A URL is checked twice: {@link #check(URI)} knows what can be known without a name look-up,
 * and is good for refusing a submission; {@link #check(EgressTarget, Collection)} judges the
 * addresses, and is the one that counts.
 */
public final class EgressPolicy {
  private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

  /** RFC 6761 §6.3: these names never mean anything but this machine. */
  private static final IPAddress LOCALHOST = new IPAddressString("127.0.0.1").getAddress();

  private final List<IPAddress> allow;
  private final boolean allowHttp;
  private final Set<Integer> ports;

  /**
   * Makes a policy.
   *
   * @param allow CIDRs or single addresses that may be reached beside global ones
   * @param allowHttp whether plain http may be used towards global addresses
   * @param ports the ports that may be reached at global addresses
   * @throws IllegalArgumentException for an entry of {@code allow} that is neither
   */
  public EgressPolicy(Collection<String> allow, boolean allowHttp, Collection<Integer> ports) {
    this.allow = allow.stream().map(String::strip).map(EgressPolicy::block).toList();
    this.allowHttp = allowHttp;
    this.ports = Set.copyOf(ports);
  }

  /** Judges a URL by itself: a host name that it allows may still lead to a forbidden address. */
  public EgressDecision check(URI uri) {
    EgressDecision parsed = EgressTargetParser.parse(uri);
    if (!(parsed instanceof EgressDecision.Allowed allowed)) {
      return parsed;
    }
    EgressTarget target = allowed.target();
    if (target.literal().isPresent()) {
      return judge(target, target.literal().get());
    }
    if (target.host().equals("localhost") || target.host().endsWith(".localhost")) {
      return judge(target, LOCALHOST);
    }
    // With an allow-list, only the addresses tell whether http or an odd port will do.
    return allow.isEmpty() ? judgeTransport(target) : parsed;
  }

  /**
   * Judges every address of a target; one that is forbidden forbids the target, since a name that
   * mixes both is rebinding, or broken.
   *
   * @param addresses what the target's name resolves to; at least one
   */
  public EgressDecision check(EgressTarget target, Collection<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      // From the bytes: a scope id must not make an address a stranger to its own range.
      EgressDecision decision = judge(target, ADDRESSES.from(address.getAddress()));
      if (decision instanceof EgressDecision.Refused) {
        return decision;
      }
    }
    return new EgressDecision.Allowed(target);
  }

  private EgressDecision judge(EgressTarget target, IPAddress address) {
    if (allow.stream().anyMatch(block -> block.contains(address))) {
      return new EgressDecision.Allowed(target);
    }
    Optional<EgressRule> broken = EgressRanges.broken(address);
    if (broken.isPresent()) {
      // The address of a name is kept back: it may be known inside the operator's network only.
      String verb = target.literal().isPresent() ? " is " : " resolves to ";
      String message = target.host() + verb + broken.get().noun();
      return new EgressDecision.Refused(broken.get(), message);
    }
    return judgeTransport(target);
  }

  private EgressDecision judgeTransport(EgressTarget target) {
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

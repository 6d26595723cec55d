package dev.hookpress.policy;

import static dev.hookpress.policy.EgressRule.BENCHMARKING;
import static dev.hookpress.policy.EgressRule.BROADCAST;
import static dev.hookpress.policy.EgressRule.DOCUMENTATION;
import static dev.hookpress.policy.EgressRule.LINK_LOCAL;
import static dev.hookpress.policy.EgressRule.LOOPBACK;
import static dev.hookpress.policy.EgressRule.METADATA;
import static dev.hookpress.policy.EgressRule.MULTICAST;
import static dev.hookpress.policy.EgressRule.NAT64;
import static dev.hookpress.policy.EgressRule.PRIVATE;
import static dev.hookpress.policy.EgressRule.PROTOCOL;
import static dev.hookpress.policy.EgressRule.RESERVED;
import static dev.hookpress.policy.EgressRule.SHARED;
import static dev.hookpress.policy.EgressRule.SITE_LOCAL;
import static dev.hookpress.policy.EgressRule.SIX_TO_FOUR;
import static dev.hookpress.policy.EgressRule.TEREDO;
import static dev.hookpress.policy.EgressRule.UNIQUE_LOCAL;
import static dev.hookpress.policy.EgressRule.UNSPECIFIED;
import static dev.hookpress.policy.EgressRule.V4_COMPATIBLE;
import static dev.hookpress.policy.EgressRule.V4_MAPPED;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Optional;

/**
 * The address ranges that are not global unicast. The first range that contains an address
 * determines its rule.
 */
final class EgressRanges {
  private record Range(IPAddress block, EgressRule rule) {}

  private static final IPAddress GLOBAL_V6 = new IPAddressString("2000::/3").getAddress();

  private static final List<Range> RANGES =
      List.of(
          // Cloud metadata services: AWS and most others, Alibaba, Oracle, Azure.
          range("169.254.169.254", METADATA),
          range("100.100.100.200", METADATA),
          range("192.0.0.192", METADATA),
          range("168.63.129.16", METADATA),
          range("0.0.0.0/8", UNSPECIFIED),
          range("127.0.0.0/8", LOOPBACK),
          range("10.0.0.0/8", PRIVATE),
          range("172.16.0.0/12", PRIVATE),
          range("192.168.0.0/16", PRIVATE),
          range("100.64.0.0/10", SHARED),
          range("169.254.0.0/16", LINK_LOCAL),
          range("192.0.0.0/24", PROTOCOL),
          range("192.0.2.0/24", DOCUMENTATION),
          range("198.51.100.0/24", DOCUMENTATION),
          range("203.0.113.0/24", DOCUMENTATION),
          range("192.88.99.0/24", SIX_TO_FOUR),
          range("198.18.0.0/15", BENCHMARKING),
          range("224.0.0.0/4", MULTICAST),
          range("255.255.255.255", BROADCAST),
          range("240.0.0.0/4", RESERVED),
          // Cloud metadata services over IPv6: AWS, Google.
          range("fd00:ec2::254", METADATA),
          range("fd20:ce::254", METADATA),
          range("::", UNSPECIFIED),
          range("::1", LOOPBACK),
          range("::ffff:0:0/96", V4_MAPPED),
          range("::/96", V4_COMPATIBLE),
          range("64:ff9b::/96", NAT64),
          range("64:ff9b:1::/48", NAT64),
          range("2001::/32", TEREDO),
          range("2001:2::/48", BENCHMARKING),
          range("2001::/23", PROTOCOL),
          range("2001:db8::/32", DOCUMENTATION),
          range("3fff::/20", DOCUMENTATION),
          range("2002::/16", SIX_TO_FOUR),
          range("fc00::/7", UNIQUE_LOCAL),
          range("fe80::/10", LINK_LOCAL),
          range("fec0::/10", SITE_LOCAL),
          range("ff00::/8", MULTICAST));

  private EgressRanges() {}

  /** The rule that the address breaks; empty if it is global unicast. */
  static Optional<EgressRule> broken(IPAddress address) {
    for (Range range : RANGES) {
      if (range.block.contains(address)) {
        return Optional.of(range.rule);
      }
    }
    boolean global = address.isIPv4() || GLOBAL_V6.contains(address);
    return global ? Optional.empty() : Optional.of(RESERVED);
  }

  private static Range range(String block, EgressRule rule) {
    return new Range(new IPAddressString(block).getAddress().toPrefixBlock(), rule);
  }
}

package dev.hookpress.policy;

/**
 * The reason why a target is refused. A closed set, so {@link #label()} is safe as a metric tag.
 * The ranges are those of the IANA special-purpose address registries (RFC 6890 and its
 * successors).
 */
public enum EgressRule {
  SCHEME("scheme", "a scheme that is not allowed"),
  USERINFO("userinfo", "a URL with a user name or password"),
  HOST("host", "a host that is not valid"),
  PORT("port", "a port that is not allowed"),
  HEADER("header", "a header that is not allowed"),
  UNSPECIFIED("unspecified", "an unspecified address"),
  LOOPBACK("loopback", "a loopback address"),
  PRIVATE("private", "a private address"),
  SHARED("shared", "a carrier's shared address"),
  LINK_LOCAL("link_local", "a link-local address"),
  METADATA("metadata", "a cloud provider's metadata address"),
  MULTICAST("multicast", "a multicast address"),
  BROADCAST("broadcast", "the broadcast address"),
  PROTOCOL("protocol", "an address set aside for protocols"),
  DOCUMENTATION("documentation", "a documentation address"),
  BENCHMARKING("benchmarking", "a benchmarking address"),
  V4_MAPPED("v4_mapped", "an IPv4-mapped address"),
  V4_COMPATIBLE("v4_compatible", "an IPv4-compatible address"),
  SIX_TO_FOUR("6to4", "a 6to4 address"),
  NAT64("nat64", "a NAT64 address"),
  TEREDO("teredo", "a Teredo address"),
  UNIQUE_LOCAL("unique_local", "a unique-local address"),
  SITE_LOCAL("site_local", "a site-local address"),
  /** Any other address that no registry assigns for use on the Internet. */
  RESERVED("reserved", "a reserved address");

  private final String label;
  private final String description;

  EgressRule(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The rule's short name: lower case, digits and underscores. */
  public String label() {
    return label;
  }

  /** What the rule refuses, with its article: "a private address". */
  public String description() {
    return description;
  }
}

package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
  private static final EgressPolicy STRICT = new EgressPolicy(List.of(), false, List.of(443));
  private static final EgressPolicy LOCAL =
      new EgressPolicy(List.of("127.0.0.0/8", "::1/128"), false, List.of(443));
  private static final EgressTarget NAME =
      new EgressTarget(true, "hooks.example.com", 443, Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.255.255.255, UNSPECIFIED",
    "127.0.0.1, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.168.0.0, PRIVATE",
    "192.168.255.255, PRIVATE",
    "100.64.0.0, SHARED",
    "100.127.255.255, SHARED",
    "100.100.100.200, METADATA",
    "169.254.0.0, LINK_LOCAL",
    "169.254.255.255, LINK_LOCAL",
    "169.254.169.254, METADATA",
    "168.63.129.16, METADATA",
    "192.0.0.192, METADATA",
    "192.0.0.0, PROTOCOL",
    "192.0.0.255, PROTOCOL",
    "192.0.2.1, DOCUMENTATION",
    "198.51.100.255, DOCUMENTATION",
    "203.0.113.0, DOCUMENTATION",
    "192.88.99.1, SIX_TO_FOUR",
    "198.18.0.0, BENCHMARKING",
    "198.19.255.255, BENCHMARKING",
    "224.0.0.1, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.0, RESERVED",
    "255.255.255.254, RESERVED",
    "255.255.255.255, BROADCAST",
    "'[::]', UNSPECIFIED",
    "'[::1]', LOOPBACK",
    "'[::2]', V4_COMPATIBLE",
    "'[::8.8.8.8]', V4_COMPATIBLE",
    "'[::ffff:127.0.0.1]', V4_MAPPED",
    "'[::ffff:8.8.8.8]', V4_MAPPED",
    "'[64:ff9b::a00:1]', NAT64",
    "'[64:ff9b:1::1]', NAT64",
    "'[2001::1]', TEREDO",
    "'[2001:2::1]', BENCHMARKING",
    "'[2001:1ff::1]', PROTOCOL",
    "'[2001:db8::1]', DOCUMENTATION",
    "'[3fff:fff::1]', DOCUMENTATION",
    "'[2002:7f00:1::]', SIX_TO_FOUR",
    "'[fd00:ec2::254]', METADATA",
    "'[fd20:ce::254]', METADATA",
    "'[fc00::1]', UNIQUE_LOCAL",
    "'[fdff::1]', UNIQUE_LOCAL",
    "'[fe80::1]', LINK_LOCAL",
    "'[febf::1]', LINK_LOCAL",
    "'[fec0::1]', SITE_LOCAL",
    "'[feff::1]', SITE_LOCAL",
    "'[ff02::1]', MULTICAST",
    "'[100::1]', RESERVED",
    "'[5f00::1]', RESERVED",
    "'[4000::1]', RESERVED",
    "'[1fff::1]', RESERVED"
  })
  void refusesWhatIsNotGlobalUnicast(String host, EgressRule rule) throws UnknownHostException {
    assertRefused(STRICT.check(URI.create("https://" + host + "/x")), rule);
    if (rule != EgressRule.V4_MAPPED) {
      String address = host.replaceAll("[\\[\\]]", "");
      assertRefused(STRICT.check(NAME, List.of(InetAddress.getByName(address))), rule);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "[2000::1]",
        "[2606:4700:4700::1111]",
        "[2001:200::1]",
        "[2003::1]",
        "[3ffe:ffff::1]"
      })
  void allowsAddressesBesideTheForbiddenRanges(String host) {
    assertThat(STRICT.check(URI.create("https://" + host + "/")))
        .isInstanceOf(EgressDecision.Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.1/, LOOPBACK",
    "https://0x7f.1/, LOOPBACK",
    "https://0x7F000001/, LOOPBACK",
    "https://2130706433/, LOOPBACK",
    "https://017700000001/, LOOPBACK",
    "https://0177.0.0.1/, LOOPBACK",
    "https://00000000177.0.0.1/, LOOPBACK",
    "https://127.0.0.1./, LOOPBACK",
    "https://0/, UNSPECIFIED",
    "HTTPS://LOCALHOST/, LOOPBACK",
    "https://localhost./, LOOPBACK",
    "https://a.localhost/, LOOPBACK",
    "https://１２７.0.0.1/, LOOPBACK",
    "https://①⑥⑨。254.169.254/, METADATA",
    "https://[0:0:0:0:0:ffff:7f00:1]/, V4_MAPPED",
    "https://[::ffff:7f00:1]:443/, V4_MAPPED",
    "https://1.2.3.4.5/, HOST",
    "https://256.1.1.1/, HOST",
    "https://1.2.3.08/, HOST",
    "https://a.0x7f/, HOST",
    "https://%31%32%37.0.0.1/, HOST",
    "https://a..b/, HOST",
    "https://./, HOST",
    "https://a:b:443/, PORT",
    "https:///path, HOST",
    "https:opaque, HOST",
    "https://u:p@example.com/, USERINFO",
    "https://example.com@1.1.1.1/, USERINFO",
    "https://example.com:8443/, PORT",
    "https://example.com:0/, PORT",
    "https://example.com:99999/, PORT",
    "http://example.com/, SCHEME",
    "file:///etc/passwd, SCHEME",
    "gopher://example.com/, SCHEME",
    "//example.com/, SCHEME",
    "HtTp://169.254.169.254/, METADATA"
  })
  void recognizesUnusualSpellings(String uri, EgressRule rule) {
    assertRefused(STRICT.check(URI.create(uri)), rule);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Hooks.Example.COM./x, hooks.example.com, hooks.example.com",
    "https://bücher.example/, xn--bcher-kva.example, xn--bcher-kva.example",
    "https://a_b.example.com:443/, a_b.example.com, a_b.example.com",
    "https://0x08080808/, 8.8.8.8, 8.8.8.8",
    "https://[2606:4700:0::1]/, 2606:4700::1, '[2606:4700::1]'"
  })
  void normalizesTheHost(String uri, String host, String hostHeader) {
    EgressTarget target = ((EgressDecision.Allowed) STRICT.check(URI.create(uri))).target();

    assertThat(target.host()).isEqualTo(host);
    assertThat(target.hostHeader()).isEqualTo(hostHeader);
  }

  @Test
  void theAllowListOpensAnyPortAndPlainHttp() {
    assertThat(LOCAL.check(URI.create("http://127.0.0.1:8080/")))
        .isInstanceOf(EgressDecision.Allowed.class);
    assertThat(LOCAL.check(URI.create("http://localhost:8080/")))
        .isInstanceOf(EgressDecision.Allowed.class);
    assertThat(LOCAL.check(URI.create("http://[::1]:8080/")))
        .isInstanceOf(EgressDecision.Allowed.class);
    assertRefused(LOCAL.check(URI.create("http://[::ffff:127.0.0.1]/")), EgressRule.V4_MAPPED);
    assertRefused(LOCAL.check(URI.create("http://10.0.0.1/")), EgressRule.PRIVATE);
    assertRefused(LOCAL.check(URI.create("http://1.1.1.1/")), EgressRule.SCHEME);
  }

  @Test
  void aNameWithOneForbiddenAddressIsForbidden() throws UnknownHostException {
    List<InetAddress> mixed =
        List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1"));

    EgressDecision decision = STRICT.check(NAME, mixed);

    assertThat(decision)
        .isEqualTo(
            new EgressDecision.Refused(
                EgressRule.PRIVATE, "hooks.example.com resolves to a private address"));
  }

  @Test
  void plainHttpIsAllowedByTheSettings() {
    EgressPolicy policy = new EgressPolicy(List.of(), true, List.of(80, 443));

    assertThat(policy.check(URI.create("http://example.com/")))
        .isInstanceOf(EgressDecision.Allowed.class);
    assertRefused(policy.check(URI.create("http://example.com:8080/")), EgressRule.PORT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "example.com", "10.0.0.0/8/8", "nonsense"})
  void anInvalidAllowListIsRejected(String entry) {
    assertThatThrownBy(() -> new EgressPolicy(List.of(entry), false, List.of(443)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void labelsAreShortAndDistinct() {
    assertThat(EgressRule.values()).extracting(EgressRule::label).doesNotHaveDuplicates();
    assertThat(EgressRule.values())
        .allSatisfy(rule -> assertThat(rule.label()).matches("[a-z0-9_]{3,20}"));
  }

  @Property
  void anyIpv4AddressIsDecidedByItsBits(@ForAll int bits) throws UnknownHostException {
    byte[] bytes = BigInteger.valueOf(bits & 0xffff_ffffL | 1L << 32).toByteArray();
    byte[] address = {bytes[1], bytes[2], bytes[3], bytes[4]};

    assertThat(allowed(STRICT.check(NAME, List.of(InetAddress.getByAddress(address)))))
        .isEqualTo(globalV4(bits));
    assertThat(allowed(STRICT.check(URI.create("https://" + (bits & 0xffff_ffffL) + "/"))))
        .isEqualTo(globalV4(bits));
  }

  @Property
  void anyIpv6AddressIsDecidedByItsBits(@ForAll("v6") byte[] bytes) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    if (address.getAddress().length == 4) {
      return; // The JDK makes an IPv4 address of a mapped one, and the test above is for those.
    }
    int head = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int next = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    boolean global =
        head >>> 13 == 1
            && head != 0x2002
            && !(head == 0x2001 && (next < 0x200 || next == 0xdb8))
            && !(head == 0x3fff && next < 0x1000);

    assertThat(allowed(STRICT.check(NAME, List.of(address)))).isEqualTo(global);
    assertThat(allowed(STRICT.check(URI.create("https://[" + address.getHostAddress() + "]/"))))
        .isEqualTo(global);
  }

  @Property
  void anyHostIsDecidedWithoutAnException(@ForAll("authorities") String authority) {
    URI uri;
    try {
      uri = new URI("https", authority, "/", null, null);
    } catch (URISyntaxException e) {
      return; // Refused before it comes to us.
    }
    assertThat(STRICT.check(uri)).isNotNull();
  }

  @Provide
  Arbitrary<byte[]> v6() {
    Arbitrary<byte[]> anything = Arbitraries.bytes().array(byte[].class).ofSize(16);
    Arbitrary<byte[]> heads =
        Arbitraries.of(0x0000, 0x0064, 0x2001, 0x2002, 0x2600, 0x3fff, 0xfc00, 0xfe80, 0xff02)
            .map(head -> new byte[] {(byte) (head >>> 8), head.byteValue()});
    Arbitrary<byte[]> likely =
        Combinators.combine(heads, anything)
            .as(
                (head, rest) -> {
                  byte[] bytes = rest.clone();
                  bytes[0] = head[0];
                  bytes[1] = head[1];
                  return bytes;
                });
    return Arbitraries.oneOf(anything, likely);
  }

  @Provide
  Arbitrary<String> authorities() {
    return Arbitraries.strings()
        .withChars("0123456789abcdefx.:[]@%-_ü。①")
        .withCharRange('\u0000', '\u00ff')
        .ofMaxLength(40);
  }

  private static boolean globalV4(int bits) {
    int a = bits >>> 24;
    int b = bits >>> 16 & 0xff;
    int ab = bits >>> 16;
    int abc = bits >>> 8;
    boolean special =
        a == 0
            || a == 10
            || a == 127
            || a >= 224
            || a == 100 && b >= 64 && b < 128
            || a == 172 && b >= 16 && b < 32
            || ab == 0xc0a8
            || ab == 0xa9fe
            || a == 198 && (b == 18 || b == 19)
            || abc == 0xc00000
            || abc == 0xc00002
            || abc == 0xc05863
            || abc == 0xc63364
            || abc == 0xcb0071
            || bits == 0xa83f8110;
    return !special;
  }

  private static boolean allowed(EgressDecision decision) {
    return decision instanceof EgressDecision.Allowed;
  }

  private static void assertRefused(EgressDecision decision, EgressRule rule) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            EgressDecision.Refused.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }
}

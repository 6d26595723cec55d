package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FileLinksTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 2));
  private static final JobId JOB = new JobId(new UUID(3, 4));
  private static final Instant EXPIRES = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant BEFORE = EXPIRES.minusMillis(1);

  private final FileLinks links =
      new FileLinks(List.of("k".repeat(32).getBytes(StandardCharsets.UTF_8)));

  @Test
  void aLinkIsValidUntilItExpires() {
    String link = links.make(CLIENT, JOB, 2, "Rechnung März/1.pdf", EXPIRES);

    assertThat(URI.create(link).getRawPath())
        .isEqualTo("/v1/files/" + JOB + "/2/Rechnung%20M%C3%A4rz%2F1.pdf");
    assertThat(check(link, BEFORE))
        .isEqualTo(new FileLink.Valid(CLIENT, JOB, 2, "Rechnung März/1.pdf"));
    assertThat(check(link, EXPIRES)).isEqualTo(new FileLink.Expired());
  }

  @Test
  void aLinkOfAnotherKeyIsForged() {
    FileLinks others = new FileLinks(List.of("x".repeat(32).getBytes(StandardCharsets.UTF_8)));

    assertThat(check(others.make(CLIENT, JOB, 0, "a.pdf", EXPIRES), BEFORE))
        .isEqualTo(new FileLink.Forged());
  }

  @Property
  void aLinkWithAnyPartChangedIsForged(
      @ForAll @IntRange(min = 0, max = 5) int part, @ForAll String other) {
    List<String> parts = parts(links.make(CLIENT, JOB, 0, "a.pdf", EXPIRES));
    String[] changed = parts.toArray(String[]::new);
    changed[part] = other;

    FileLink link =
        links.check(changed[0], changed[1], changed[2], changed[3], changed[4], changed[5], BEFORE);

    // A number may be spelled with zeros in front, and a ULID in lower case: still the same link.
    if (!other.equalsIgnoreCase(parts.get(part)) && !other.matches("0+")) {
      assertThat(link).isEqualTo(new FileLink.Forged());
    }
  }

  @Test
  void aLinkWithMissingOrSwappedPartsIsForged() {
    List<String> parts = parts(links.make(CLIENT, JOB, 1, "a.pdf", EXPIRES));
    for (int missing = 0; missing < parts.size(); missing++) {
      String[] some = parts.toArray(String[]::new);
      some[missing] = null;
      assertThat(links.check(some[0], some[1], some[2], some[3], some[4], some[5], BEFORE))
          .isEqualTo(new FileLink.Forged());
    }
    String later = Long.toString(EXPIRES.getEpochSecond() + 1);
    for (List<String> forged :
        List.of(
            List.of(parts.get(0), "2", parts.get(2), parts.get(3), parts.get(4), parts.get(5)),
            List.of(parts.get(0), "1", "b.pdf", parts.get(3), parts.get(4), parts.get(5)),
            List.of(parts.get(0), "1", "a.pdf", parts.get(0), parts.get(4), parts.get(5)),
            List.of(parts.get(0), "1", "a.pdf", parts.get(3), later, parts.get(5)),
            List.of(parts.get(0), "4294967297", "a.pdf", parts.get(3), later, parts.get(5)))) {
      String[] p = forged.toArray(String[]::new);
      assertThat(links.check(p[0], p[1], p[2], p[3], p[4], p[5], BEFORE))
          .isEqualTo(new FileLink.Forged());
    }
  }

  private FileLink check(String link, Instant now) {
    List<String> p = parts(link);
    return links.check(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), now);
  }

  /** Taken apart as a router does it: split first, decode after. */
  private static List<String> parts(String link) {
    QueryStringDecoder decoder = new QueryStringDecoder(link);
    String[] path = decoder.rawPath().split("/");
    Map<String, List<String>> query = decoder.parameters();
    return Arrays.asList(
        path[3],
        path[4],
        QueryStringDecoder.decodeComponent(path[5]),
        query.get("client").get(0),
        query.get("expires").get(0),
        query.get("signature").get(0));
  }
}

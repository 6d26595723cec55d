package dev.hookpress.api.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a client what was passed over in its request, and whether it wants a refusal instead. */
public final class RequestWarnings {
  /** The header by which a client asks for a refusal: {@code handling=strict} (RFC 7240 §4.4). */
  public static final String PREFER = "Prefer";

  private static final String WARNING = "Hookpress-Warning";
  // Proxies and clients accept header lines of 8 KiB; this leaves room for the others.
  private static final int MAX_CHARACTERS = 1024;

  private RequestWarnings() {}

  /** Whether the client wants a refusal rather than a warning. */
  public static boolean refused(Collection<String> prefer) {
    return prefer.stream()
        .flatMap(line -> List.of(line.split("[,;]")).stream())
        .map(each -> each.replace("\"", "").replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch("handling=strict"::equals);
  }

  /** The response header that holds the warnings, cut to what a header may hold. */
  public static Map<String, String> headers(List<String> warnings) {
    if (warnings.isEmpty()) {
      return Map.of();
    }
    String all = String.join(" ", warnings).replaceAll("[^ -~]", "?");
    return Map.of(
        WARNING,
        all.length() <= MAX_CHARACTERS ? all : all.substring(0, MAX_CHARACTERS - 3) + "...");
  }
}

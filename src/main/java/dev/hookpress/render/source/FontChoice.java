package dev.hookpress.render.source;

import dev.hookpress.render.font.FontBytes;
import dev.hookpress.render.prepared.ResourceUri;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds for each {@code @font-face} a source that can be embedded; the engine takes the first. */
final class FontChoice {
  private final Map<URI, byte[]> fetched;
  private final Map<URI, byte[]> chosen = new HashMap<>();

  /** Many rules may name one font; it is parsed once. */
  private final Map<URI, Optional<byte[]>> parsed = new HashMap<>();

  private final Set<String> warnings = new LinkedHashSet<>();
  private boolean anyChosen;

  FontChoice(Map<URI, byte[]> fetched) {
    this.fetched = fetched;
  }

  /** The CSS with one usable source in each rule, and without the rules that have none. */
  String choose(String css, String base) {
    return CssText.chooseFonts(css, references -> choose(references, base));
  }

  /** The fonts that are used, as TrueType. */
  Map<URI, byte[]> chosen() {
    return chosen;
  }

  boolean anyChosen() {
    return anyChosen;
  }

  Set<String> warnings() {
    return warnings;
  }

  private String choose(List<String> references, String base) {
    for (String reference : references) {
      Optional<String> usable =
          ResourceUri.isData(reference) ? inline(reference) : fetched(reference, base);
      if (usable.isPresent()) {
        anyChosen = true;
        return usable.get();
      }
    }
    String first = references.isEmpty() ? "" : " " + ResourceUri.shown(references.get(0));
    warnings.add(
        "The font" + first + " is not used: only TrueType and WOFF 1.0 fonts can be embedded");
    return null;
  }

  private Optional<String> fetched(String reference, String base) {
    Optional<URI> uri = ResourceUri.resolve(base, reference);
    Optional<byte[]> font =
        uri.filter(fetched::containsKey)
            .flatMap(
                known ->
                    parsed.computeIfAbsent(
                        known, first -> FontBytes.toTrueType(fetched.get(first))));
    font.ifPresent(bytes -> chosen.put(uri.get(), bytes));
    return font.isPresent() ? uri.map(URI::toString) : Optional.empty();
  }

  private static Optional<String> inline(String reference) {
    return FontBytes.ofDataUri(reference).map(font -> reference);
  }
}

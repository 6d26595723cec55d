package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code tailwind}, an object whose presence enables Tailwind CSS. */
public final class TailwindReader {
  private static final int MAX_FONTS = 20;
  private static final int MAX_FONT_CHARACTERS = 200;

  private TailwindReader() {}

  /** Reads the {@code tailwind} of an object; empty if it is absent. */
  public static Optional<TailwindStyling> read(StrictObject options, Faults faults) {
    return options
        .object("tailwind")
        .map(
            given -> {
              List<FontRequest> fonts = fonts(given, faults);
              given.end();
              return new TailwindStyling(fonts);
            });
  }

  /** Reads the {@code fonts} of an object; empty if there are none. */
  public static List<FontRequest> fonts(StrictObject owner, Faults faults) {
    Optional<JsonNode> given = owner.value("fonts");
    if (given.isEmpty()) {
      return List.of();
    }
    String pointer = owner.pointerTo("fonts");
    if (!given.get().isArray() || given.get().size() > MAX_FONTS) {
      faults.add(pointer, "Must be a list of at most " + MAX_FONTS + " fonts.");
      return List.of();
    }
    List<FontRequest> fonts = new ArrayList<>();
    for (int i = 0; i < given.get().size(); i++) {
      String where = pointer + "/" + i;
      Optional<String> text =
          StrictObject.text(given.get().get(i), where, MAX_FONT_CHARACTERS, faults);
      Optional<FontRequest> font = text.flatMap(FontRequest::parse);
      font.ifPresent(fonts::add);
      if (text.isPresent() && font.isEmpty()) {
        faults.add(where, "Must be a family, such as Inter or Inter:wght@400;600.");
      }
    }
    return fonts;
  }
}

package dev.hookpress.dialect.hookpress;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.EngineOptions.Place;
import dev.hookpress.job.document.EngineOptions.Wait;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code engine}, {@code wait}, {@code locale} and {@code time_zone} of the native format's
 * options.
 */
final class NativeEngine {
  private static final int MAX_PLACE_CHARACTERS = 64;
  private static final String IDLE = "network_idle";

  private NativeEngine() {}

  static EngineOptions read(StrictObject options, Faults faults) {
    EngineOptions standard = EngineOptions.STANDARD;
    Engine engine =
        options.word("engine", Engine.labels()).flatMap(Engine::of).orElse(standard.engine());
    Wait waits = options.object("wait").map(NativeEngine::waits).orElse(standard.waits());
    Place place = new Place(locale(options, faults), timeZone(options, faults));
    for (String name : List.of("wait", "locale", "time_zone")) {
      if (engine == Engine.PDFBOX && options.value(name).isPresent()) {
        faults.add(
            options.pointerTo(name), "Cannot go with the engine pdfbox, which runs no scripts.");
      }
    }
    return new EngineOptions(engine, waits, standard.dataJson(), standard.script(), place);
  }

  private static Optional<String> locale(StrictObject options, Faults faults) {
    Optional<String> tag = options.text("locale", MAX_PLACE_CHARACTERS);
    if (tag.isPresent() && !isLanguage(tag.get())) {
      faults.add(
          options.pointerTo("locale"), "Must be a language tag (BCP 47), such as de or pt-BR.");
    }
    return tag;
  }

  private static boolean isLanguage(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException no) {
      return false;
    }
  }

  private static Optional<String> timeZone(StrictObject options, Faults faults) {
    Optional<String> name = options.text("time_zone", MAX_PLACE_CHARACTERS);
    if (name.isPresent() && !ZoneId.getAvailableZoneIds().contains(name.get())) {
      faults.add(
          options.pointerTo("time_zone"),
          "Must be a name of the time zone database, such as Europe/Berlin or UTC.");
    }
    return name;
  }

  private static Wait waits(StrictObject given) {
    Wait waits =
        new Wait(
            given.word("until", List.of("load", IDLE)).map(IDLE::equals).orElse(true),
            given.text("selector", Wait.MAX_CHARACTERS),
            given.text("expression", Wait.MAX_CHARACTERS),
            given.integer("milliseconds", 0, Wait.MAX_MILLISECONDS).orElse(0),
            given.integer("at_most_milliseconds", 1, Wait.MAX_MILLISECONDS).orElse(0));
    given.end();
    return waits;
  }
}

package dev.hookpress.dialect.hookpress;

import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.EngineOptions.Wait;
import java.util.List;

/** Reads {@code engine} and {@code wait} of the native format's options. */
final class NativeEngine {
  private static final String IDLE = "network_idle";

  private NativeEngine() {}

  static EngineOptions read(StrictObject options, Faults faults) {
    EngineOptions standard = EngineOptions.STANDARD;
    Engine engine =
        options.word("engine", Engine.labels()).flatMap(Engine::of).orElse(standard.engine());
    Wait waits = options.object("wait").map(NativeEngine::waits).orElse(standard.waits());
    if (engine == Engine.PDFBOX && options.value("wait").isPresent()) {
      faults.add(
          options.pointerTo("wait"), "Cannot go with the engine pdfbox, which runs no scripts.");
    }
    return new EngineOptions(engine, waits, standard.dataJson(), standard.script());
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

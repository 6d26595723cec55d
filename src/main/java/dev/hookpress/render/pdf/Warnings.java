package dev.hookpress.render.pdf;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.LogMessageId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;

/** What a client should know about its PDF: each thing once, in plain words, not too much. */
final class Warnings implements Consumer<Diagnostic> {
  private static final int MAX_WARNINGS = 50;
  private static final int MAX_CHARACTERS = 240;

  private final Set<String> warnings = new LinkedHashSet<>();

  Warnings(Collection<String> first) {
    first.forEach(this::add);
  }

  void add(String warning) {
    if (warnings.size() < MAX_WARNINGS) {
      String line = warning.replaceAll("\\s+", " ").strip();
      warnings.add(
          line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…");
    }
  }

  /** Whether something was said about this already. */
  boolean mention(String what) {
    return warnings.stream().anyMatch(warning -> warning.contains(what));
  }

  @Override
  public void accept(Diagnostic diagnostic) {
    if (diagnostic.getLevel().intValue() < Level.WARNING.intValue()) {
      return;
    }
    LogMessageId id = diagnostic.getLogMessageId();
    Object[] args = diagnostic.getArgs();
    if (id == LogMessageId.LogMessageId2Param.CSS_PARSE_GENERIC_MESSAGE) {
      add("CSS not understood: " + args[1]);
    } else if (id == LogMessageId.LogMessageId2Param.LOAD_RESOURCE_ACCESS_REJECTED
        || id == LogMessageId.LogMessageId1Param.LOAD_UNABLE_TO_LOAD_CSS_FROM_URI) {
      // Said before, by whoever refused it.
      return;
    } else {
      add(diagnostic.getFormattedMessage());
    }
  }

  List<String> toList() {
    return List.copyOf(warnings);
  }
}

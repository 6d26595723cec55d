package dev.hookpress.api.http;

import dev.hookpress.dialect.reading.NearestName;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a request's query parameters strictly and collects their faults. */
public final class QueryReader {
  private static final int MAX_FAULTS = 20;
  private static final int MAX_ECHOED_CHARACTERS = 64;
  private static final int STANDARD_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final MultiMap query;
  private final Set<String> known = new TreeSet<>();
  private final List<Fault> faults = new ArrayList<>();

  public QueryReader(MultiMap query) {
    this.query = query;
  }

  /**
   * Reads a parameter with {@code reader}. Empty if it is absent; empty, with the rule recorded as
   * a fault, if it is invalid or repeated.
   */
  public <T> Optional<T> read(String name, String rule, Function<String, Optional<T>> reader) {
    known.add(name);
    List<String> values = query.getAll(name);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = values.size() == 1 ? reader.apply(values.get(0)) : Optional.empty();
    if (value.isEmpty()) {
      note(name, rule);
    }
    return value;
  }

  /** Reads one of {@code values}, each written as its label. */
  public <T> Optional<T> word(String name, Collection<T> values, Function<T, String> label) {
    String all = values.stream().map(label).collect(Collectors.joining(", "));
    return read(
        name,
        "Must be one of " + all + ".",
        text -> values.stream().filter(each -> label.apply(each).equals(text)).findFirst());
  }

  /** Reads a whole number within inclusive bounds. */
  public Optional<Integer> number(String name, int least, int max) {
    return read(
        name,
        "Must be a whole number from " + least + " to " + max + ", once.",
        text -> {
          try {
            return Optional.of(Integer.valueOf(text)).filter(n -> n >= least && n <= max);
          } catch (NumberFormatException notOne) {
            return Optional.empty();
          }
        });
  }

  /** Reads the page size, from 1 to 100; the default is 20. */
  public int limit() {
    return number("limit", 1, MAX_LIMIT).orElse(STANDARD_LIMIT);
  }

  /** Reads the cursor, the {@code next_cursor} of the previous page, with {@code reader}. */
  public <T> Optional<T> cursor(Function<String, Optional<T>> reader) {
    return read("cursor", "Must be a next_cursor of before.", reader);
  }

  /** Reads an RFC 3339 time. */
  public Optional<Instant> time(String name) {
    return read(
        name,
        "Must be a time such as 2023-04-01T12:34:56Z, once (a + is written %2B in a URL).",
        text -> {
          try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
          } catch (DateTimeException notOne) {
            return Optional.empty();
          }
        });
  }

  /** The faults of all parameters, including unknown names; empty if there are none. */
  public Optional<Problem> problem() {
    for (String name : query.names()) {
      if (!known.contains(name)) {
        String shown = name.substring(0, Math.min(name.length(), MAX_ECHOED_CHARACTERS));
        String meant =
            NearestName.of(name, known)
                .map(near -> "Did you mean " + near + "?")
                .orElse("Known here: " + String.join(", ", known) + ".");
        note(shown, "Is not a known parameter. " + meant);
      }
    }
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Problem.Type.INVALID_PARAMETER,
                faults.get(0).where() + ": " + faults.get(0).detail(),
                List.copyOf(faults)));
  }

  private void note(String name, String detail) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(Fault.inParameter(name, detail));
    }
  }
}

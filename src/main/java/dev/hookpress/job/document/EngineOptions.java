package dev.hookpress.job.document;

import java.util.List;
import java.util.Optional;

/**
 * Which engine renders the HTML parts of a document, and what a browser does before it prints them.
 *
 * @param engine that the client asks for
 * @param waits what a browser waits for, beyond the page's load event
 * @param dataJson a JSON value that the page's scripts find as the global {@code json}
 * @param script an expression that a browser evaluates before it prints; a promise is awaited
 * @param place the language and time of a page's scripts
 */
public record EngineOptions(
    Engine engine, Wait waits, Optional<String> dataJson, Optional<String> script, Place place) {
  /** The default: the fast engine, and a browser for what that does not understand. */
  public static final EngineOptions STANDARD =
      new EngineOptions(
          Engine.AUTO, Wait.STANDARD, Optional.empty(), Optional.empty(), Place.STANDARD);

  /** A document of before places could be named has none. */
  public EngineOptions {
    place = place == null ? Place.STANDARD : place;
  }

  /**
   * Where a browser believes to be, for dates and numbers that scripts write.
   *
   * @param locale a language tag (BCP 47), such as {@code de-CH}; empty: {@code en-US}
   * @param timeZone a name of the time zone database, such as {@code Europe/Berlin}; empty: {@code
   *     UTC}
   */
  public record Place(Optional<String> locale, Optional<String> timeZone) {
    /** American English and UTC. */
    public static final Place STANDARD = new Place(Optional.empty(), Optional.empty());
  }

  /** The engines. */
  public enum Engine {
    /** The fast engine, and the browser for a document that the fast engine does not understand. */
    AUTO("auto"),
    /** The fast engine, which runs no scripts. */
    PDFBOX("pdfbox"),
    /** The browser. */
    CHROMIUM("chromium");

    private final String label;

    Engine(String label) {
      this.label = label;
    }

    /** The name in requests, results and metrics. */
    public String label() {
      return label;
    }

    /** The names of all engines. */
    public static List<String> labels() {
      return List.of(AUTO.label, PDFBOX.label, CHROMIUM.label);
    }

    /** The engine of a name. */
    public static Optional<Engine> of(String label) {
      return List.of(values()).stream().filter(it -> it.label.equals(label)).findFirst();
    }
  }

  /**
   * What a browser waits for after the page's load event, in this order. All of it counts towards
   * the deadline of the browser.
   *
   * @param networkIdle whether it waits until no request has been under way for half a second
   * @param selector a CSS selector that an element must match
   * @param expression a JavaScript expression that must become true
   * @param milliseconds a fixed time, 0 to {@value #MAX_MILLISECONDS}
   * @param atMostMilliseconds the time after which a condition that does not hold is given up, and
   *     the page printed as it is; 0: the document fails when the deadline of the browser passes
   */
  public record Wait(
      boolean networkIdle,
      Optional<String> selector,
      Optional<String> expression,
      int milliseconds,
      int atMostMilliseconds) {
    /** The longest fixed time. */
    public static final int MAX_MILLISECONDS = 60_000;

    /** The longest selector or expression, in characters. */
    public static final int MAX_CHARACTERS = 10_000;

    /** Until the network is idle. */
    public static final Wait STANDARD = new Wait(true, Optional.empty(), Optional.empty(), 0, 0);

    /** A copy that gives up a condition after a time. */
    public Wait atMost(int limitMilliseconds) {
      return new Wait(networkIdle, selector, expression, milliseconds, limitMilliseconds);
    }

    /** A copy that waits for an element that has an attribute. */
    public Wait forAttribute(String css, String attribute) {
      return new Wait(
          networkIdle,
          selector,
          Optional.of(
              "[...document.querySelectorAll("
                  + quoted(css)
                  + ")].some(it => it.hasAttribute("
                  + quoted(attribute)
                  + "))"),
          milliseconds,
          atMostMilliseconds);
    }

    /** A text as a literal of JavaScript; every character but letters and digits is escaped. */
    private static String quoted(String text) {
      StringBuilder literal = new StringBuilder("'");
      for (char c : text.toCharArray()) {
        boolean plain = c < 128 && Character.isLetterOrDigit(c);
        literal.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
      }
      return literal.append('\'').toString();
    }

    /** A copy that waits for an element. */
    public Wait forSelector(String css) {
      return new Wait(networkIdle, Optional.of(css), expression, milliseconds, atMostMilliseconds);
    }
  }

  /**
   * Which engine rendered a document.
   *
   * @param reason why it was the browser: a sentence for the client; empty for the fast engine
   */
  public record Used(Engine engine, String reason) {}

  /** A copy with another wait. */
  public EngineOptions waiting(Wait other) {
    return new EngineOptions(engine, other, dataJson, script, place);
  }

  /** A copy with data for the page's scripts. */
  public EngineOptions withData(String json) {
    return new EngineOptions(engine, waits, Optional.of(json), script, place);
  }

  /** A copy that evaluates an expression before it prints. */
  public EngineOptions evaluating(String expression) {
    return new EngineOptions(engine, waits, dataJson, Optional.of(expression), place);
  }

  /** Whether the client expects scripts to run: it names what they use, make or do. */
  public boolean wantsScripts() {
    return dataJson.isPresent()
        || script.isPresent()
        || waits.selector().isPresent()
        || waits.expression().isPresent();
  }
}

package dev.hookpress.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Options;
import dev.hookpress.job.document.FailureCode;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The remaining work limits and the output of one rendering. */
final class RenderBudget extends Writer {
  // The key in every context; inaccessible to templates, because none may contain U+0000.
  private static final String KEY = "\u0000work";

  // Comparing or changing this many characters takes as long as one lookup.
  private static final int CHARS_A_STEP = 16;

  // Creating a format takes many times as long as using it; a document needs few.
  private static final int STEPS_TO_MAKE_A_FORMAT = 100;
  private static final int STEPS_TO_FORMAT = 8;
  private static final int MAX_FORMATS = 100;

  private final Map<List<Object>, Object> formats = new HashMap<>();
  private final StringBuilder html = new StringBuilder();
  private final TemplateLimits limits;
  private long stepsLeft;
  private long bytesLeft;

  RenderBudget(TemplateLimits limits) {
    this.limits = limits;
    this.stepsLeft = limits.maxSteps();
    this.bytesLeft = limits.maxOutputBytes();
  }

  /** The budget of the rendering that this call belongs to. */
  static RenderBudget of(Options options) {
    return options.data(KEY);
  }

  void putInto(Context context) {
    context.data(KEY, this);
  }

  void spend(long steps) {
    stepsLeft -= steps;
    if (stepsLeft < 0) {
      throw new LimitExceeded(
          new TemplateFault(
              FailureCode.TEMPLATE_TIMEOUT,
              "The template does more work than is allowed (%,d steps)."
                  .formatted(limits.maxSteps())));
    }
  }

  /**
   * Charges for making a piece of a text before it is made.
   *
   * @param length of the whole text, in characters; limited as the output is
   * @param piece the part of it that is new
   */
  void reserve(long length, long piece) {
    spend(1 + piece / CHARS_A_STEP);
    if (length > limits.maxOutputBytes()) {
      throw tooLarge();
    }
  }

  private LimitExceeded tooLarge() {
    return new LimitExceeded(
        new TemplateFault(
            FailureCode.TEMPLATE_TOO_LARGE,
            "The template makes more than %,d bytes of HTML.".formatted(limits.maxOutputBytes())));
  }

  /** Charges for reading the text of a value. */
  void spendOn(Object value) {
    if (value instanceof String text) {
      spend(text.length() / CHARS_A_STEP);
    }
  }

  /**
   * Returns the format for a key, created once per rendering because formats are not thread-safe.
   */
  <T> T format(Class<T> type, List<Object> key, Supplier<T> make) {
    spend(STEPS_TO_FORMAT);
    Object known = formats.get(key);
    if (known != null) {
      return type.cast(known);
    }
    spend(STEPS_TO_MAKE_A_FORMAT);
    T made = make.get();
    if (formats.size() < MAX_FORMATS) {
      formats.put(key, made);
    }
    return made;
  }

  @Override
  public Writer append(CharSequence text) {
    String piece = String.valueOf(text);
    return append(piece, 0, piece.length());
  }

  @Override
  public Writer append(CharSequence text, int start, int end) {
    spend(1 + (end - start) / CHARS_A_STEP);
    bytesLeft -= utf8Length(text, start, end);
    if (bytesLeft < 0) {
      throw tooLarge();
    }
    html.append(text, start, end);
    return this;
  }

  @Override
  public void write(String text) {
    append(text, 0, text.length());
  }

  @Override
  public void write(String text, int offset, int length) {
    append(text, offset, offset + length);
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length));
  }

  @Override
  public void flush() {}

  @Override
  public void close() throws IOException {}

  String html() {
    return html.toString();
  }

  /** The UTF-8 length of the text; each surrogate counts as two of its pair's four bytes. */
  private static long utf8Length(CharSequence text, int start, int end) {
    long bytes = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}

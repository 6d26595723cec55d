package dev.hookpress.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Options;
import dev.hookpress.job.FailureCode;
import java.io.IOException;
import java.io.Writer;

/** One rendering: what it may still do, and what it has written. */
final class Work extends Writer {
  // In every context, and out of reach: no template may hold U+0000, so none can name it.
  private static final String KEY = "\u0000work";

  // Comparing or changing so many characters takes as long as a look-up.
  private static final int CHARS_A_STEP = 16;

  private final StringBuilder html = new StringBuilder();
  private final TemplateLimits limits;
  private long stepsLeft;
  private long bytesLeft;

  Work(TemplateLimits limits) {
    this.limits = limits;
    this.stepsLeft = limits.maxSteps();
    this.bytesLeft = limits.maxOutputBytes();
  }

  /** The rendering that this call is a part of. */
  static Work of(Options options) {
    return options.data(KEY);
  }

  void putInto(Context context) {
    context.data(KEY, this);
  }

  void spend(long steps) {
    stepsLeft -= steps;
    if (stepsLeft < 0) {
      throw new Stop(
          new TemplateFault(
              FailureCode.TEMPLATE_TIMEOUT,
              "The template does more work than is allowed (%,d steps)."
                  .formatted(limits.maxSteps())));
    }
  }

  /** For a function that reads the text of a value. */
  void spendOn(Object value) {
    if (value instanceof String text) {
      spend(text.length() / CHARS_A_STEP);
    }
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
      throw new Stop(
          new TemplateFault(
              FailureCode.TEMPLATE_TOO_LARGE,
              "The template makes more than %,d bytes of HTML."
                  .formatted(limits.maxOutputBytes())));
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

  /** At least what the text takes: half a pair of surrogates counts two of the pair's four. */
  private static long utf8Length(CharSequence text, int start, int end) {
    long bytes = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}

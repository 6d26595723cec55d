package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.PdfStep;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads a file of a step: its URL, or its content in base64. */
final class NativeStepFile {
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  private NativeStepFile() {}

  /**
   * Reads it.
   *
   * @param pdf whether it is a PDF; otherwise an image
   */
  static Optional<PdfStep.File> read(
      JsonNode value, String pointer, boolean pdf, UrlRules urls, Faults faults) {
    if (value.isTextual() && isUrl(value.textValue())) {
      return urls.read(value, pointer)
          .map(url -> new PdfStep.File(Optional.of(url), Optional.empty()));
    }
    String kind = pdf ? "a PDF" : "an image (PNG, JPEG, GIF, BMP or TIFF)";
    Optional<String> text = StrictObject.text(value, pointer, MAX_CHARACTERS, faults);
    if (text.isPresent() && !isBase64(text.get())) {
      faults.add(pointer, "Must be " + kind + " in base64 (RFC 4648 §4), or the URL of one.");
      return Optional.empty();
    }
    return text.map(it -> new PdfStep.File(Optional.empty(), Optional.of(it)));
  }

  private static boolean isUrl(String text) {
    String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
    return start.startsWith("http:") || start.startsWith("https:");
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}

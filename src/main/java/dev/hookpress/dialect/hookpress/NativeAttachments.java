package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.pdf.Attachment;
import dev.hookpress.job.pdf.ElectronicInvoice;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code options.attachments} of the native format. */
final class NativeAttachments {
  private static final int MAX_NAME_CHARACTERS = 200;
  private static final int MAX_TYPE_CHARACTERS = 127;
  private static final int MAX_DESCRIPTION_CHARACTERS = 1024;
  // The limit on the request body is lower; this one gives every string a bound.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,62}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,62}");

  private final UrlRules urls;
  private final Faults faults;
  private final Set<String> names = new HashSet<>();

  private NativeAttachments(UrlRules urls, Faults faults) {
    this.urls = urls;
    this.faults = faults;
  }

  /**
   * Reads them.
   *
   * @param invoice whose file's name is taken
   */
  static List<Attachment> read(
      StrictObject options, Optional<ElectronicInvoice> invoice, UrlRules urls, Faults faults) {
    NativeAttachments reader = new NativeAttachments(urls, faults);
    invoice.ifPresent(it -> reader.names.add(it.fileName()));
    return options
        .value("attachments")
        .map(value -> reader.all(value, options.pointerTo("attachments")))
        .orElse(List.of());
  }

  private List<Attachment> all(JsonNode value, String pointer) {
    if (!value.isArray() || value.size() > Attachment.MAX_ATTACHMENTS) {
      faults.add(
          pointer, "Must be a list of at most " + Attachment.MAX_ATTACHMENTS + " attachments.");
      return List.of();
    }
    List<Attachment> all = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      StrictObject.of(value.get(i), pointer + "/" + i, faults)
          .flatMap(this::one)
          .ifPresent(all::add);
    }
    return all;
  }

  private Optional<Attachment> one(StrictObject given) {
    Optional<String> name = given.requiredText("name", MAX_NAME_CHARACTERS);
    Optional<String> type =
        given
            .requiredText("media_type", MAX_TYPE_CHARACTERS)
            .filter(
                it ->
                    fits(
                        MEDIA_TYPE.matcher(it).matches(),
                        given,
                        "media_type",
                        "Must be a media type, such as text/csv."));
    Attachment.Relationship relationship =
        given
            .word("relationship", Attachment.Relationship.labels())
            .map(it -> Attachment.Relationship.valueOf(it.toUpperCase(Locale.ROOT)))
            .orElse(Attachment.Relationship.UNSPECIFIED);
    Optional<String> description = given.text("description", MAX_DESCRIPTION_CHARACTERS);
    Optional<String> data = given.text("data", MAX_CHARACTERS);
    Optional<URI> url = given.value("url").flatMap(it -> urls.read(it, given.pointerTo("url")));
    given.end();
    boolean named =
        name.isPresent()
            && fits(
                NativeOptions.isFileName(name.get()),
                given,
                "name",
                "Must be a file's name: no slashes, no control characters.")
            && fits(names.add(name.get()), given, "name", "Must differ from the other files'.");
    boolean filled =
        fits(given.has("data") != given.has("url"), given, "data", "Must be there, or else url.")
            && (data.isEmpty() || fits(isBase64(data.get()), given, "data", "Must be base64."));
    return named && filled && type.isPresent() && (data.isPresent() || url.isPresent())
        ? Optional.of(new Attachment(name.get(), type.get(), relationship, description, data, url))
        : Optional.empty();
  }

  private boolean fits(boolean fits, StrictObject given, String name, String otherwise) {
    if (!fits) {
      faults.add(given.pointerTo(name), otherwise);
    }
    return fits;
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

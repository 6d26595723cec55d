package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.reading.AccessReader;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.Target;
import dev.hookpress.job.url.PageAccess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a request for the conversion of pages. The service has two generations of clients, which
 * expect different answers; a request that has a field of the current generation belongs to it.
 */
final class EnconvertRequest {
  /** The client's own id for a job: the service's clients make 32 hexadecimal digits. */
  static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  // The limit on documents per job in every format.
  private static final int MAX_URLS = Decoded.MAX_DOCUMENTS;
  private static final int MAX_NAME_CHARACTERS = 200;

  /** Fields of the current generation. */
  private static final List<String> CURRENT =
      List.of(
          "job_id",
          "direct_download",
          "single_page",
          "pdf_options",
          "output_format",
          "output_filename",
          "viewport_width",
          "viewport_height");

  /** Fields of the browser, each with what happens instead. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.ofEntries(
          Map.entry("load_media", "pictures are loaded, videos are not."),
          Map.entry("enable_scroll", "the page is laid out whole."),
          Map.entry("handle_sticky_header", "sticky boxes stay where they are in the page."),
          Map.entry("handle_cookies", "pages are rendered without scripts."),
          Map.entry("wait_for_images", "pictures are always waited for."),
          Map.entry("block_ads", "pages are rendered without scripts."),
          Map.entry("block_media", "pictures are loaded."));

  private final StrictObject object;
  private final UrlRules rules;
  private final Faults faults;

  private EnconvertRequest(StrictObject object, UrlRules rules, Faults faults) {
    this.object = object;
    this.rules = rules;
    this.faults = faults;
  }

  /**
   * Reads a request for one or more pages.
   *
   * @param takesPdf whether the client takes a PDF for an answer
   */
  static Optional<Decoded.Request> read(
      StrictObject object, UrlRules rules, Faults faults, boolean takesPdf) {
    return Optional.of(new EnconvertRequest(object, rules, faults).read(takesPdf));
  }

  /**
   * Reads a request for the pages of a site.
   *
   * @param pages empty while they are not known: the request then is for the page that it names
   */
  static Optional<Decoded.Request> website(
      StrictObject object, UrlRules rules, Faults faults, Optional<Submission.Pages> pages) {
    EnconvertRequest request = new EnconvertRequest(object, rules, faults);
    Optional<URI> site =
        object.requiredValue("url").flatMap(value -> rules.read(value, object.pointerTo("url")));
    List<URI> urls = pages.map(Submission.Pages::urls).orElse(site.stream().toList());
    if (site.isPresent() && urls.isEmpty()) {
      faults.add(
          object.pointerTo("url"), "No pages were found: there must be a sitemap at /sitemap.xml.");
    }
    return Optional.of(request.website(urls, pages.map(Submission.Pages::total)));
  }

  private Decoded.Request website(List<URI> urls, Optional<Integer> discovered) {
    Optional<String> filename = object.text("output_filename", MAX_NAME_CHARACTERS);
    // Every file has the name of its page; the ZIP has the name that the client wants.
    String zip = EnconvertFiles.zip(filename);
    List<Target> targets = targets();
    EnconvertOptions options = EnconvertOptions.ofPage(object, true, faults);
    PageAccess access = AccessReader.read(object, faults);
    passedOver();
    object.end();
    EnconvertTraits traits =
        new EnconvertTraits(
            true, true, Optional.empty(), Optional.empty(), Optional.of(zip), discovered);
    return new Decoded.Request(
        EnconvertFiles.documents(urls, access, Optional.empty(), options),
        targets,
        traits.metadataJson());
  }

  private Decoded.Request read(boolean takesPdf) {
    Optional<JsonNode> given = object.requiredValue("url");
    boolean batch = given.filter(JsonNode::isArray).isPresent();
    List<URI> urls = given.map(this::urls).orElse(List.of());
    boolean current = CURRENT.stream().anyMatch(name -> object.value(name).isPresent());
    boolean async = object.bool("async_mode").orElse(false);
    boolean direct = direct(batch || async);
    Optional<String> jobId = jobId();
    List<Target> targets = targets();
    Optional<String> filename = object.text("output_filename", MAX_NAME_CHARACTERS);
    EnconvertOptions options = EnconvertOptions.ofPage(object, current, faults);
    PageAccess access = AccessReader.read(object, faults);
    boolean zip = zip(batch && urls.size() != 1);
    passedOver();
    object.end();
    EnconvertTraits traits =
        new EnconvertTraits(
            batch,
            current,
            jobId,
            Optional.empty(),
            zip ? Optional.of(EnconvertFiles.zip(filename)) : Optional.empty(),
            Optional.empty());
    boolean waits = !batch && !async && targets.isEmpty();
    Awaited awaited = direct || !current && takesPdf ? Awaited.PDF : Awaited.REPORT;
    return new Decoded.Request(
            EnconvertFiles.documents(urls, access, filename, options),
            targets,
            traits.metadataJson(),
            waits ? awaited : Awaited.NOTHING)
        .named(jobId.map(id -> new Decoded.JobKey(key(id), true)));
  }

  private List<URI> urls(JsonNode value) {
    String pointer = object.pointerTo("url");
    if (value.isTextual()) {
      return rules.read(value, pointer).stream().toList();
    }
    if (!value.isArray()) {
      faults.add(pointer, "Must be a URL or a list of URLs, not " + StrictObject.kind(value) + ".");
      return List.of();
    }
    if (value.isEmpty() || value.size() > MAX_URLS) {
      faults.add(pointer, "Must hold 1 to " + MAX_URLS + " URLs.");
      return List.of();
    }
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      rules.read(value.get(i), pointer + "/" + i).ifPresent(urls::add);
    }
    return urls;
  }

  private boolean direct(boolean asynchronous) {
    boolean direct = object.bool("direct_download").orElse(false);
    if (direct && asynchronous) {
      faults.add(object.pointerTo("direct_download"), "Cannot go with async_mode or several URLs.");
    }
    return direct;
  }

  /** The key under which a job with this id is kept. */
  static String key(String jobId) {
    return "enconvert job_id " + jobId;
  }

  private Optional<String> jobId() {
    return jobId(object, faults);
  }

  /** Reads the client's own id for the job. */
  static Optional<String> jobId(StrictObject object, Faults faults) {
    Optional<String> id = object.text("job_id", MAX_NAME_CHARACTERS);
    if (id.isPresent() && !JOB_ID.matcher(id.get()).matches()) {
      faults.add(
          object.pointerTo("job_id"), "Must be 1 to 64 letters, digits, hyphens and underscores.");
      return Optional.empty();
    }
    return id;
  }

  private List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    object
        .value("callback_url")
        .flatMap(value -> rules.read(value, object.pointerTo("callback_url")))
        .ifPresent(url -> targets.add(new Target.Webhook(url, Map.of())));
    object
        .value("notification_email")
        .flatMap(value -> rules.email(value, object.pointerTo("notification_email")))
        .ifPresent(targets::add);
    return targets;
  }

  /** The service takes any true value for a ZIP of all files. */
  private boolean zip(boolean several) {
    Optional<JsonNode> format = object.value("output_format");
    boolean individual =
        format.isEmpty()
            || format.get().isBoolean() && !format.get().booleanValue()
            || format.get().asText().equals("individual");
    if (!individual && !several) {
      faults.add(object.pointerTo("output_format"), "A ZIP is made of several URLs.");
    }
    return !individual;
  }

  private void passedOver() {
    WITHOUT_EFFECT.forEach(
        (name, instead) -> {
          if (object.value(name).isPresent()) {
            faults.withoutEffect(object.pointerTo(name), instead);
          }
        });
  }
}

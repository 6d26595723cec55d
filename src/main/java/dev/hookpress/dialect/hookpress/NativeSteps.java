package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.PageSelection;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PdfEdit;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfOperation.Permission;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.SplitDivision;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads {@code options.steps} of the native format: a list of objects with one field each, whose
 * name is that of the step.
 */
final class NativeSteps {
  private static final int MAX_TITLE_CHARACTERS = 500;
  private static final int MAX_PASSWORD_CHARACTERS = 127;
  private static final int MAX_PAGE = 1_000_000;
  private static final List<String> LEVELS = List.of("low", "medium", "high");
  private static final Map<String, Set<Permission>> PERMISSIONS = permissions();

  private final UrlRules urls;
  private final Faults faults;
  private final NativeMarks marks;
  private final Map<String, Function<StrictObject, Optional<PdfStep>>> readers =
      new LinkedHashMap<>();
  private int index;
  private int bookmarks;

  private NativeSteps(UrlRules urls, Faults faults) {
    this.urls = urls;
    this.faults = faults;
    this.marks = new NativeMarks(urls, faults);
    readers.put("stamp", object -> marks.read("stamp", index, object));
    readers.put("watermark", object -> marks.read("watermark", index, object));
    readers.put("page_numbers", object -> marks.numbers(index, object));
    readers.put("select", this::select);
    readers.put("rotate", this::rotate);
    readers.put("merge", this::merge);
    readers.put("split", this::split);
    readers.put("bookmarks", this::bookmarks);
    readers.put("metadata", this::metadata);
    readers.put("flatten", object -> step("flatten", new PdfEdit.Flatten()));
    readers.put("compress", this::compress);
    readers.put("encrypt", this::encrypt);
  }

  /** Reads the steps; the result is the options with them. */
  static RenderOptions read(
      StrictObject options, RenderOptions read, UrlRules urls, Faults faults) {
    NativeSteps reader = new NativeSteps(urls, faults);
    List<PdfStep> steps =
        options
            .list("steps")
            .map(value -> reader.all(value, options.pointerTo("steps")))
            .orElse(List.of());
    List<PdfStep> whole = new ArrayList<>(steps);
    whole.addAll(NativeImages.read(options, faults));
    new NativeStepRules(options, read, faults).check(whole);
    if (whole.isEmpty()) {
      return read;
    }
    RenderOptions finished = read.finishedBy(whole, read.filename());
    String name = read.filename().substring(0, read.filename().length() - ".pdf".length());
    return finished.finishedBy(whole, name + "." + finished.result().extension());
  }

  private List<PdfStep> all(JsonNode value, String pointer) {
    if (!value.isArray() || value.size() > RenderOptions.MAX_STEPS) {
      faults.add(pointer, "Must be a list of at most " + RenderOptions.MAX_STEPS + " steps.");
      return List.of();
    }
    List<PdfStep> steps = new ArrayList<>();
    for (index = 0; index < value.size(); index++) {
      StrictObject.of(value.get(index), pointer + "/" + index, faults)
          .flatMap(this::one)
          .ifPresent(steps::add);
    }
    return steps;
  }

  private Optional<PdfStep> one(StrictObject object) {
    List<String> given =
        readers.keySet().stream().filter(name -> object.value(name).isPresent()).toList();
    object.end();
    if (given.size() != 1) {
      faults.add(
          object.pointer(),
          "Must have exactly one of " + String.join(", ", readers.keySet()) + ".");
      return Optional.empty();
    }
    Optional<StrictObject> inner = object.object(given.get(0));
    Optional<PdfStep> step = inner.flatMap(readers.get(given.get(0)));
    inner.ifPresent(StrictObject::end);
    return step.filter(it -> isSound(it, object.pointerTo(given.get(0))));
  }

  private boolean isSound(PdfStep step, String pointer) {
    Optional<PdfOperation.Problem> problem = step.operation().problem();
    problem.ifPresent(it -> faults.add(pointer, it.message() + "."));
    return problem.isEmpty();
  }

  private Optional<PdfStep> step(String name, PdfOperation operation) {
    return Optional.of(new PdfStep(name, index, operation));
  }

  private Optional<PdfStep> select(StrictObject object) {
    object.requiredValue("pages");
    List<PageRange> ranges = PageSelection.readToLast(object, "pages", faults);
    return ranges.isEmpty()
        ? Optional.empty()
        : step("select", new PdfOperation.Arrange(List.of(new PdfOperation.Step.Reorder(ranges))));
  }

  private Optional<PdfStep> rotate(StrictObject object) {
    object.requiredValue("degrees");
    Optional<Integer> degrees = object.integer("degrees", -270, 270);
    List<PageRange> ranges = PageSelection.readToLast(object, "pages", faults);
    if (degrees.isPresent() && (degrees.get() % 90 != 0 || degrees.get() % 360 == 0)) {
      faults.add(object.pointerTo("degrees"), "Must be 90, 180 or 270, or negative ones of them.");
      return Optional.empty();
    }
    return degrees.flatMap(
        turn ->
            step(
                "rotate",
                new PdfOperation.Arrange(
                    List.of(new PdfOperation.Step.Rotate(Math.floorMod(turn, 360), ranges)))));
  }

  private Optional<PdfStep> merge(StrictObject object) {
    object.requiredValue("pdf");
    Optional<PdfStep.File> file =
        object
            .value("pdf")
            .flatMap(it -> NativeStepFile.read(it, object.pointerTo("pdf"), true, urls, faults));
    List<PageRange> ranges = PageSelection.readToLast(object, "pages", faults);
    Optional<Integer> before = object.integer("before", 1, MAX_PAGE);
    PdfOperation operation =
        before.isPresent()
            ? new PdfOperation.Insert(List.of(new PdfOperation.Insertion(before.get(), 1, ranges)))
            : new PdfOperation.Combine(List.of(List.of(), ranges));
    return file.map(
        it -> new PdfStep("merge", index, operation, Optional.of(it), Optional.empty()));
  }

  private Optional<PdfStep> split(StrictObject object) {
    List<String> given =
        List.of("every", "files", "pages").stream()
            .filter(name -> object.value(name).isPresent())
            .toList();
    boolean zip = object.bool("zip").orElse(false);
    if (given.size() != 1) {
      faults.add(object.pointer(), "Must have exactly one of every, files and pages.");
      return Optional.empty();
    }
    Optional<SplitDivision> division =
        switch (given.get(0)) {
          case "every" -> object.integer("every", 1, MAX_PAGE).map(SplitDivision.PagesPerFile::new);
          case "files" ->
              object.integer("files", 1, PdfOperation.MAX_FILES).map(SplitDivision.Files::new);
          default ->
              Optional.of(PageSelection.readToLast(object, "pages", faults))
                  .filter(ranges -> !ranges.isEmpty())
                  .map(SplitDivision.Ranges::new);
        };
    return division.flatMap(it -> step("split", new PdfOperation.Split(it, zip)));
  }

  private Optional<PdfStep> bookmarks(StrictObject object) {
    Optional<JsonNode> items = object.requiredValue("items");
    bookmarks = 0;
    return items.flatMap(
        value ->
            step(
                "bookmarks",
                new PdfEdit.Bookmarks(bookmarks(value, object.pointerTo("items"), 1))));
  }

  private List<PdfEdit.Bookmark> bookmarks(JsonNode value, String pointer, int level) {
    if (!value.isArray()) {
      faults.add(pointer, "Must be a list of bookmarks.");
      return List.of();
    }
    if (level > PdfEdit.Bookmarks.MAX_LEVELS) {
      faults.add(pointer, "There are more than " + PdfEdit.Bookmarks.MAX_LEVELS + " levels.");
      return List.of();
    }
    List<PdfEdit.Bookmark> read = new ArrayList<>();
    for (int i = 0; i < value.size() && !faults.full(); i++) {
      bookmarks++;
      if (bookmarks > PdfEdit.Bookmarks.MAX_BOOKMARKS) {
        faults.add(
            pointer, "There are more than " + PdfEdit.Bookmarks.MAX_BOOKMARKS + " bookmarks.");
        return List.of();
      }
      StrictObject.of(value.get(i), pointer + "/" + i, faults)
          .flatMap(item -> bookmark(item, level))
          .ifPresent(read::add);
    }
    return read;
  }

  private Optional<PdfEdit.Bookmark> bookmark(StrictObject item, int level) {
    Optional<String> title = item.requiredText("title", MAX_TITLE_CHARACTERS);
    item.requiredValue("page");
    Optional<Integer> page = item.integer("page", 1, MAX_PAGE);
    List<PdfEdit.Bookmark> children =
        item.list("children")
            .map(below -> bookmarks(below, item.pointerTo("children"), level + 1))
            .orElse(List.of());
    item.end();
    return title.flatMap(text -> page.map(it -> new PdfEdit.Bookmark(text, it, children)));
  }

  private Optional<PdfStep> metadata(StrictObject object) {
    Map<String, String> info = NativeOptions.entries(object, faults);
    if (info.isEmpty()) {
      faults.add(object.pointer(), "Must have a title, an author or another entry.");
      return Optional.empty();
    }
    return step("metadata", new PdfEdit.Metadata(info));
  }

  private Optional<PdfStep> compress(StrictObject object) {
    String level = object.word("level", LEVELS).orElse("medium");
    return step(
        "compress",
        new PdfOperation.Compress(PdfOperation.Strength.valueOf(level.toUpperCase(Locale.ROOT))));
  }

  private Optional<PdfStep> encrypt(StrictObject object) {
    Optional<String> user = object.text("user_password", MAX_PASSWORD_CHARACTERS);
    Optional<String> owner = object.text("owner_password", MAX_PASSWORD_CHARACTERS);
    Set<Permission> allowed = EnumSet.noneOf(Permission.class);
    Optional<JsonNode> given = object.value("permissions");
    if (given.isPresent()) {
      String pointer = object.pointerTo("permissions");
      if (!given.get().isArray() || given.get().size() > PERMISSIONS.size()) {
        faults.add(pointer, "Must be a list of permissions, each at most once.");
        return Optional.empty();
      }
      for (int i = 0; i < given.get().size(); i++) {
        Set<Permission> meant = PERMISSIONS.get(given.get().get(i).asText());
        if (meant == null) {
          faults.add(
              pointer + "/" + i, "Must be one of " + String.join(", ", PERMISSIONS.keySet()) + ".");
        } else {
          allowed.addAll(meant);
        }
      }
    } else if (owner.isPresent()) {
      allowed.add(Permission.PRINT_FINELY);
    }
    return step(
        "encrypt", new PdfOperation.Protect(user, owner, allowed, PdfOperation.Encryption.AES_256));
  }

  private static Map<String, Set<Permission>> permissions() {
    Map<String, Set<Permission>> words = new LinkedHashMap<>();
    words.put("print", Set.of(Permission.PRINT, Permission.PRINT_FINELY));
    words.put("print_low_resolution", Set.of(Permission.PRINT));
    words.put("edit", Set.of(Permission.EDIT_CONTENT));
    words.put("assemble", Set.of(Permission.ASSEMBLE));
    words.put("annotate", Set.of(Permission.ANNOTATE));
    words.put("fill_forms", Set.of(Permission.FILL_IN_FORMS));
    words.put("copy", Set.of(Permission.COPY_CONTENT));
    return words;
  }
}

package dev.hookpress.api.jobs;

import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.TemplateView;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fixes the versions of a job's templates before it is accepted, so that later changes to a
 * template do not affect the job.
 */
final class TemplateChoice {
  private final Dialect dialect;
  private final TemplateBook templates;

  TemplateChoice(Dialect dialect, TemplateBook templates) {
    this.dialect = dialect;
    this.templates = templates;
  }

  /**
   * Returns the request with a version number for every template, or a refusal if the client lacks
   * one of them. Costs one lookup per distinct template; their number is bounded by the parts that
   * the format allows.
   */
  Future<Decoded> settled(ClientId client, Decoded.Request wanted) {
    Set<TemplateId> named = new LinkedHashSet<>();
    for (Document document : wanted.documents()) {
      for (Part part : document.parts()) {
        if (part instanceof Part.Template template) {
          named.add(template.template().template());
        }
      }
    }
    if (named.isEmpty()) {
      return Future.succeededFuture(wanted);
    }
    Map<TemplateId, TemplateView> newest = new HashMap<>();
    Future<Void> looking = Future.succeededFuture();
    for (TemplateId id : named) {
      looking = looking.compose(before -> look(client, id, newest));
    }
    return looking.map(done -> settled(wanted, newest));
  }

  private Future<Void> look(ClientId client, TemplateId id, Map<TemplateId, TemplateView> newest) {
    return DependencyUnavailable.guard(templates.template(client, id))
        .onSuccess(found -> found.ifPresent(template -> newest.put(id, template)))
        .mapEmpty();
  }

  private Decoded settled(Decoded.Request wanted, Map<TemplateId, TemplateView> newest) {
    List<Document> documents = new ArrayList<>();
    for (Document document : wanted.documents()) {
      List<Part> parts = new ArrayList<>();
      Document placed = document;
      for (Part part : document.parts()) {
        if (!(part instanceof Part.Template template)) {
          parts.add(part);
          continue;
        }
        TemplateVersion named = template.template();
        Optional<TemplateView> known = Optional.ofNullable(newest.get(named.template()));
        int last = known.map(TemplateView::version).orElse(0);
        // Versions are numbered without gaps and never removed.
        if (last == 0 || named.number() > last) {
          return new Decoded.Refused(dialect.noTemplate(named, documents.size(), parts.size()));
        }
        int number = named.number() == TemplateVersion.NEWEST ? last : named.number();
        if (number == last) {
          Document now = placed;
          placed = settings(known).map(it -> dialect.placed(now, it)).orElse(placed);
        }
        parts.add(
            new Part.Template(new TemplateVersion(named.template(), number), template.dataJson()));
      }
      documents.add(placed.withParts(parts));
    }
    return wanted.withDocuments(documents);
  }

  private static Optional<String> settings(Optional<TemplateView> template) {
    return template.flatMap(TemplateView::settingsJson);
  }
}

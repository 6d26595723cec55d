package dev.hookpress.dialect.pdfgorilla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.TemplateReport;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Encodes stored templates for PDF Gorilla's clients: ids without a prefix, or names of the
 * clients' own; field names in camel case; Liquid.
 */
public final class PdfgorillaTemplates implements TemplateFormat {
  @Override
  public String shown(TemplateId id) {
    return id.toString();
  }

  @Override
  public Optional<TemplateId> id(String text) {
    return TemplateId.parseOrNamed(text);
  }

  @Override
  public boolean named(String text) {
    return TemplateId.isName(text);
  }

  @Override
  public TemplateLanguage language() {
    return TemplateLanguage.LIQUID;
  }

  @Override
  public boolean tolerant() {
    return true;
  }

  @Override
  public Optional<String> settings(StrictObject fields, Faults faults) {
    return PdfgorillaSettings.checked(fields, faults);
  }

  @Override
  public ObjectNode template(TemplateReport template) {
    ObjectNode shown = Json.object();
    shown.put("id", template.alias().orElseGet(() -> shown(template.id())));
    shown.put("name", template.name());
    shown.put("version", template.version());
    shown.put("engine", template.language().label());
    shown.put("createdAt", Timestamps.millis(template.createdAt()));
    shown.put("updatedAt", Timestamps.millis(template.updatedAt()));
    template
        .settingsJson()
        .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
        .filter(Json.Read.Tree.class::isInstance)
        .ifPresent(tree -> shown.set("settings", ((Json.Read.Tree) tree).root()));
    template.html().ifPresent(html -> shown.put("html", html));
    return shown;
  }

  @Override
  public String cursorName() {
    return "nextCursor";
  }
}

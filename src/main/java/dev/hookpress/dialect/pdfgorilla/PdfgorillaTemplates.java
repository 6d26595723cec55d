package dev.hookpress.dialect.pdfgorilla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.TemplateReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.document.TemplateId;
import java.util.Optional;

/**
 * Encodes stored templates for PDF Gorilla's clients: ids without a prefix, field names in camel
 * case.
 */
public final class PdfgorillaTemplates implements TemplateFormat {
  @Override
  public String shown(TemplateId id) {
    return id.toString();
  }

  @Override
  public Optional<TemplateId> id(String text) {
    return TemplateId.parse(text);
  }

  @Override
  public ObjectNode template(TemplateReport template) {
    ObjectNode shown = Json.object();
    shown.put("id", shown(template.id()));
    shown.put("name", template.name());
    shown.put("version", template.version());
    shown.put("createdAt", Timestamps.millis(template.createdAt()));
    shown.put("updatedAt", Timestamps.millis(template.updatedAt()));
    template.html().ifPresent(html -> shown.put("html", html));
    return shown;
  }

  @Override
  public String cursorName() {
    return "nextCursor";
  }
}

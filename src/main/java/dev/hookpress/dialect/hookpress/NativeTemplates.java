package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.TemplateReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.document.TemplateId;
import java.util.Optional;

/** Encodes stored templates for the native API. */
public final class NativeTemplates implements TemplateFormat {
  @Override
  public String shown(TemplateId id) {
    return NativeIds.shown(id);
  }

  @Override
  public Optional<TemplateId> id(String text) {
    return NativeIds.template(text);
  }

  @Override
  public ObjectNode template(TemplateReport template) {
    ObjectNode shown = Json.object();
    shown.put("id", shown(template.id()));
    shown.put("name", template.name());
    shown.put("version", template.version());
    shown.put("engine", template.language().label());
    shown.put("sha256", template.sha256());
    shown.put("created_at", Timestamps.millis(template.createdAt()));
    shown.put("updated_at", Timestamps.millis(template.updatedAt()));
    template.html().ifPresent(html -> shown.put("html", html));
    shown.putObject("links").put("self", "/v1/templates/" + shown(template.id()));
    return shown;
  }

  @Override
  public String cursorName() {
    return "next_cursor";
  }
}

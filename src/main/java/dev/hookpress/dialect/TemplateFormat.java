package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.job.document.TemplateId;
import java.util.List;
import java.util.Optional;

/** How a wire format shows stored templates. */
public interface TemplateFormat {
  /** A template's id as this format shows it. */
  String shown(TemplateId id);

  /** Reads an id that this format has shown; empty for anything else. */
  Optional<TemplateId> id(String text);

  /** One template. */
  ObjectNode template(TemplateReport template);

  /**
   * A page of a list.
   *
   * @param next where the next page begins; empty on the last
   */
  ObjectNode page(List<TemplateReport> templates, Optional<TemplateId> next);
}

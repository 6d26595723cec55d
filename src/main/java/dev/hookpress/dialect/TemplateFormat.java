package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import java.util.List;
import java.util.Optional;

/** Encodes stored templates in a wire format. */
public interface TemplateFormat {
  /** The template's id as this format shows it. */
  String shown(TemplateId id);

  /** Parses a template id that this format has shown; empty for anything else. */
  Optional<TemplateId> id(String text);

  /** Whether the text is a name under which a client may store a template of its own. */
  default boolean named(String text) {
    return false;
  }

  /** The language of a template whose request names none. */
  default TemplateLanguage language() {
    return TemplateLanguage.HANDLEBARS;
  }

  /** Whether unknown fields are passed over, and the vendor's names of fields are read. */
  default boolean tolerant() {
    return false;
  }

  /**
   * Reads the page that a template is for, which is stored with it: a JSON object.
   *
   * @param fields the request to store it
   */
  default Optional<String> settings(StrictObject fields, Faults faults) {
    return Optional.empty();
  }

  /** Encodes one template. */
  ObjectNode template(TemplateReport template);

  /**
   * Encodes one page of a list.
   *
   * @param next the cursor of the next page; empty on the last page
   */
  default ObjectNode page(List<TemplateReport> templates, Optional<TemplateId> next) {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    templates.forEach(each -> data.add(template(each)));
    return page.put(cursorName(), next.map(this::shown).orElse(null));
  }

  /** The name of a page's field for the cursor of the next page. */
  String cursorName();
}

package dev.hookpress.render.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.pdf.GuardedOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDChoice;
import org.apache.pdfbox.pdmodel.interactive.form.PDComboBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDPushButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;

/**
 * Reads and fills in the fields of a form (ISO 32000-2, 12.7). Values are texts; of a list with
 * several choices, lists of texts. Buttons without a value and signatures are left alone.
 */
final class FormValues {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_FIELDS = 20_000;
  private static final int MAX_WARNINGS = 50;
  private static final String OFF = "Off";

  private final OperationContext bench;
  private final List<String> warnings = new ArrayList<>();

  private FormValues(OperationContext bench) {
    this.bench = bench;
  }

  /** Reads all fields into an object that is nested by the dots of their names. */
  static PageOutcome read(byte[] pdf, OperationContext bench) throws IOException {
    PDDocument document = bench.open(pdf);
    ObjectNode values = JSON.createObjectNode();
    FormValues own = new FormValues(bench);
    for (PDTerminalField field : own.fields(form(document)).values()) {
      own.put(values, field);
    }
    GuardedOutput output = bench.output();
    output.write(JSON.writeValueAsBytes(values));
    return new PageOutcome.Files(List.of(bench.written(output, 0)));
  }

  /** Fills in fields; what there is no field for, or what does not fit one, is a warning. */
  static PageOutcome fill(String valuesJson, byte[] pdf, OperationContext bench)
      throws IOException {
    PDDocument document = bench.open(pdf);
    Optional<PDAcroForm> form = form(document);
    FormValues own = new FormValues(bench);
    Map<String, PDTerminalField> fields = own.fields(form);
    if (fields.isEmpty()) {
      return new PageOutcome.Rejected(
          FailureCode.SOURCE_INVALID, "The PDF has no form that can be filled in");
    }
    if (form.orElseThrow().hasXFA()) {
      // Readers would show the values of the other form.
      form.get().setXFA(null);
      own.warn("The form's XFA, which has values of its own, was removed");
    }
    own.fill("", tree(valuesJson), fields, form.get());
    return new PageOutcome.Files(List.of(bench.save(document)), own.warnings);
  }

  private static JsonNode tree(String json) throws IOException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException checkedBefore) {
      throw new IOException(checkedBefore);
    }
  }

  /** The form as it is: fonts that are missing in it are not made up before they are needed. */
  private static Optional<PDAcroForm> form(PDDocument document) {
    return Optional.ofNullable(document.getDocumentCatalog().getAcroForm());
  }

  private Map<String, PDTerminalField> fields(Optional<PDAcroForm> form) {
    Map<String, PDTerminalField> fields = new LinkedHashMap<>();
    if (form.isEmpty()) {
      return fields;
    }
    for (PDField field : form.get().getFieldTree()) {
      bench.guard().checkDeadline();
      if (fields.size() >= MAX_FIELDS) {
        bench.guard().abort(FailureCode.LIMIT_BYTES, "The form has too many fields");
      }
      if (field instanceof PDTerminalField terminal
          && !(field instanceof PDPushButton)
          && !(field instanceof PDSignatureField)) {
        fields.putIfAbsent(terminal.getFullyQualifiedName(), terminal);
      }
    }
    return fields;
  }

  private void put(ObjectNode values, PDTerminalField field) {
    String[] names = field.getFullyQualifiedName().split("\\.");
    ObjectNode place = values;
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode next = place.get(names[i]);
      place = next instanceof ObjectNode known ? known : place.putObject(names[i]);
    }
    String last = names.length == 0 ? "" : names[names.length - 1];
    if (field instanceof PDChoice choice) {
      List<String> chosen = choice.getValue();
      if (choice.isMultiSelect()) {
        ArrayNode all = place.putArray(last);
        chosen.forEach(all::add);
      } else {
        place.put(last, chosen.isEmpty() ? "" : chosen.get(0));
      }
    } else {
      place.put(last, field.getValueAsString());
    }
  }

  private void fill(
      String path, JsonNode values, Map<String, PDTerminalField> fields, PDAcroForm form)
      throws IOException {
    for (Map.Entry<String, JsonNode> each : values.properties()) {
      bench.guard().checkDeadline();
      String name = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
      PDTerminalField field = fields.get(name);
      if (field != null && !each.getValue().isObject()) {
        set(name, field, each.getValue(), form);
      } else if (each.getValue().isObject()) {
        fill(name, each.getValue(), fields, form);
      } else {
        warn("The form has no field " + name);
      }
    }
  }

  private void set(String name, PDTerminalField field, JsonNode value, PDAcroForm form)
      throws IOException {
    try {
      if (field instanceof PDCheckBox box && value.isBoolean()) {
        field.setValue(value.booleanValue() ? box.getOnValue() : OFF);
      } else if (field instanceof PDChoice choice && value.isArray()) {
        List<String> chosen = new ArrayList<>();
        value.forEach(each -> chosen.add(each.asText()));
        choice.setValue(chosen);
      } else if (field instanceof PDChoice choice && !offers(choice, value.asText())) {
        throw new IllegalArgumentException("not an option");
      } else {
        field.setValue(value.isNull() ? blank(field) : value.asText());
      }
    } catch (IllegalArgumentException | UnsupportedOperationException | IOException refused) {
      if (field instanceof PDButton || field instanceof PDChoice) {
        warn("The field " + name + " does not take the value " + shown(value));
        return;
      }
      // The value is set already; only how it looks could not be drawn, which readers then do.
      form.setNeedAppearances(true);
      warn("The font of the field " + name + " has not all letters of its value");
    }
  }

  /** Whether a list has this choice; into some, any text may be written. */
  private static boolean offers(PDChoice choice, String value) {
    return value.isEmpty()
        || choice.getOptionsExportValues().contains(value)
        || choice.getOptions().contains(value)
        || choice instanceof PDComboBox box && box.isEdit();
  }

  private static String blank(PDTerminalField field) {
    return field instanceof PDButton ? OFF : "";
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private void warn(String warning) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(warning + ".");
    }
  }
}

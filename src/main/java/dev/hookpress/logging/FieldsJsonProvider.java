package dev.hookpress.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.slf4j.event.KeyValuePair;

/**
 * Writes the key-value pairs of a log line as JSON fields: numbers and booleans as such, everything
 * else as the string that it shows, so that ids look as tenants see them and instants are ISO 8601.
 * The encoder's own provider writes a value's components, and loses the whole line if it has no way
 * to write one.
 */
public final class FieldsJsonProvider extends AbstractJsonProvider<ILoggingEvent> {
  @Override
  public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
    if (event.getKeyValuePairs() == null) {
      return;
    }
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      json.writeFieldName(pair.key);
      write(json, pair.value);
    }
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }
}

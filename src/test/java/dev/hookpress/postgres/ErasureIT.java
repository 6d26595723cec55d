package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.job.ClientId;
import dev.hookpress.operator.Deletions.Deletion;
import dev.hookpress.postgres.operator.ClientErasure;
import dev.hookpress.postgres.operator.PgDeletions;
import dev.hookpress.support.FreshDatabase;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The deletion of a client, on a real Postgres with a row in every table that has clients. */
class ErasureIT {
  private static final int ROWS = 3;
  private static final Instant NOW = Instant.now();

  @RegisterExtension static final FreshDatabase DATABASE = new FreshDatabase();

  private int counter;

  private static List<Row> query(String sql) {
    List<Row> rows = new ArrayList<>();
    await(DATABASE.pool().query(sql).execute()).forEach(rows::add);
    return rows;
  }

  private static List<String> tables() {
    return query(
            "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                + " and a.attname = 'client_id' where c.relkind in ('r', 'p')"
                + " and not c.relispartition and pg_table_is_visible(c.oid) order by 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Map<String, Long> rowsOf(UUID client) {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : tables()) {
      String count = "select count(*) from " + table + " where client_id = '" + client + "'";
      rows.put(table, query(count).get(0).getLong(0));
    }
    return rows;
  }

  private UUID clientWithRowsEverywhere() {
    UUID client = UlidCreator.getUlid(NOW.toEpochMilli()).toUuid();
    query("insert into client (id, name, created_at) values ('" + client + "', 'c', now())");
    for (String table : tables()) {
      for (int i = 0; i < ROWS; i++) {
        fill(table, client);
      }
    }
    return client;
  }

  /** Inserts a row that no constraint but those of keys would accept. */
  private void fill(String table, UUID client) {
    for (Row row :
        query(
            "select conname from pg_constraint where contype = 'c' and conislocal"
                + " and conrelid = '"
                + table
                + "'::regclass")) {
      query("alter table " + table + " drop constraint " + row.getString(0));
    }
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    counter++;
    for (Row column :
        query(
            "select attname, format_type(atttypid, null) from pg_attribute where attnum > 0"
                + " and not attisdropped and attgenerated = '' and attrelid = '"
                + table
                + "'::regclass")) {
      names.add(column.getString(0));
      values.add(column.getString(0).equals("client_id") ? quoted(client) : value(column));
    }
    query(
        // some tables have one row for each client
        "insert into %s (%s) values (%s) on conflict do nothing"
            .formatted(table, String.join(", ", names), String.join(", ", values)));
  }

  private String value(Row column) {
    String type = column.getString(1);
    return switch (type) {
      case "uuid" -> quoted(UlidCreator.getUlid(NOW.toEpochMilli()).toUuid());
      case "text", "character varying" -> quoted("x" + counter);
      case "bytea" -> "int4send(" + counter + ")";
      case "timestamp with time zone" -> "now()";
      case "boolean" -> "false";
      case "json", "jsonb" -> "'{}'";
      default -> type.endsWith("[]") ? "'{}'" : Integer.toString(counter);
    };
  }

  private static String quoted(Object value) {
    return "'" + value + "'";
  }

  @Test
  void everyTableOfAClientIsEmptiedInBatchesAndOthersKeepTheirs() {
    await(new PgUpkeep(DATABASE.pool()).makePartitions(NOW, Duration.ofDays(1)));
    UUID deleted = clientWithRowsEverywhere();
    UUID kept = clientWithRowsEverywhere();
    Map<String, Long> rowsBefore = rowsOf(deleted);
    long all = rowsBefore.values().stream().mapToLong(n -> n).sum();
    assertThat(rowsBefore).hasSizeGreaterThan(12).doesNotContainValue(0L);
    PgDeletions deletions = new PgDeletions(DATABASE.pool());
    await(deletions.request(new ClientId(deleted), NOW));

    // A node that has done one batch, and then died.
    int batch =
        await(
            Sql.DELETE_OF_CLIENT
                .on(DATABASE.pool())
                .bind("client", deleted)
                .bind("max", 4)
                .execute()
                .map(rows -> rows.iterator().next().getInteger("rows")));
    assertThat(batch).isEqualTo(4);
    assertThat(rowsOf(deleted).values().stream().mapToLong(n -> n).sum()).isEqualTo(all - 4);
    assertThat(rowsOf(deleted)).as("what is queued goes first").containsEntry("delivery_queue", 0L);

    ClientErasure node = new ClientErasure(DATABASE.pool());
    ClientErasure other = new ClientErasure(DATABASE.pool());
    await(Future.all(node.run(NOW), other.run(NOW)));
    assertThat(rowsOf(deleted).values()).containsOnly(0L);
    assertThat(find(deletions, deleted).finishedAt()).as("requests may be under way").isEmpty();

    Instant settled = NOW.plus(Duration.ofSeconds(60));
    await(node.run(settled));
    assertThat(find(deletions, deleted).finishedAt()).isPresent();
    assertThat(find(deletions, deleted).rows()).isEqualTo(all);
    assertThat(query("select from client where id = '" + deleted + "'")).isEmpty();
    assertThat(rowsOf(kept)).isEqualTo(rowsBefore);
    assertThat(await(node.erased(settled))).containsExactly(new ClientId(deleted));
  }

  private static Deletion find(PgDeletions deletions, UUID client) {
    return await(deletions.find(new ClientId(client))).orElseThrow();
  }

  @Test
  void theAuditLogIsAppendOnly() {
    query(
        "insert into audit_log (id, at, actor, source, action, subject)"
            + " values (gen_random_uuid(), now(), 'a', 'cli', 'client.limits', 's')");
    for (String change :
        List.of(
            "update audit_log set actor = 'b'", "delete from audit_log", "truncate audit_log")) {
      assertThatThrownBy(() -> query(change)).hasStackTraceContaining("append-only");
    }
    assertThat(query("select from audit_log")).hasSize(1);
  }
}

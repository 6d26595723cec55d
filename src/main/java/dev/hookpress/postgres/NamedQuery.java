package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;

/** One execution of a statement, whose values are bound by name. */
public final class NamedQuery {
  private static final Object UNBOUND = new Object();

  private final SqlClient client;
  private final Sql statement;
  private final Object[] values;

  NamedQuery(SqlClient client, Sql statement) {
    this.client = client;
    this.statement = statement;
    this.values = new Object[statement.parameters().size()];
    Arrays.fill(values, UNBOUND);
  }

  /**
   * Binds a parameter.
   *
   * @param value may be null
   * @throws IllegalArgumentException if the statement has no such parameter
   */
  public NamedQuery bind(String parameter, Object value) {
    int index = statement.parameters().indexOf(parameter);
    if (index < 0) {
      throw new IllegalArgumentException(statement + " has no parameter :" + parameter + ".");
    }
    values[index] = value;
    return this;
  }

  /**
   * Executes the statement; may be called again.
   *
   * @throws IllegalStateException if a parameter is not bound
   */
  public Future<RowSet<Row>> execute() {
    int unbound = Arrays.asList(values).indexOf(UNBOUND);
    if (unbound >= 0) {
      String parameter = statement.parameters().get(unbound);
      throw new IllegalStateException(statement + " needs its parameter :" + parameter + ".");
    }
    // The client may replace values in its tuple.
    return client.preparedQuery(statement.text()).execute(Tuple.wrap(values.clone()));
  }
}

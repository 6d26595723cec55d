package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSqlTest {
  private static String number(String sql, String... declared) {
    return NamedSql.number("/sql/sample.sql", sql, List.of(declared));
  }

  @Test
  void parametersAreNumberedAsTheyAreDeclared() {
    assertThat(number("select :b, :a", "a", "b")).isEqualTo("select $2, $1");
  }

  @Test
  void aNameThatOccursTwiceIsOneParameter() {
    assertThat(number("where id = :id or (origin = :id and due <= :now)", "id", "now"))
        .isEqualTo("where id = $1 or (origin = $1 and due <= $2)");
  }

  @Test
  void aNameThatBeginsWithAnotherNameIsAnotherParameter() {
    assertThat(number(":free,:free_slots", "free", "free_slots")).isEqualTo("$1,$2");
  }

  @Test
  void castsFollowParameters() {
    assertThat(number("unnest(:ids::uuid[]), :a::text::json", "ids", "a"))
        .isEqualTo("unnest($1::uuid[]), $2::text::json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 -- at :now\n",
        "select 1 -- at :now",
        "select 1 /* at :now /* and :now */ still :now */",
        "select 'at :now', 'it''s :now'",
        "select E'it\\'s :now', e'\\\\'",
        "select \"at :now\", \"a\"\":now\"",
        "do $$ begin perform :now; end $$",
        "do $of$ :now $$ :now $of$",
        "call f(at := 1, later :=now())",
        "select a::now, a :: now",
        "select a[1:now], a[:now], (a[from:now])[1:now]",
        "select a$now, now$1",
      })
  void whatIsNotAParameterStays(String sql) {
    assertThat(number(sql)).isEqualTo(sql);
  }

  @Test
  void aStringEndsAtItsQuote() {
    assertThat(number("select 'a\\', :now, '', :now, E'\\\\', :now", "now"))
        .isEqualTo("select 'a\\', $1, '', $1, E'\\\\', $1");
  }

  @Test
  void anArrayOrAnIndexMayBeAParameter() {
    assertThat(number("array[:a, :b] || array [[:a], [:b]] || c[(:a):(:b)]", "a", "b"))
        .isEqualTo("array[$1, $2] || array [[$1], [$2]] || c[($1):($2)]");
    assertThat(number("subarray[:a]")).isEqualTo("subarray[:a]");
  }

  @Test
  void otherParametersThanTheDeclaredOnesAreRefused() {
    assertThatThrownBy(() -> number("select :a, :aa", "a"))
        .hasMessage(
            "The statement /sql/sample.sql uses the parameter :aa, which it does not have.");
    assertThatThrownBy(() -> number("select :a -- :b", "a", "b"))
        .hasMessage("The statement /sql/sample.sql does not use its parameter :b.");
    assertThatThrownBy(() -> number("select :a, $2", "a"))
        .hasMessage("The statement /sql/sample.sql uses $2 instead of a name.");
  }

  @ParameterizedTest
  @EnumSource
  void everyParameterOfEveryStatementHasADistinctName(Sql statement) {
    assertThat(statement.parameters()).doesNotHaveDuplicates();
  }

  @Test
  void valuesAreBoundByName() {
    assertThatThrownBy(() -> Sql.FIND_JOB.on(null).bind("jobs", 1))
        .hasMessage("FIND_JOB has no parameter :jobs.");
    assertThatThrownBy(() -> Sql.FIND_JOB.on(null).bind("client", null).execute())
        .hasMessage("FIND_JOB needs its parameter :job.");
  }
}

package dev.hookpress.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.http.BodyBudget.Verdict;
import dev.hookpress.http.Refusal;
import dev.hookpress.job.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bodies take memory from one budget of the node, and clients have shares of it. */
class BodyBudgetTest {
  private final ClientId one = new ClientId(new UUID(1, 1));
  private final ClientId other = new ClientId(new UUID(2, 2));
  private final List<Refusal> refused = new ArrayList<>();
  private final BodyBudget budget = new BodyBudget(100, 60, refused::add);

  @Test
  void aClientHasItsShareAndLeavesTheRestToOthers() {
    assertThat(budget.take(one, 60)).isEqualTo(Verdict.GRANTED);
    assertThat(budget.take(one, 1)).isEqualTo(Verdict.CLIENT_FULL);
    assertThat(budget.take(other, 40)).isEqualTo(Verdict.GRANTED);
    assertThat(budget.take(other, 1)).isEqualTo(Verdict.NODE_FULL);
    assertThat(refused).containsExactly(Refusal.BODIES_OF_CLIENT, Refusal.BODIES);
  }

  @Test
  void whatIsGivenBackIsTakenAgain() {
    budget.take(one, 60);
    budget.take(other, 40);
    budget.take(other, 20);
    budget.giveBack(one, 60);

    assertThat(budget.taken()).isEqualTo(40);
    assertThat(budget.take(other, 20)).isEqualTo(Verdict.GRANTED);
    budget.giveBack(other, 60);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void aLargeBodyCostsLessForItsSizeBecauseItsTokensAreCounted() {
    assertThat(BodyBudget.cost(1_000)).isEqualTo(28_000);
    assertThat(BodyBudget.cost(15_000_000)).isLessThan(50_000_000);
    assertThat(BodyBudget.costOfTree(1_000)).isEqualTo(100_000);
  }
}

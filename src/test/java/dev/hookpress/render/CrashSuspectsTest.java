package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashSuspectsTest {
  private final CrashSuspects suspects = new CrashSuspects();
  private final List<String> begun = new ArrayList<>();

  @Test
  void suspectsRunOneAfterTheOther() {
    Promise<String> first = Promise.promise();
    Promise<String> second = Promise.promise();
    Future<String> one = suspects.inTurn(() -> begin("one", first.future()));
    Future<String> two = suspects.inTurn(() -> begin("two", second.future()));
    Future<String> three =
        suspects.inTurn(() -> begin("three", Future.succeededFuture("rendered")));
    assertThat(begun).containsExactly("one");

    first.fail("the engine broke");
    assertThat(one.failed()).isTrue();
    assertThat(begun).containsExactly("one", "two");

    second.complete("rendered");
    assertThat(two.result()).isEqualTo("rendered");
    assertThat(three.result()).isEqualTo("rendered");
  }

  private Future<String> begin(String name, Future<String> result) {
    begun.add(name);
    return result;
  }
}

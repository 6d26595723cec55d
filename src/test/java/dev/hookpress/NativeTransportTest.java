package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A node prefers its system's own transport; that it is packaged is nobody else's business. */
class NativeTransportTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void onLinuxThereIsOneToPrefer() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try {
      assertThat(vertx.isNativeTransportEnabled()).isTrue();
    } finally {
      vertx.close().await();
    }
  }
}

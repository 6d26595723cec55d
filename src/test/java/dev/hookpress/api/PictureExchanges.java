package dev.hookpress.api;

import dev.hookpress.api.pictures.Pictures.Picture;
import dev.hookpress.job.JobId;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Provokes every answer to requests for pictures. */
final class PictureExchanges {
  private static final String PREVIEW = "/v1/templates/preview";
  private static final String HTML = "{\"html\": \"<p>{{x}}</p>\", \"data\": {\"x\": 1}}";

  private PictureExchanges() {}

  static void provoke(DescriptionTest test, JobId hosted) {
    ApiServer api = test.api;
    // The requests of one second are limited.
    api.clock.advance(Duration.ofSeconds(1));
    String page = "/v1/jobs/job_" + hosted + "/pages/1.png";
    test.everyWay(page, "GET");
    api.get(page + "?width=63");
    api.send(api.to(page).header("If-None-Match", "*"), "GET", "");
    api.get(page.replace("1.png", "0.png"));
    test.post(PREVIEW, HTML);
    test.badBodies(PREVIEW, "POST", HTML);
    test.tooFast(PREVIEW, HTML);
    api.console.pictures.answer(new Picture.Busy());
    api.get(page);
    api.console.pictures.answer(new Picture.Drawn(Buffer.buffer("\u0089PNG"), 1));
  }
}

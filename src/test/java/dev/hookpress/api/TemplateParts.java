package dev.hookpress.api;

import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.templates.TemplateEndpoints;
import dev.hookpress.api.templates.TemplateReader;
import dev.hookpress.api.templates.TemplateRoutes;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import io.vertx.core.Vertx;

/** The templates' part of an {@link ApiServer}. */
final class TemplateParts {
  private TemplateParts() {}

  static RouteGroup routes(ApiServer api, RequestGuards.Ports access, Vertx vertx) {
    return new TemplateRoutes(
        new TemplateEndpoints.Ports(
            api.templates,
            api.templates,
            api.once(new TemplateEndpoints.Stores(api.templates, api.templates)),
            new TemplateReader(
                vertx.createSharedWorkerExecutor("templates"),
                new TemplateEngine(TemplateLimits.withOutput(ApiServer.MAX_BODY_BYTES)))),
        access,
        api.clock,
        ApiServer.MAX_BODY_BYTES);
  }
}

package dev.hookpress.api;

import dev.hookpress.api.console.ConsoleAddress;
import dev.hookpress.api.console.ConsoleRoutes;
import dev.hookpress.api.console.SealedSessions;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.pictures.PictureRoutes;
import dev.hookpress.fakes.MemoryConsoleLinks;
import dev.hookpress.fakes.MemoryPictures;
import dev.hookpress.secrets.SealedBox;
import java.net.URI;

/** The console's part of an {@link ApiServer}. */
final class ConsoleParts {
  final SealedSessions sessions = new SealedSessions(new SealedBox(new byte[32]));
  final MemoryPictures pictures = new MemoryPictures();

  RouteGroup routes(ApiServer api, RequestGuards.Ports access) {
    ConsoleAddress address =
        new ConsoleAddress(
            sessions, URI.create("https://pdf.test"), now -> api.nextId(now).value());
    return new ConsoleRoutes(
        new ConsoleRoutes.Ports(
            sessions, address, api.once(address), new MemoryConsoleLinks(api.outage)),
        access,
        api.clock);
  }

  RouteGroup pictures(ApiServer api, RequestGuards.Ports access) {
    return new PictureRoutes(
        new PictureRoutes.Ports(api.jobs, api.files, pictures),
        access,
        api.clock,
        ApiServer.MAX_BODY_BYTES);
  }
}

package dev.hookpress.outbound;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FutureListener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks up names in the hosts file, then with the system's name servers. Names are absolute: the
 * system's search domains are not tried, so a tenant's name never resolves to a host inside the
 * operator's network. Caches nothing: {@link VettedHttpClient} caches the vetted result.
 */
public final class DnsResolver implements Resolver {
  /** A name server that has not answered by then is skipped for the next one. */
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

  /** Bounds the work of a chain of CNAMEs or a lame delegation. */
  private static final int MAX_QUERIES = 8;

  private final MultiThreadIoEventLoopGroup eventLoop;
  private final DnsNameResolver resolver;

  /** Uses the name servers that the system is configured with. */
  public DnsResolver() {
    this(DnsServerAddressStreamProviders.platformDefault());
  }

  DnsResolver(InetSocketAddress nameServer) {
    this(new SingletonDnsServerAddressStreamProvider(nameServer));
  }

  private DnsResolver(DnsServerAddressStreamProvider nameServers) {
    // A separate loop: Netty's resolver needs one and Vert.x does not expose its own.
    eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("hookpress-dns", true), NioIoHandler.newFactory());
    resolver =
        new DnsNameResolverBuilder(eventLoop.next())
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            .nameServerProvider(nameServers)
            .hostsFileEntriesResolver(HostsFileEntriesResolver.DEFAULT)
            .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
            // Every address must be vetted, so both queries are awaited.
            .completeOncePreferredResolved(false)
            .searchDomains(List.of())
            .ndots(1)
            .queryTimeoutMillis(QUERY_TIMEOUT.toMillis())
            .maxQueriesPerResolve(MAX_QUERIES)
            .resolveCache(NoopDnsCache.INSTANCE)
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
            .build();
  }

  @Override
  public Future<List<InetAddress>> resolve(String host) {
    Promise<List<InetAddress>> found = Promise.promise();
    FutureListener<List<InetAddress>> listener =
        answer -> found.complete(answer.isSuccess() ? answer.getNow() : List.of());
    resolver.resolveAll(host).addListener(listener);
    return found.future();
  }

  /** Ends pending look-ups and the resolver's thread, within two seconds. */
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    resolver.close();
    eventLoop.shutdownGracefully(0, 2, TimeUnit.SECONDS).addListener(f -> closed.complete());
    return closed.future();
  }
}

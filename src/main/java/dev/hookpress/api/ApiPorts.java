package dev.hookpress.api;

import dev.hookpress.dialect.TargetCheck;
import dev.hookpress.template.TemplateEngine;

/**
 * Everything that the API asks of the rest of the program. Each port bounds its own waiting; a
 * failed Future of any of them is answered with 503.
 */
public record ApiPorts(
    Clients clients,
    JobIntake intake,
    JobBook jobs,
    NotificationBook notifications,
    Redeliveries redeliveries,
    ReplayBook replays,
    RateLimit rateLimit,
    Blocks blocks,
    ErrorCounts errorCounts,
    EndpointBook endpoints,
    ClientBook account,
    S3Settings s3,
    SigningSecrets signingSecrets,
    EventsTarget eventsTarget,
    TestDelivery testDelivery,
    HostedLinks links,
    HostedFiles files,
    Assets assets,
    AssetLinks assetLinks,
    TargetCheck targets,
    Templates templates,
    TemplateBook templateBook,
    TemplateEngine templateEngine,
    ApiEvents events) {}

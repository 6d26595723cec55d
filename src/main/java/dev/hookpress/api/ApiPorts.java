package dev.hookpress.api;

import dev.hookpress.api.account.ClientBook;
import dev.hookpress.api.account.ErrorCounts;
import dev.hookpress.api.account.EventsTarget;
import dev.hookpress.api.account.S3Settings;
import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.api.account.TestDelivery;
import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.Redeliveries;
import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.files.AssetLinks;
import dev.hookpress.api.files.Assets;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.RateLimit;
import dev.hookpress.api.jobs.ApiEvents;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.api.templates.Templates;
import dev.hookpress.dialect.reading.TargetCheck;
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
    BlockLookup blocks,
    ErrorCounts errorCounts,
    EndpointBook endpoints,
    ClientBook account,
    S3Settings s3,
    SigningSecrets signingSecrets,
    EventsTarget eventsTarget,
    TestDelivery testDelivery,
    HostedLinks links,
    HostedFileLookup files,
    Assets assets,
    AssetLinks assetLinks,
    TargetCheck targets,
    Templates templates,
    TemplateBook templateBook,
    TemplateEngine templateEngine,
    ApiEvents events) {}

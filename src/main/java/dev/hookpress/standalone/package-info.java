/**
 * Edge. The standalone: a locked data directory with embedded PostgreSQL and Redis servers, whose
 * data survives a crash of this process; an inbox for callbacks and a mailbox for e-mail.
 */
package dev.hookpress.standalone;

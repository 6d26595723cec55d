/**
 * Edge. Sends e-mail through the operator's SMTP relay; the only package that uses the mail
 * library, beside the standalone's mailbox.
 */
package dev.hookpress.mail;

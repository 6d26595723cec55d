/**
 * Edge. Sends e-mail through the operator's SMTP relay; the only package that uses the mail client.
 */
package dev.hookpress.mail;

/** Edge. E-mail out, by the operator's SMTP relay; the only place that knows the mail client. */
package dev.hookpress.mail;

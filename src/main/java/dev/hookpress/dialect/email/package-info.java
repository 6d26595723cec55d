/** The content of e-mails about jobs. */
package dev.hookpress.dialect.email;

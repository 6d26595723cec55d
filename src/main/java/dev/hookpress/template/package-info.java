/**
 * Pure. Templates of strangers, applied to their data: bounded work, nothing reached but the data,
 * the same HTML for the same input. The only place that knows Handlebars.
 */
package dev.hookpress.template;

/**
 * Pure. Renders untrusted templates with bounded work, access to their data only, and the same HTML
 * for the same input. The only package that depends on Handlebars and Liqp.
 */
package dev.hookpress.template;

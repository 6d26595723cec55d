/**
 * Edge. Delivers notifications: claims, signs and sends them, counts errors, and records attempts.
 */
package dev.hookpress.deliver;

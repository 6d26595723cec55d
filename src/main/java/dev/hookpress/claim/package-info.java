/** Edge. The claim loop of rendering and delivery: claim up to a limit, work, claim again. */
package dev.hookpress.claim;

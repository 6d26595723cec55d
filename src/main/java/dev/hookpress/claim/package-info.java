/** Edge. The loop that both kinds of work run on: claim within a bound, work, claim again. */
package dev.hookpress.claim;

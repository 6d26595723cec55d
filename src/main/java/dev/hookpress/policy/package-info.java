/** Pure. Rules as values: outcomes, retries, the block, the ramp, egress. */
package dev.hookpress.policy;

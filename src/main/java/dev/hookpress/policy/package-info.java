/** Pure. Delivery rules as values: outcomes, retries, blocks, holds, limits and egress. */
package dev.hookpress.policy;

/** Edge. Notifications out: claim, sign, post, judge, count, record. */
package dev.hookpress.deliver;

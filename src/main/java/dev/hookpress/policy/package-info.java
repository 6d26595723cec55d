/** Pure. Rules as values: they take what is known and return what to do about it. */
package dev.hookpress.policy;

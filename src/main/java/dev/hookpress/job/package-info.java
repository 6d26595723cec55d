/** Pure. The nouns: what was asked for, how far it is, how it ended. Imports nothing of ours. */
package dev.hookpress.job;

/** Edge. Traces of jobs: from the request that submits one to each attempt at its callbacks. */
package dev.hookpress.trace;

/** Edge. Settings as records, read from a file and the environment and validated at start. */
package dev.hookpress.config;

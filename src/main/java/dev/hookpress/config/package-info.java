/** Edge. Settings as records, read from files and the environment and checked at start. */
package dev.hookpress.config;

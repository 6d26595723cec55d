/** Edge. Brings callbacks to a developer's machine: pulls events from the API and forwards them. */
package dev.hookpress.listen;

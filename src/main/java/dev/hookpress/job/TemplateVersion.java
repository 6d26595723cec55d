package dev.hookpress.job;

/**
 * Names one version of a stored template, which never changes: what a job refers to.
 *
 * @param number from 1
 */
public record TemplateVersion(TemplateId template, int number) {}

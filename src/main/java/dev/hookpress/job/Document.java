package dev.hookpress.job;

import java.util.List;

/** The unit of rendering: one PDF out of one or more parts. */
public record Document(List<Part> parts, RenderOptions options, Destination destination) {}

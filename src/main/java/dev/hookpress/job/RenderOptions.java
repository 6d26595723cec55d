package dev.hookpress.job;

import java.util.Map;
import java.util.Optional;

/**
 * How a document is to look and open.
 *
 * @param headerHtml HTML at the top of every page of the HTML parts; elements of the classes {@code
 *     pageNumber} and {@code totalPages} are filled in
 * @param footerHtml the same at the bottom
 * @param info the PDF's own metadata: any of {@code title}, {@code author}, {@code subject}, {@code
 *     keywords}, {@code creator}
 * @param filename the name that downloads get, always ending in {@code .pdf}
 * @param userPassword asked for on opening
 * @param ownerPassword asked for before restrictions are lifted
 */
public record RenderOptions(
    PageLayout layout,
    Optional<String> headerHtml,
    Optional<String> footerHtml,
    Map<String, String> info,
    String filename,
    Optional<String> userPassword,
    Optional<String> ownerPassword) {}

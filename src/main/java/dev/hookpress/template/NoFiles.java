package dev.hookpress.template;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Rejects loading of any other template. */
final class NoFiles extends AbstractTemplateLoader {
  @Override
  public TemplateSource sourceAt(String location) throws IOException {
    throw new FileNotFoundException("There are no other templates.");
  }
}

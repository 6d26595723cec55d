package dev.hookpress.template;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An array in the client's data; its class distinguishes it from the library's own lists. */
final class DataList extends AbstractList<Object> implements RandomAccess {
  private final List<Object> items;

  DataList(List<Object> items) {
    this.items = items;
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}

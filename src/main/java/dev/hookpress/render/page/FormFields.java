package dev.hookpress.render.page;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/** Removes the form fields that appear on removed pages only. */
final class FormFields {
  private static final COSName CALCULATION_ORDER = COSName.getPDFName("CO");

  private final Predicate<COSBase> gone;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<COSBase> dropped = Collections.newSetFromMap(new IdentityHashMap<>());

  FormFields(Predicate<COSBase> gone) {
    this.gone = gone;
  }

  void prune(COSDictionary form) {
    filter(form, COSName.FIELDS);
    COSArray order = form.getCOSArray(CALCULATION_ORDER);
    if (order != null) {
      COSArray left = new COSArray();
      for (int i = 0; i < order.size(); i++) {
        COSBase field = order.getObject(i);
        if (!gone.test(field) && !dropped.contains(field)) {
          left.add(order.get(i));
        }
      }
      form.setItem(CALCULATION_ORDER, left);
    }
  }

  /** Removes such fields from an array; false if it becomes empty. */
  private boolean filter(COSDictionary parent, COSName key) {
    COSArray fields = parent.getCOSArray(key);
    if (fields == null || fields.size() == 0) {
      return true;
    }
    COSArray left = new COSArray();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.getObject(i) instanceof COSDictionary field && seen.add(field)) {
        if (!gone.test(field) && filter(field, COSName.KIDS)) {
          left.add(fields.get(i));
        } else {
          dropped.add(field);
        }
      }
    }
    parent.setItem(key, left);
    return left.size() > 0;
  }
}

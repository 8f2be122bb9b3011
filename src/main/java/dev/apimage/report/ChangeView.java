package dev.apimage.report;

import java.util.List;

/**
 * One change as a person reads it, before any format.
 *
 * @param sign what happens: {@code +}, {@code ~} or {@code -}
 * @param address the resource, its invisible characters made visible
 * @param details what there is to tell; never empty with {@code ~}
 * @param hidden how many properties do not change and are not shown
 */
record ChangeView(char sign, String address, List<Detail> details, int hidden) {
  ChangeView {
    details = List.copyOf(details);
  }

  static ChangeView bare(char sign, String address) {
    return new ChangeView(sign, Visible.name(address), List.of(), 0);
  }
}

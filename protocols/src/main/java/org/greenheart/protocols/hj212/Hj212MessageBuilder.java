// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** Puts a message together that is to be sent. Not thread-safe. */
public final class Hj212MessageBuilder {
  private final Hj212Version version;
  private final String st;
  private final String cn;
  private final String pw;
  private final String mn;
  private String qn = "";
  private Flag flag;
  private boolean flagSent = true;
  private int pnum;
  private int pno;
  private boolean rf;
  private final List<Item> items = new ArrayList<>();

  Hj212MessageBuilder(Hj212Version version, String st, String cn, String pw, String mn) {
    this.version = requireNonNull(version, "version is null");
    this.st = requireNonNull(st, "st is null");
    this.cn = requireNonNull(cn, "cn is null");
    this.pw = requireNonNull(pw, "pw is null");
    this.mn = requireNonNull(mn, "mn is null");
    this.flag = Flag.of(version, false, false);
  }

  /** The request number: 17 digits, see {@link Hj212Time#millis}. */
  public Hj212MessageBuilder qn(String qn) {
    this.qn = requireNonNull(qn, "qn is null");
    return this;
  }

  /** Whether an answer is wanted. */
  public Hj212MessageBuilder answerWanted(boolean wanted) {
    return flag(new Flag(wanted ? flag.value() | 1 : flag.value() & ~1));
  }

  /** A Flag that differs from the edition's, as an echo needs it. */
  public Hj212MessageBuilder flag(Flag flag) {
    this.flag = requireNonNull(flag, "flag is null");
    flagSent = true;
    return this;
  }

  /** Leaves Flag out, as 2005 uploads do. */
  public Hj212MessageBuilder withoutFlag() {
    flag = Flag.NONE;
    flagSent = false;
    return this;
  }

  /** Marks the message as packet {@code pno} (from 1) of {@code pnum}. */
  public Hj212MessageBuilder packet(int pnum, int pno) {
    if (pno < 1 || pno > pnum || pnum > 9999) {
      throw new IllegalArgumentException(
          "packet (%s) must be 1 to PNUM (%s), which is at most 9999".formatted(pno, pnum));
    }
    this.pnum = pnum;
    this.pno = pno;
    return flag(new Flag(flag.value() | 2));
  }

  /** Marks the data as sent again (RF=1): 2025 only. */
  public Hj212MessageBuilder resent(boolean resent) {
    if (resent && version != Hj212Version.V2025) {
      throw new IllegalArgumentException(
          "RF=1 is of HJ 212-2025, not of %s".formatted(version.year()));
    }
    rf = resent;
    return this;
  }

  /** Adds an item of one or more fields given as name, value, name, value... */
  public Hj212MessageBuilder item(String name, String value, String... more) {
    items.add(Item.of(name, value, more));
    return this;
  }

  public Hj212MessageBuilder items(List<Item> more) {
    items.addAll(more);
    return this;
  }

  public Hj212Message build() {
    List<Field> header = new ArrayList<>(9);
    if (!qn.isEmpty()) {
      header.add(Field.of("QN", qn));
    }
    header.add(Field.of("ST", st));
    header.add(Field.of("CN", cn));
    header.add(Field.of("PW", pw));
    header.add(Field.of("MN", mn));
    if (flagSent) {
      header.add(Field.of("Flag", Integer.toString(flag.value())));
    }
    if (pnum > 0) {
      header.add(Field.of("PNUM", Integer.toString(pnum)));
      header.add(Field.of("PNO", Integer.toString(pno)));
    }
    if (rf) {
      header.add(Field.of("RF", "1"));
    }
    return new Hj212Message(
        version,
        qn,
        st,
        cn,
        pw,
        mn,
        flag,
        pnum,
        pno,
        rf,
        CrcVerdict.RIGHT,
        false,
        header,
        items,
        List.of());
  }
}

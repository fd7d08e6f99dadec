// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * Tells the edition of a frame and checks its header against that edition. Used once.
 *
 * <p>The edition is what the version bits of Flag say, with two exceptions. The national profile
 * for surface-water stations (ST=21, and its answers, whose MN are short) used Flag 8 and 9 years
 * before 2025: its frames follow 2017. A frame without Flag follows 2005, unless it carries a QN
 * and codes or an MN of the 2017 shape, or breaks off before its Flag could come.
 */
final class HeaderChecks {
  private final HeaderReader header;
  private final int end;
  private final boolean brokenOff;
  private final Deviations deviations;
  private final Flag flag;

  /**
   * @param end where the header ends: missing fields are noted there
   * @param brokenOff whether the frame ends before its data area
   */
  HeaderChecks(HeaderReader header, int end, boolean brokenOff, Deviations deviations) {
    this.header = header;
    this.end = end;
    this.brokenOff = brokenOff;
    this.deviations = deviations;
    this.flag = readFlag();
  }

  Flag flag() {
    return flag;
  }

  /** Whether the frame can be of 2025, as far as its header tells. */
  boolean may2025() {
    return flag.versionBits() >= Hj212Version.V2025.flagBits() && !isSurfaceWaterProfile();
  }

  Hj212Version version(boolean modernCode) {
    if (!header.value(HeaderField.FLAG).isEmpty()) {
      return may2025()
          ? Hj212Version.V2025
          : flag.versionBits() == 0 ? Hj212Version.V2005 : Hj212Version.V2017;
    }
    boolean modern = modernCode || isModernMn() || brokenOff;
    return modern && !header.value(HeaderField.QN).isEmpty()
        ? Hj212Version.V2017
        : Hj212Version.V2005;
  }

  int pnum() {
    return packetNumber(HeaderField.PNUM);
  }

  int pno() {
    return packetNumber(HeaderField.PNO);
  }

  boolean resent() {
    return header.value(HeaderField.RF).equals("1");
  }

  void check(Hj212Version version) {
    checkPresence(version);
    checkForms(version);
    checkPackets(version);
    if (flag.versionBits() > Hj212Version.V2025.flagBits()
        || (flag.versionBits() == Hj212Version.V2025.flagBits() && version != Hj212Version.V2025)) {
      deviations.add(DeviationCode.FLAG_VERSION, at(HeaderField.FLAG));
    }
    if (header.present(HeaderField.RF) && (version != Hj212Version.V2025 || !resent())) {
      deviations.add(DeviationCode.RESENT_MARK, at(HeaderField.RF));
    }
  }

  private void checkPresence(Hj212Version version) {
    // Uploads of 2005 have neither QN nor Flag; its replies have the QN inside the data area.
    if (version != Hj212Version.V2005 || header.present(HeaderField.QN)) {
      need(HeaderField.QN, DeviationCode.QN_MISSING);
      need(HeaderField.FLAG, DeviationCode.FLAG_MISSING);
    }
    need(HeaderField.ST, DeviationCode.ST_MISSING);
    need(HeaderField.CN, DeviationCode.CN_MISSING);
    need(HeaderField.PW, DeviationCode.PW_MISSING);
    // A logger of 2025 asks for its MN with 1001.
    if (version != Hj212Version.V2025 || !header.value(HeaderField.CN).equals("1001")) {
      need(HeaderField.MN, DeviationCode.MN_MISSING);
    }
  }

  private void need(HeaderField field, DeviationCode missing) {
    if (header.value(field).isEmpty()) {
      deviations.add(missing, at(field));
    }
  }

  private void checkForms(Hj212Version version) {
    String qn = header.value(HeaderField.QN);
    if (!qn.isEmpty() && (qn.length() != 17 || Hj212Time.parse(qn).isEmpty())) {
      deviations.add(DeviationCode.QN_FORM, at(HeaderField.QN));
    }
    String st = header.value(HeaderField.ST);
    if (!st.isEmpty() && (st.length() != 2 || !isUpper(st.charAt(0)) || !isUpper(st.charAt(1)))) {
      deviations.add(DeviationCode.ST_FORM, at(HeaderField.ST));
    }
    String cn = header.value(HeaderField.CN);
    if (!cn.isEmpty() && (cn.length() != 4 || !Hj212Time.digits(cn))) {
      deviations.add(DeviationCode.CN_FORM, at(HeaderField.CN));
    }
    String pw = header.value(HeaderField.PW);
    if (!pw.isEmpty() && pw.length() != 6) {
      deviations.add(DeviationCode.PW_FORM, at(HeaderField.PW));
    }
    if (version != Hj212Version.V2005 && !header.value(HeaderField.MN).isEmpty() && !isModernMn()) {
      deviations.add(DeviationCode.MN_FORM, at(HeaderField.MN));
    }
  }

  private void checkPackets(Hj212Version version) {
    boolean sent = header.present(HeaderField.PNUM) || header.present(HeaderField.PNO);
    if (sent) {
      if (pnum() < 1 || pno() < 1 || pno() > pnum()) {
        deviations.add(
            DeviationCode.PACKET_NUMBERS,
            at(header.present(HeaderField.PNO) ? HeaderField.PNO : HeaderField.PNUM));
      }
    }
    // The examples of 2005 set the bit in every command, with no packet numbers.
    boolean bit = flag.split() && version != Hj212Version.V2005;
    if (header.present(HeaderField.FLAG) && (sent ? !flag.split() : bit)) {
      deviations.add(DeviationCode.PACKET_BIT, at(HeaderField.FLAG));
    }
  }

  private Flag readFlag() {
    String sent = header.value(HeaderField.FLAG);
    if (sent.isEmpty()) {
      return Flag.NONE;
    }
    int value = number(sent);
    if (value < 0 || value > 255) {
      deviations.add(DeviationCode.FLAG_FORM, at(HeaderField.FLAG));
      return Flag.NONE;
    }
    if (sent.length() > 1 && sent.charAt(0) == '0') {
      deviations.add(DeviationCode.FLAG_PADDED, at(HeaderField.FLAG));
    }
    return new Flag(value);
  }

  private boolean isSurfaceWaterProfile() {
    String st = header.value(HeaderField.ST);
    return st.equals("21") || (st.equals("91") && !isModernMn());
  }

  private boolean isModernMn() {
    String mn = header.value(HeaderField.MN);
    for (int i = 0; i < mn.length(); i++) {
      char c = mn.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) {
        return false;
      }
    }
    return mn.length() == 24;
  }

  private int packetNumber(HeaderField field) {
    return Math.max(0, number(header.value(field)));
  }

  /** The value of up to four digits, or -1. */
  private static int number(String text) {
    return Hj212Time.digits(text) && text.length() <= 4 ? Integer.parseInt(text) : -1;
  }

  private int at(HeaderField field) {
    int offset = header.offset(field);
    return offset < 0 ? end : offset;
  }

  private static boolean isUpper(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}

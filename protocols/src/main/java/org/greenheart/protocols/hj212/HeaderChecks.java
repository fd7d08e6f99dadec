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
    if (!header.value("Flag").isEmpty()) {
      return may2025()
          ? Hj212Version.V2025
          : flag.versionBits() == 0 ? Hj212Version.V2005 : Hj212Version.V2017;
    }
    boolean modern = modernCode || isModernMn() || brokenOff;
    return modern && !header.value("QN").isEmpty() ? Hj212Version.V2017 : Hj212Version.V2005;
  }

  int pnum() {
    return packetNumber("PNUM");
  }

  int pno() {
    return packetNumber("PNO");
  }

  boolean resent() {
    return header.value("RF").equals("1");
  }

  void check(Hj212Version version) {
    checkPresence(version);
    checkForms(version);
    checkPackets(version);
    if (flag.versionBits() > Hj212Version.V2025.flagBits()
        || (flag.versionBits() == Hj212Version.V2025.flagBits() && version != Hj212Version.V2025)) {
      deviations.add(DeviationCode.FLAG_VERSION, at("Flag"));
    }
    if (header.present("RF") && (version != Hj212Version.V2025 || !resent())) {
      deviations.add(DeviationCode.RESENT_MARK, at("RF"));
    }
  }

  private void checkPresence(Hj212Version version) {
    // Uploads of 2005 have neither QN nor Flag; its replies have the QN inside the data area.
    if (version != Hj212Version.V2005 || header.present("QN")) {
      need("QN", DeviationCode.QN_MISSING);
      need("Flag", DeviationCode.FLAG_MISSING);
    }
    need("ST", DeviationCode.ST_MISSING);
    need("CN", DeviationCode.CN_MISSING);
    need("PW", DeviationCode.PW_MISSING);
    // A logger of 2025 asks for its MN with 1001.
    if (version != Hj212Version.V2025 || !header.value("CN").equals("1001")) {
      need("MN", DeviationCode.MN_MISSING);
    }
  }

  private void need(String name, DeviationCode missing) {
    if (header.value(name).isEmpty()) {
      deviations.add(missing, at(name));
    }
  }

  private void checkForms(Hj212Version version) {
    String qn = header.value("QN");
    if (!qn.isEmpty() && (qn.length() != 17 || Hj212Time.parse(qn).isEmpty())) {
      deviations.add(DeviationCode.QN_FORM, at("QN"));
    }
    String st = header.value("ST");
    if (!st.isEmpty() && (st.length() != 2 || !isUpper(st.charAt(0)) || !isUpper(st.charAt(1)))) {
      deviations.add(DeviationCode.ST_FORM, at("ST"));
    }
    String cn = header.value("CN");
    if (!cn.isEmpty() && (cn.length() != 4 || !Hj212Time.digits(cn))) {
      deviations.add(DeviationCode.CN_FORM, at("CN"));
    }
    String pw = header.value("PW");
    if (!pw.isEmpty() && pw.length() != 6) {
      deviations.add(DeviationCode.PW_FORM, at("PW"));
    }
    if (version != Hj212Version.V2005 && !header.value("MN").isEmpty() && !isModernMn()) {
      deviations.add(DeviationCode.MN_FORM, at("MN"));
    }
  }

  private void checkPackets(Hj212Version version) {
    boolean sent = header.present("PNUM") || header.present("PNO");
    if (sent) {
      if (pnum() < 1 || pno() < 1 || pno() > pnum()) {
        deviations.add(DeviationCode.PACKET_NUMBERS, at(header.present("PNO") ? "PNO" : "PNUM"));
      }
    }
    // The examples of 2005 set the bit in every command, with no packet numbers.
    boolean bit = flag.split() && version != Hj212Version.V2005;
    if (header.present("Flag") && (sent ? !flag.split() : bit)) {
      deviations.add(DeviationCode.PACKET_BIT, at("Flag"));
    }
  }

  private Flag readFlag() {
    String sent = header.value("Flag");
    if (sent.isEmpty()) {
      return Flag.NONE;
    }
    int value = number(sent);
    if (value < 0 || value > 255) {
      deviations.add(DeviationCode.FLAG_FORM, at("Flag"));
      return Flag.NONE;
    }
    if (sent.length() > 1 && sent.charAt(0) == '0') {
      deviations.add(DeviationCode.FLAG_PADDED, at("Flag"));
    }
    return new Flag(value);
  }

  private boolean isSurfaceWaterProfile() {
    String st = header.value("ST");
    return st.equals("21") || (st.equals("91") && !isModernMn());
  }

  private boolean isModernMn() {
    String mn = header.value("MN");
    for (int i = 0; i < mn.length(); i++) {
      char c = mn.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) {
        return false;
      }
    }
    return mn.length() == 24;
  }

  private int packetNumber(String name) {
    return Math.max(0, number(header.value(name)));
  }

  /** The value of up to four digits, or -1. */
  private static int number(String text) {
    return Hj212Time.digits(text) && text.length() <= 4 ? Integer.parseInt(text) : -1;
  }

  private int at(String name) {
    int offset = header.offset(name);
    return offset < 0 ? end : offset;
  }

  private static boolean isUpper(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
}

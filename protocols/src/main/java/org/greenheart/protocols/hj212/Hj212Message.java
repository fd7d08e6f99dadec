// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a frame says. Values are kept as sent; what is wrong with them stands in {@link
 * #deviations}.
 *
 * @param version the edition that the message follows, as far as it can be told
 * @param qn the request number QN of the header; empty when there is none
 * @param st the system code; empty when there is none
 * @param cn the command code; empty when there is none
 * @param pw the password; empty when there is none
 * @param mn the device number; empty when there is none
 * @param flag {@link Flag#NONE} when there is none
 * @param pnum how many packets the message was split into, 0 when it was not
 * @param pno the number of this packet from 1, 0 when it was not split
 * @param rf whether the data is sent again (补传)
 * @param crc what the check shows
 * @param encrypted whether the data area came encrypted; its items are there when a key fitted
 * @param header the header fields under their standard names, in the order sent, values as sent
 * @param items the items of the data area in the order sent
 * @param deviations where the frame leaves the standard
 */
public record Hj212Message(
    Hj212Version version,
    String qn,
    String st,
    String cn,
    String pw,
    String mn,
    Flag flag,
    int pnum,
    int pno,
    boolean rf,
    CrcVerdict crc,
    boolean encrypted,
    List<Field> header,
    List<Item> items,
    List<Deviation> deviations) {
  public Hj212Message {
    requireNonNull(version, "version is null");
    requireNonNull(qn, "qn is null");
    requireNonNull(st, "st is null");
    requireNonNull(cn, "cn is null");
    requireNonNull(pw, "pw is null");
    requireNonNull(mn, "mn is null");
    requireNonNull(flag, "flag is null");
    requireNonNull(crc, "crc is null");
    header = List.copyOf(header);
    items = List.copyOf(items);
    deviations = List.copyOf(deviations);
  }

  /** A message to be sent: starts with what every message has. */
  public static Hj212MessageBuilder builder(
      Hj212Version version, String st, String cn, String pw, String mn) {
    return new Hj212MessageBuilder(version, st, cn, pw, mn);
  }

  /** Whether the sender asks for an answer (bit 0 of Flag). */
  public boolean answerWanted() {
    return flag.answerWanted();
  }

  /** Whether this is one of the answers 9011 to 9014. */
  public boolean isAnswer() {
    return cn.length() == 4 && cn.startsWith("901") && cn.charAt(3) >= '1' && cn.charAt(3) <= '4';
  }

  /**
   * The number of the exchange that this message belongs to: the header's QN, or the one inside the
   * data area where 2005 replies carry it. Empty when there is neither.
   */
  public String exchange() {
    return qn.isEmpty() ? value("QN").orElse("") : qn;
  }

  /** DataTime as sent; empty when there is none. */
  public Optional<String> dataTimeText() {
    return value("DataTime");
  }

  /** DataTime, in Beijing time; empty when there is none or it is no time. */
  public Optional<LocalDateTime> dataTime() {
    return dataTimeText().flatMap(Hj212Time::parse);
  }

  /** The value of a field without a code, such as {@code PolId} or {@code QnRtn}, as sent. */
  public Optional<String> value(String name) {
    for (Item item : items) {
      for (Field field : item.fields()) {
        if (field.code().isEmpty() && field.part().equals(name)) {
          return Optional.of(field.value());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What the message says of each code, in the order of first mention, whatever way its items are
   * separated. A {@code Flag} without a code belongs to the code before it.
   */
  public List<Reading> readings() {
    Map<String, List<Field>> byCode = new LinkedHashMap<>();
    String last = "";
    for (Item item : items) {
      for (Field field : item.fields()) {
        String code = field.code();
        if (code.isEmpty()) {
          if (last.isEmpty() || !field.part().equals("Flag")) {
            continue;
          }
          code = last;
        }
        byCode.computeIfAbsent(code, _ -> new ArrayList<>(4)).add(field);
        last = code;
      }
    }
    List<Reading> readings = new ArrayList<>(byCode.size());
    byCode.forEach((code, fields) -> readings.add(new Reading(code, fields)));
    return List.copyOf(readings);
  }

  /** Whether the frame leaves the standard in this way. */
  public boolean has(DeviationCode code) {
    for (Deviation deviation : deviations) {
      if (deviation.code() == code) {
        return true;
      }
    }
    return false;
  }
}

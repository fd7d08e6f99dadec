// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Draws a curve with its limit as lines and shapes, not as a picture: sharp on any printer. */
final class CurveDrawing {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(BEIJING);
  private static final Color BAND = new Color(0xD5E5DC);
  private static final float HEIGHT = 200;
  private static final float LEFT = 44;
  private static final float UNDER = 18;
  private static final float OVER = 16;
  private static final int STEPS = 4;
  private static final int LABELS = 5;

  private final PdfSheet sheet;
  private final Curve curve;
  private final double bottom;
  private final double span;
  private float base;

  private CurveDrawing(PdfSheet sheet, Curve curve) {
    this.sheet = sheet;
    this.curve = curve;
    this.bottom = curve.bottom().doubleValue();
    double top = curve.top().doubleValue();
    // A tenth of air over the highest.
    this.span = top > bottom ? (top - bottom) * 1.1 : 1;
  }

  static void draw(PdfSheet sheet, Curve curve, String limitName) throws IOException {
    new CurveDrawing(sheet, curve).draw(limitName);
  }

  private float x(Instant time) {
    double share =
        (double) Duration.between(curve.from(), time).toMillis()
            / Math.max(1, Duration.between(curve.from(), curve.to()).toMillis());
    return (float) (PdfSheet.MARGIN + LEFT + share * (PdfSheet.WIDTH - LEFT));
  }

  private float y(double value) {
    return (float) (base + UNDER + (value - bottom) / span * (HEIGHT - UNDER - OVER));
  }

  private float y(BigDecimal value) {
    return y(value.doubleValue());
  }

  private void draw(String limitName) throws IOException {
    base = sheet.room(HEIGHT);
    axes();
    for (List<Curve.Point> piece : curve.pieces()) {
      sheet.area(band(piece), BAND);
    }
    for (List<Curve.Point> piece : curve.pieces()) {
      sheet.line(
          piece.stream().map(point -> new float[] {x(point.at()), y(point.mean())}).toList(),
          PdfSheet.ACCENT,
          1,
          0);
      above(piece);
    }
    if (curve.limit() != null) {
      float at = y(curve.limit().toBigDecimal());
      float right = PdfSheet.MARGIN + PdfSheet.WIDTH;
      sheet.line(
          List.of(new float[] {PdfSheet.MARGIN + LEFT, at}, new float[] {right, at}),
          PdfSheet.DANGER,
          0.8f,
          4);
      String label = limitName + " " + curve.limit();
      sheet.write(label, right - sheet.width(label, 8), at + 3, 8, PdfSheet.DANGER);
    }
    sheet.space(8);
  }

  private List<float[]> band(List<Curve.Point> piece) {
    List<float[]> around = new ArrayList<>();
    piece.forEach(point -> around.add(new float[] {x(point.at()), y(point.max())}));
    piece.reversed().forEach(point -> around.add(new float[] {x(point.at()), y(point.min())}));
    return around;
  }

  /** Over the limit the curve is thick and red. */
  private void above(List<Curve.Point> piece) throws IOException {
    if (curve.limit() == null) {
      return;
    }
    BigDecimal limit = curve.limit().toBigDecimal();
    for (int i = 1; i < piece.size(); i++) {
      Curve.Point from = piece.get(i - 1);
      Curve.Point to = piece.get(i);
      if (from.mean().compareTo(limit) > 0 && to.mean().compareTo(limit) > 0) {
        sheet.line(
            List.of(
                new float[] {x(from.at()), y(from.mean())}, new float[] {x(to.at()), y(to.mean())}),
            PdfSheet.DANGER,
            2,
            0);
      }
    }
  }

  private void axes() throws IOException {
    for (int i = 0; i <= STEPS; i++) {
      double value = bottom + span / 1.1 * i / STEPS;
      float at = y(value);
      sheet.rule(
          PdfSheet.MARGIN + LEFT, at, PdfSheet.MARGIN + PdfSheet.WIDTH, at, PdfSheet.LINE, 0.5f);
      String label =
          new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
      sheet.write(
          label, PdfSheet.MARGIN + LEFT - 4 - sheet.width(label, 8), at - 3, 8, PdfSheet.MUTED);
    }
    sheet.write(
        curve.name() + (curve.unit().isEmpty() ? "" : " (" + curve.unit() + ")"),
        PdfSheet.MARGIN,
        base + HEIGHT - 9,
        9,
        PdfSheet.INK);
    Duration step = Duration.between(curve.from(), curve.to()).dividedBy(LABELS);
    for (int i = 0; i < LABELS; i++) {
      Instant time = curve.from().plus(step.multipliedBy(i));
      sheet.rule(x(time), y(bottom), x(time), y(bottom) - 3, PdfSheet.MUTED, 0.5f);
      sheet.write(LABEL.format(time), x(time), base + 4, 8, PdfSheet.MUTED);
    }
  }
}
